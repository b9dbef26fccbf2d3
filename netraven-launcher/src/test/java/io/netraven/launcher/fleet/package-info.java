/** A service whose model evolves over five releases, the last of which no upgrade may apply. */
@NullMarked
package io.netraven.launcher.fleet;

import org.jspecify.annotations.NullMarked;
