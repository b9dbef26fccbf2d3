/**
 * The schema engine's API. {@link io.netraven.schema.SchemaEngine} is the entry; a {@link
 * io.netraven.schema.SchemaModel} says what the database is to look like.
 */
@NullMarked
package io.netraven.schema;

import org.jspecify.annotations.NullMarked;
