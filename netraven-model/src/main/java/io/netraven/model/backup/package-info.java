/** The configuration backups of devices. */
@NullMarked
package io.netraven.model.backup;

import org.jspecify.annotations.NullMarked;
