/** How ids, equality and stored enums behave. */
@NullMarked
package io.netraven.model.base;

import org.jspecify.annotations.NullMarked;
