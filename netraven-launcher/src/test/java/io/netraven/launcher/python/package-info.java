/** What becomes of the data of the Python NetRaven. {@code ImportTest} is the entry. */
@NullMarked
package io.netraven.launcher.python;

import org.jspecify.annotations.NullMarked;
