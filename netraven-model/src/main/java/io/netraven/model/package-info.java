/**
 * The entity model. {@link io.netraven.model.NetRavenModel} is the only list of its entity classes.
 *
 * <p>Entities, in the packages below this one, are not safe for use by several threads; everything else is. No
 * parameter, result or element is null unless it is marked {@code @Nullable}.
 */
@NullMarked
package io.netraven.model;

import org.jspecify.annotations.NullMarked;
