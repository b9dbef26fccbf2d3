package io.netraven.reliability.failover;

import io.netraven.launcher.testing.Await;
import io.netraven.launcher.testing.LocalCluster;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A primary and its hot standby, with synchronous replication, and nobody but the trial to promote the standby. */
final class Pair implements Servers {

    private LocalCluster primary;
    private @Nullable LocalCluster standby;

    private Pair(LocalCluster primary) {
        this.primary = primary;
    }

    static Pair start() throws SQLException {
        Pair pair = new Pair(LocalCluster.create().start());
        try {
            pair.createOwner();
            pair.heal();
        } catch (SQLException | RuntimeException | Error e) {
            pair.close();
            throw e;
        }
        return pair;
    }

    @Override
    public Hosts hosts() {
        List<Integer> ports = standby == null ? List.of(primary.port()) : List.of(primary.port(), standby.port());
        return new Hosts(ports, LocalCluster.SUPERUSER);
    }

    /** Makes a standby anew, if there is none, and from then on waits for it with each commit. */
    @Override
    public void heal() throws SQLException {
        if (standby == null) {
            standby = primary.standby().start();
            hosts().execute("ALTER SYSTEM SET synchronous_standby_names = '*'", "SELECT pg_reload_conf()");
            Await.until(() ->
                    hosts().ask("SELECT sync_state FROM pg_stat_replication").equals("sync"));
        }
    }

    /** Ends the primary in a way, and promotes the standby, which from then on waits for nobody. */
    void failOver(Consumer<LocalCluster> end) {
        LocalCluster next = standby;
        if (next == null) {
            throw new IllegalStateException("There is no standby");
        }
        LocalCluster old = primary;
        end.accept(old);
        next.promote();
        primary = next;
        standby = null;
        old.close();
    }

    @Override
    public void close() {
        if (standby != null) {
            standby.close();
        }
        primary.close();
    }
}
