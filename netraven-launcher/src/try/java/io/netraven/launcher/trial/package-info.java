/** The trial: an embedded PostgreSQL and sample rows. Packed into the artifact {@code try} only. */
@NullMarked
package io.netraven.launcher.trial;

import org.jspecify.annotations.NullMarked;
