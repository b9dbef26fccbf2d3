package io.netraven.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.testing.Await;
import io.netraven.launcher.testing.Database;
import io.netraven.launcher.testing.Ended;
import io.netraven.launcher.testing.LauncherProcess;
import io.netraven.launcher.testing.Moments;
import io.netraven.launcher.testing.State;
import io.netraven.launcher.testing.Tally;
import io.netraven.schema.testing.OpenSession;
import io.netraven.schema.testing.TestServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A start that is cut short at any moment leaves the database as before or complete, and the next start succeeds. */
@Order(1) // One of the longest.
class InterruptedStartIT {

    private static final int FEW = 1;
    private static final int MANY = Moments.many(100);

    private static final Logger log = LoggerFactory.getLogger(InterruptedStartIT.class);

    @Nested
    class ByKillingTheProcess {

        @Test
        void atAFewMoments() throws SQLException {
            killAtMoments(FEW);
        }

        @Test
        @Tag("long")
        void atManyMoments() throws SQLException {
            killAtMoments(MANY);
        }

        @Test
        void duringAStatementFreesTheLockWithinTheCheckInterval() throws SQLException {
            try (Database database = new Database()) {
                database.execute(
                        "CREATE FUNCTION public.dawdle() RETURNS event_trigger LANGUAGE plpgsql AS"
                                + " $$ BEGIN PERFORM pg_sleep(3600); END $$",
                        "CREATE EVENT TRIGGER dawdle ON ddl_command_end WHEN TAG IN ('CREATE SCHEMA')"
                                + " EXECUTE FUNCTION public.dawdle()");
                try (LauncherProcess init =
                        LauncherProcess.start(database.login(), "init", "--statement-timeout", "10m")) {
                    Await.until(() -> database.scratch().openSessions().stream()
                            .map(OpenSession::query)
                            .anyMatch(query -> query.contains("CREATE SCHEMA")));
                    init.kill();
                }
                Duration held = database.untilNobodyIsConnected();
                log.info("Killed during a statement: the lock was free after {} ms", held.toMillis());

                assertThat(held).isLessThan(Tally.LOCK_IS_FREE);
                assertThat(State.of(database)).isEqualTo(State.AS_BEFORE);
                database.execute("DROP EVENT TRIGGER dawdle");
                LauncherProcess.run(database.login(), "init").succeededWith("CREATED");
            }
        }

        private static void killAtMoments(int rounds) throws SQLException {
            Duration whole = durationOfAStart();
            Tally tally = new Tally("Starts killed", rounds);
            for (int round = 0; round < rounds; round++) {
                try (Database database = new Database()) {
                    try (LauncherProcess init = LauncherProcess.start(database.login(), "init")) {
                        Await.pause(Moments.of(whole, round, rounds));
                        init.kill();
                    }
                    Duration held = database.untilNobodyIsConnected();
                    State state = afterwards(database);
                    tally.add(state, held);
                    Ended next = LauncherProcess.run(database.login(), "init").succeeded();
                    assertThat(State.of(database)).isEqualTo(State.COMPLETE);
                    // The machine may be busier than it was.
                    whole = state == State.AS_BEFORE ? next.took() : whole;
                }
            }
            tally.tell();
        }

        private static Duration durationOfAStart() {
            try (Database database = new Database()) {
                LauncherProcess.run(database.login(), "init").succeeded();
            }
            try (Database database = new Database()) {
                return LauncherProcess.run(database.login(), "init").succeeded().took();
            }
        }
    }

    @Nested
    class ByCuttingTheConnection {

        @Test
        void atAFewMoments() throws SQLException {
            cutAtMoments(FEW);
        }

        @Test
        @Tag("long")
        void atManyMoments() throws SQLException {
            cutAtMoments(MANY);
        }

        @Test
        void againAndAgainIsEnduredWithinTheDeadline() throws SQLException {
            try (Database database = new Database();
                    Connection server = TestServer.shared().connect();
                    LauncherProcess init = LauncherProcess.start(database.login(), "init")) {
                for (int cut = 0; cut < 3; cut++) {
                    Await.until(() -> cut(server, database) > 0 || !init.isAlive());
                }

                init.await().succeeded();

                assertThat(State.of(database)).isEqualTo(State.COMPLETE);
            }
        }

        private static void cutAtMoments(int rounds) throws SQLException {
            try (Connection server = TestServer.shared().connect()) {
                Duration connected = durationOfAConnection(server);
                Tally tally = new Tally("Starts cut", rounds);
                for (int round = 0; round < rounds; round++) {
                    try (Database database = new Database()) {
                        // Tried once, so that nothing repairs what the cut has left.
                        try (LauncherProcess init = LauncherProcess.start(database.login(), "init", "--wait", "0s")) {
                            untilConnected(server, database, init);
                            Await.pause(Moments.of(connected, round, rounds));
                            boolean late = cut(server, database) == 0;
                            Ended ended = init.await();
                            if (ended.exitCode() != 0) {
                                assertThat(late).isFalse();
                                assertThat(ended.failedWith(3)).contains("not available");
                            }
                        }
                        Duration held = database.untilNobodyIsConnected();
                        tally.add(afterwards(database), held);
                        LauncherProcess.run(database.login(), "init").succeeded();
                        assertThat(State.of(database)).isEqualTo(State.COMPLETE);
                    }
                }
                tally.tell();
            }
        }

        private static Duration durationOfAConnection(Connection server) throws SQLException {
            try (Database database = new Database();
                    LauncherProcess init = LauncherProcess.start(database.login(), "init")) {
                untilConnected(server, database, init);
                long start = System.nanoTime();
                init.await().succeeded();
                return Duration.ofNanos(System.nanoTime() - start);
            }
        }

        private static void untilConnected(Connection server, Database database, LauncherProcess init)
                throws SQLException {
            while (init.isAlive() && count(server, "SELECT count(*)", database) == 0) {
                Thread.onSpinWait();
            }
        }

        private static int cut(Connection server, Database database) throws SQLException {
            return count(server, "SELECT count(pg_terminate_backend(pid))", database);
        }

        private static int count(Connection server, String select, Database database) throws SQLException {
            try (PreparedStatement query = server.prepareStatement(
                    select + " FROM pg_stat_activity WHERE application_name = 'netraven-launcher' AND datname = ?")) {
                query.setString(1, database.name());
                try (ResultSet row = query.executeQuery()) {
                    row.next();
                    return row.getInt(1);
                }
            }
        }
    }

    private static State afterwards(Database database) throws SQLException {
        State state = State.of(database);
        if (state == State.COMPLETE) {
            LauncherProcess.run(database.login(), "validate").succeededWith("EQUAL");
        }
        return state;
    }
}
