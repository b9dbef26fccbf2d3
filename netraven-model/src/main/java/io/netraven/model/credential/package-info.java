/**
 * Logins to devices, and what is known of how they fared.
 *
 * <p>Entities here are not safe for use by several threads; ids are immutable. No parameter, result or element is null
 * unless it is marked {@code @Nullable}.
 */
@NullMarked
package io.netraven.model.credential;

import org.jspecify.annotations.NullMarked;
