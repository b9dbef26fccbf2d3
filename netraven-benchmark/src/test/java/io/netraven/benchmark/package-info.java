/** Times what docs/performance.md tells, beside peers, and writes that page. Built in the profile {@code bench} only. */
@NullMarked
package io.netraven.benchmark;

import org.jspecify.annotations.NullMarked;
