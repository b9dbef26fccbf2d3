/** Tests of the engine on a model of its own. */
@NullMarked
package io.netraven.schema;

import org.jspecify.annotations.NullMarked;
