/** Tests of what the engine's inner packages share. */
@NullMarked
package io.netraven.schema.internal;

import org.jspecify.annotations.NullMarked;
