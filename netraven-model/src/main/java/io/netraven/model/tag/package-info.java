/** Tags, which tie credentials to devices, and the rules that give them. */
@NullMarked
package io.netraven.model.tag;

import org.jspecify.annotations.NullMarked;
