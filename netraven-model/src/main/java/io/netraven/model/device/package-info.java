/**
 * The network devices whose configuration is backed up.
 *
 * <p>Entities here are not safe for use by several threads; enums, converters and ids are immutable. No parameter,
 * result or element is null unless it is marked {@code @Nullable}.
 */
@NullMarked
package io.netraven.model.device;

import org.jspecify.annotations.NullMarked;
