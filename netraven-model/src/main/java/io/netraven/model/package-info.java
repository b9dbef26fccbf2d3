/** The entity model. {@link io.netraven.model.NetRavenModel} is the only list of its entity classes. */
@NullMarked
package io.netraven.model;

import org.jspecify.annotations.NullMarked;
