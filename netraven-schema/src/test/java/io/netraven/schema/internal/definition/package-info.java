/** Tests of how annotations become tables. */
@NullMarked
package io.netraven.schema.internal.definition;

import org.jspecify.annotations.NullMarked;
