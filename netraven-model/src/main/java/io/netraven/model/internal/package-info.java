/** How EclipseLink is made to speak PostgreSQL. */
@NullMarked
package io.netraven.model.internal;

import org.jspecify.annotations.NullMarked;
