/**
 * Tables as the model defines them. {@link io.netraven.schema.internal.definition.ModelReader} reads them from JPA
 * annotations, {@link io.netraven.schema.internal.definition.DdlWriter} renders them for PostgreSQL,
 * {@link io.netraven.schema.internal.definition.TableReader} reads them back.
 */
@NullMarked
package io.netraven.schema.internal.definition;

import org.jspecify.annotations.NullMarked;
