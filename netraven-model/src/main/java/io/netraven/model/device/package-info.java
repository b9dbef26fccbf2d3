/** The network devices whose configuration is backed up. */
@NullMarked
package io.netraven.model.device;

import org.jspecify.annotations.NullMarked;
