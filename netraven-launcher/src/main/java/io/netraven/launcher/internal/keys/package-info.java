/** The credential store and its keyring as the settings describe them. */
@NullMarked
package io.netraven.launcher.internal.keys;

import org.jspecify.annotations.NullMarked;
