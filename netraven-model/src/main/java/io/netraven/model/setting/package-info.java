/**
 * Settings that administrators change at run time.
 *
 * <p>Entities here are not safe for use by several threads; enums and converters are immutable. No parameter, result or
 * element is null unless it is marked {@code @Nullable}.
 */
@NullMarked
package io.netraven.model.setting;

import org.jspecify.annotations.NullMarked;
