/** How values are bound. */
@NullMarked
package io.netraven.model.internal;

import org.jspecify.annotations.NullMarked;
