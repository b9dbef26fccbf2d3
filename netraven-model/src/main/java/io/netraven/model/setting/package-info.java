/** Settings that administrators change at run time. */
@NullMarked
package io.netraven.model.setting;

import org.jspecify.annotations.NullMarked;
