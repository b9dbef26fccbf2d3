/**
 * What all entities have in common: id, times, equality, and how enums and secrets are stored.
 *
 * <p>Entities are not safe for use by several threads; everything else here is. No parameter, result or element is null
 * unless it is marked {@code @Nullable}.
 */
@NullMarked
package io.netraven.model.base;

import org.jspecify.annotations.NullMarked;
