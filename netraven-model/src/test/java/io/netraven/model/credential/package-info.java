/** How credentials keep both sides of an association, and their secrets. */
@NullMarked
package io.netraven.model.credential;

import org.jspecify.annotations.NullMarked;
