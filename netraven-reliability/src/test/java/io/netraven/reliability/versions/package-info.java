/** Each supported release of PostgreSQL, and the way from the oldest to the newest. */
@NullMarked
package io.netraven.reliability.versions;

import org.jspecify.annotations.NullMarked;
