/** EclipseLink's voice, brought to SLF4J. */
@NullMarked
package io.netraven.launcher.internal.jpa;

import org.jspecify.annotations.NullMarked;
