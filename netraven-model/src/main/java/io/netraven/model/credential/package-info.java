/** Logins to devices, and what is known of how they fared. */
@NullMarked
package io.netraven.model.credential;

import org.jspecify.annotations.NullMarked;
