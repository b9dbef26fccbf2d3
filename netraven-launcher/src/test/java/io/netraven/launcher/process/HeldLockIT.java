package io.netraven.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.testing.Await;
import io.netraven.launcher.testing.Database;
import io.netraven.launcher.testing.Ended;
import io.netraven.launcher.testing.LauncherProcess;
import io.netraven.launcher.testing.LocalCluster;
import io.netraven.launcher.testing.Login;
import io.netraven.launcher.testing.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@SuppressWarnings("NullAway.Init")
class HeldLockIT {

    private static final String STARTERS_LOCK =
            "SELECT pg_advisory_xact_lock(hashtextextended('io.netraven.schema:netraven', 0))";

    @Nested
    class OfAnotherStarter {

        @Test
        void namesTheHolderAtTheLockTimeout() throws SQLException {
            try (Database database = new Database();
                    Connection holder = holding(database, STARTERS_LOCK)) {
                Ended init = LauncherProcess.run(database.login(), "init", "--lock-timeout", "2s");

                assertThat(init.failedWith(5))
                        .contains("Another starter", "2 s", "holder-of-a-lock", "role postgres", "since 20");
                assertThat(init.took())
                        .isBetween(Await.seconds(2), Await.seconds(2).plus(LauncherProcess.AT_ONCE));
                assertThat(holder.isValid(60)).isTrue();
            }
        }

        @Test
        @Tag("long")
        void namesTheHolderToARoleThatMayNotSeeItsSession() throws SQLException {
            try (Database database = new Database()) {
                Login owner = database.owner();
                try (Connection holder = holding(database, STARTERS_LOCK)) {
                    String message = LauncherProcess.run(owner, "init", "--lock-timeout", "1s")
                            .failedWith(5);

                    assertThat(message)
                            .contains("holder-of-a-lock", "role postgres")
                            .doesNotContain("since .");
                    assertThat(holder.isValid(60)).isTrue();
                }
            }
        }

        @Test
        void goesOnAsSoonAsItIsFree() throws SQLException {
            try (Database database = new Database();
                    Connection holder = holding(database, STARTERS_LOCK);
                    LauncherProcess init = LauncherProcess.start(database.login(), "init", "--lock-timeout", "10m")) {
                database.untilAStarterWaits();
                assertThat(init.isAlive()).isTrue();

                holder.rollback();

                init.await().succeededWith("CREATED");
            }
        }
    }

    @Nested
    class OnATable {

        @Test
        @Tag("long")
        void namesTheHolderWhereHistoryIsLocked() throws SQLException {
            namesTheHolderOf("schema_history", "init");
        }

        @Test
        @Tag("long")
        void namesTheHolderWhereATableWithDefaultDataIsLocked() throws SQLException {
            namesTheHolderOf("tags", "init");
        }

        @Tag("long")
        @Test
        void validateNamesTheHolderToo() throws SQLException {
            namesTheHolderOf("tags", "validate");
        }

        @Test
        void tableWithoutDefaultDataKeepsNobodyFromStarting() throws SQLException {
            try (Database database = initialised();
                    Connection holder = holding(database, "LOCK TABLE netraven.devices IN ACCESS EXCLUSIVE MODE")) {
                LauncherProcess.run(database.login(), "init").succeededWith("UP_TO_DATE");
                assertThat(holder.isValid(60)).isTrue();
            }
        }

        private void namesTheHolderOf(String table, String command) throws SQLException {
            try (Database database = initialised();
                    Connection holder =
                            holding(database, "LOCK TABLE netraven." + table + " IN ACCESS EXCLUSIVE MODE")) {
                Ended ended = LauncherProcess.run(database.login(), command, "--lock-timeout", "2s");

                assertThat(ended.failedWith(5))
                        .contains("netraven." + table, "2 s", "holder-of-a-lock", "role postgres");
                assertThat(ended.took()).isLessThan(Await.seconds(2).plus(LauncherProcess.AT_ONCE));
                assertThat(holder.isValid(60)).isTrue();
            }
        }

        private Database initialised() {
            Database database = new Database();
            LauncherProcess.run(database.login(), "init").succeededWith("CREATED");
            return database;
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OfAPreparedTransaction {

        private static final String TRANSACTION = "prepared transaction 'lost''by a crash', owner postgres, since 20";

        private LocalCluster cluster;

        @BeforeAll
        void start() throws SQLException {
            cluster = LocalCluster.create()
                    .settings("max_prepared_transactions = 5")
                    .start();
            cluster.execute("postgres", "CREATE ROLE owner LOGIN PASSWORD '" + Database.PASSWORD + "'");
            cluster.execute("postgres", "CREATE DATABASE prepared OWNER owner");
            LauncherProcess.run(login(), "init").succeededWith("CREATED");
        }

        @AfterAll
        void stop() {
            if (cluster != null) {
                cluster.close();
            }
        }

        @Test
        @Tag("long")
        void namesItWhereItHoldsATable() throws SQLException {
            prepare("LOCK TABLE netraven.schema_history IN ACCESS EXCLUSIVE MODE");
            try {
                for (String command : List.of("init", "status", "wait")) {
                    assertThat(refusal(command))
                            .contains(TRANSACTION, "netraven.schema_history", "ROLLBACK PREPARED")
                            .doesNotContain("process ,");
                }
                assertThat(LauncherProcess.run(login(), "init", "--lock-timeout", "1s", "--format", "json")
                                .out())
                        .contains("\"holder\" : \"" + TRANSACTION);
            } finally {
                cluster.execute("prepared", "ROLLBACK PREPARED 'lost''by a crash'");
            }
        }

        @Test
        @Tag("long")
        void namesItAfterARestartOfTheServerToo() throws SQLException {
            cluster.execute("prepared", "DELETE FROM netraven.schema_history");
            prepare(STARTERS_LOCK);
            cluster.stop();
            cluster.start();
            try {
                assertThat(refusal("init")).contains(TRANSACTION, "ROLLBACK PREPARED");
            } finally {
                cluster.execute("prepared", "ROLLBACK PREPARED 'lost''by a crash'");
            }
            LauncherProcess.run(login(), "init").succeededWith("ADOPTED");
        }

        private String refusal(String command) {
            return LauncherProcess.run(login(), command, "--lock-timeout", "1s").failedWith(5);
        }

        private void prepare(String lock) throws SQLException {
            try (Connection connection = cluster.connect("prepared")) {
                Sql.execute(connection, "BEGIN", lock, "PREPARE TRANSACTION 'lost''by a crash'");
            }
        }

        private Login login() {
            return cluster.login("prepared", "owner", Database.PASSWORD);
        }
    }

    private static Connection holding(Database database, String lock) throws SQLException {
        Connection holder = database.connect();
        holder.setAutoCommit(false);
        try (Statement statement = holder.createStatement()) {
            statement.execute("SET application_name = 'holder-of-a-lock'");
            statement.execute(lock);
        }
        return holder;
    }
}
