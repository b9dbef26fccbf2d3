/** Tests of what other modules can see. */
@NullMarked
package io.netraven.launcher.api;

import org.jspecify.annotations.NullMarked;
