/** What several of the engine's inner packages share. Nothing below here is API. */
@NullMarked
package io.netraven.schema.internal;

import org.jspecify.annotations.NullMarked;
