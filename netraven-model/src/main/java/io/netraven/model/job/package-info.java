/**
 * Work planned and done, and its log.
 *
 * <p>Entities here are not safe for use by several threads; enums and converters are immutable. No parameter, result or
 * element is null unless it is marked {@code @Nullable}.
 */
@NullMarked
package io.netraven.model.job;

import org.jspecify.annotations.NullMarked;
