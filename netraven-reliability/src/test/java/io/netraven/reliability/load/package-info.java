/** Many starters, rotators and services at once, for as long as one likes. */
@NullMarked
package io.netraven.reliability.load;

import org.jspecify.annotations.NullMarked;
