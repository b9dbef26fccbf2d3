/** Backups of the whole database, and their restore: Java around {@code pg_dump} and {@code pg_restore}. */
@NullMarked
package io.netraven.launcher.internal.backup;

import org.jspecify.annotations.NullMarked;
