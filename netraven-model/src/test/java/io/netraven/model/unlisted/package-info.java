/** A class that the check of the entity list has to find. */
@NullMarked
package io.netraven.model.unlisted;

import org.jspecify.annotations.NullMarked;
