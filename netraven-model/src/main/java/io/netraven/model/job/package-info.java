/** Work planned and done, and its log. */
@NullMarked
package io.netraven.model.job;

import org.jspecify.annotations.NullMarked;
