/**
 * The data keys that secrets are encrypted under.
 *
 * <p>Entities here are not safe for use by several threads; enums and converters are immutable. No parameter, result or
 * element is null unless it is marked {@code @Nullable}.
 */
@NullMarked
package io.netraven.model.key;

import org.jspecify.annotations.NullMarked;
