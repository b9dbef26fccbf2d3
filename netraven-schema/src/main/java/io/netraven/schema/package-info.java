/**
 * The schema engine's API. {@link io.netraven.schema.SchemaEngine} is the entry; a {@link
 * io.netraven.schema.SchemaModel} says what the database is to look like.
 *
 * <p>Records, enums and exceptions here are immutable. No parameter, result or element is null unless it is marked
 * {@code @Nullable}.
 */
@NullMarked
package io.netraven.schema;

import org.jspecify.annotations.NullMarked;
