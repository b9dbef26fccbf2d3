/**
 * A primary ends and another server takes over, in the middle of {@code init}, of a rotation and of a service's work.
 * {@code Takeover} has the trials, for whatever {@code Servers} there are.
 */
@NullMarked
package io.netraven.reliability.failover;

import org.jspecify.annotations.NullMarked;
