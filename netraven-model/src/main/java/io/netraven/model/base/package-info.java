/** What all entities have in common: id, times, equality, and how enums and secrets are stored. */
@NullMarked
package io.netraven.model.base;

import org.jspecify.annotations.NullMarked;
