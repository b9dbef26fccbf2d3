/** Three servers under Patroni, with etcd: a switch-over, and the loss of the leader. */
@NullMarked
package io.netraven.reliability.cluster;

import org.jspecify.annotations.NullMarked;
