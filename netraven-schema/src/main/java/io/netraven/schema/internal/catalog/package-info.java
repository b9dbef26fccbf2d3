/** Reads what a database holds from {@code pg_catalog}; the same reader serves the live schema and its shadow. */
@NullMarked
package io.netraven.schema.internal.catalog;

import org.jspecify.annotations.NullMarked;
