/** How devices keep both sides of an association. */
@NullMarked
package io.netraven.model.device;

import org.jspecify.annotations.NullMarked;
