/**
 * The append-only record of who did what.
 *
 * <p>Entities here are not safe for use by several threads; enums and converters are immutable. No parameter, result or
 * element is null unless it is marked {@code @Nullable}.
 */
@NullMarked
package io.netraven.model.audit;

import org.jspecify.annotations.NullMarked;
