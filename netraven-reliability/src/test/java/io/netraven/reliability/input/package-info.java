/** Input that is wrong: a fuzzer that follows the branches it reaches, and all that it ever found, tried again. */
@NullMarked
package io.netraven.reliability.input;

import org.jspecify.annotations.NullMarked;
