/**
 * Compares two catalogue snapshots. {@link io.netraven.schema.internal.comparison.SchemaComparison} is a pure
 * function; what a difference means and how it is mended have a class each.
 */
@NullMarked
package io.netraven.schema.internal.comparison;

import org.jspecify.annotations.NullMarked;
