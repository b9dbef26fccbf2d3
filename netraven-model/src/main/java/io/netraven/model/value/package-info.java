/**
 * Immutable values of columns whose PostgreSQL type Java lacks, each with its converter.
 *
 * <p>The converters are immutable too. No parameter, result or element is null unless it is marked {@code @Nullable}.
 */
@NullMarked
package io.netraven.model.value;

import org.jspecify.annotations.NullMarked;
