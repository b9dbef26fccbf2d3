/** Times what docs/benchmarks.md tells. Compiled in the profile {@code bench} only. */
@NullMarked
package io.netraven.launcher.bench;

import org.jspecify.annotations.NullMarked;
