/** The trial: an embedded PostgreSQL and sample rows. Packed into {@code netraven-try.jar} only. */
@NullMarked
package io.netraven.trial;

import org.jspecify.annotations.NullMarked;
