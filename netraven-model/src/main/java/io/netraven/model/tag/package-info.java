/**
 * Tags, which tie credentials to devices, and the rules that give them.
 *
 * <p>Entities here are not safe for use by several threads. No parameter, result or element is null unless it is marked
 * {@code @Nullable}.
 */
@NullMarked
package io.netraven.model.tag;

import org.jspecify.annotations.NullMarked;
