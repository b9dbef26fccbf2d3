/** The data keys that secrets are encrypted under. */
@NullMarked
package io.netraven.model.key;

import org.jspecify.annotations.NullMarked;
