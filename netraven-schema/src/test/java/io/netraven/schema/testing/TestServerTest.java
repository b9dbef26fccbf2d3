package io.netraven.schema.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TestServerTest {

    private final TestServer server = TestServer.shared();

    @Test
    void anEmptyDatabaseHoldsNothing() throws SQLException {
        try (ScratchDatabase database = server.createDatabase()) {
            assertThat(ask(database, "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
                    .isEqualTo("0");
            assertThat(ask(database, "SELECT current_database()")).isEqualTo(database.name());
            assertThat(ask(database, "SHOW server_version_num")).startsWith(Integer.toString(server.versionMajor()));
        }
    }

    @Test
    void anotherVersionThanTheOneAskedForIsRefused() {
        String version = Integer.toString(server.versionMajor());

        assertThat(server.ofVersion(name -> Optional.of(version))).isSameAs(server);
        assertThat(server.ofVersion(name -> Optional.empty())).isSameAs(server);
        assertThatThrownBy(() -> server.ofVersion(name -> Optional.of("13")))
                .hasMessage("The test server is PostgreSQL " + version + ", and NETRAVEN_TEST_VERSION is 13");
    }

    @Test
    void whoeverIsConnectedClosingDropsTheDatabase() throws SQLException {
        ScratchDatabase database = server.createDatabase();
        try (Connection connection = database.connect()) {
            assertThat(database.openSessions()).hasSize(1);
            database.close();
            database.close();
            assertThat(connection.isValid(1)).isFalse();
            assertThatThrownBy(database::connect).hasMessageContaining(database.name());
        }
    }

    @Test
    void theLogOfADatabaseHoldsItsOwnLinesAlone() throws SQLException {
        assumeTrue(server.log().isPresent(), "the server's log can be read");
        try (ScratchDatabase database = server.createDatabase();
                ScratchDatabase quiet = server.createDatabase()) {
            assertThatThrownBy(() -> ask(database, "SELECT nothing,\n  here")).isInstanceOf(SQLException.class);
            ask(quiet, "SELECT 1");

            assertThat(database.log().orElseThrow())
                    .anyMatch(line -> line.contains("ERROR:  column \"nothing\" does not exist"))
                    .anyMatch(line -> line.equals("\t  here"));
            assertThat(quiet.log().orElseThrow()).isEmpty();
        }
    }

    @Test
    void aRoleHasToGiveItsPassword() throws SQLException {
        assumeTrue(server.isSuperuser(), "roles can be created");
        try (ScratchDatabase database = server.createDatabase();
                Connection owner = database.connect();
                Statement statement = owner.createStatement()) {
            statement.execute("CREATE ROLE netraven_test_login LOGIN PASSWORD 'right'");
            try {
                database.dataSourceAs("netraven_test_login", "right")
                        .getConnection()
                        .close();
                assertThatThrownBy(() -> database.dataSourceAs("netraven_test_login", "wrong")
                                .getConnection())
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
            } finally {
                statement.execute("DROP ROLE netraven_test_login");
            }
        }
    }

    @Nested
    class FromATemplate {

        @Test
        void theContentIsThere() throws SQLException {
            try (ScratchDatabase database =
                    server.createDatabase(template("content", "CREATE TABLE t AS SELECT 7 AS x"))) {
                assertThat(ask(database, "SELECT x FROM t")).isEqualTo("7");
            }
        }

        @Test
        void settingsOfTheDatabaseAreThere() throws SQLException {
            Template template = template("settings", """
                    DO $$ BEGIN
                        EXECUTE format('ALTER DATABASE %I SET search_path TO "odd, a=b", public', current_database());
                        EXECUTE format('ALTER ROLE %I IN DATABASE %I SET work_mem TO ''5MB''',
                                       current_user, current_database());
                    END $$
                    """);
            try (ScratchDatabase database = server.createDatabase(template)) {
                assertThat(ask(database, "SHOW search_path")).isEqualTo("\"odd, a=b\", public");
                assertThat(ask(database, "SHOW work_mem")).isEqualTo("5MB");
            }
        }

        @Test
        void grantsOnTheDatabaseAreThere() throws SQLException {
            Template template = template("grants", """
                    DO $$ BEGIN
                        EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
                        EXECUTE format('GRANT CREATE ON DATABASE %I TO pg_monitor WITH GRANT OPTION',
                                       current_database());
                    END $$
                    """);
            try (ScratchDatabase database = server.createDatabase(template)) {
                assertThat(ask(
                                database,
                                "SELECT array_agg(entry ORDER BY entry::text)"
                                        + " FROM pg_database, unnest(datacl::text[]) AS entry"
                                        + " WHERE datname = current_database()"
                                        + " AND entry NOT LIKE current_user || '=%'"))
                        .isEqualTo("{=c/" + database.user() + ",pg_monitor=C*/" + database.user() + "}");
            }
        }

        @Test
        void itIsFilledOnceWhoeverAsks() {
            AtomicInteger fillings = new AtomicInteger();
            Template template = new Template("once", dataSource -> fillings.incrementAndGet());

            IntStream.range(0, 4)
                    .parallel()
                    .forEach(i -> server.createDatabase(template).close());

            assertThat(fillings).hasValue(1);
        }

        @Test
        void aFailureOfTheFillingIsToldEachTimeAndLeavesNoDatabase() throws SQLException {
            AtomicInteger fillings = new AtomicInteger();
            Template template = new Template("failing", dataSource -> {
                fillings.incrementAndGet();
                throw new IllegalArgumentException("no such model");
            });

            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> server.createDatabase(template))
                        .hasMessageContaining("template failing")
                        .hasRootCauseMessage("no such model");
            }

            assertThat(fillings).hasValue(1);
            assertThat(countDatabases("%\\_failing")).isZero();
        }

        @Test
        void aFillingThatKeepsASessionIsRefused() throws SQLException {
            // The driver closes a connection that nobody refers to any more.
            List<Connection> kept = new ArrayList<>();
            Template template = new Template("keeping", dataSource -> {
                try {
                    kept.add(dataSource.getConnection());
                    kept.get(0).setClientInfo("ApplicationName", "kept");
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });

            assertThatThrownBy(() -> server.createDatabase(template, Duration.ZERO))
                    .hasMessageContaining("application kept");

            kept.get(0).close();
        }

        @Test
        void nobodyConnectsToIt() throws SQLException {
            server.createDatabase(template("closed", "SELECT 1")).close();

            try (Connection connection = server.connect();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "SELECT datallowconn FROM pg_database WHERE datname LIKE '%\\_closed'")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getBoolean(1)).isFalse();
            }
        }

        @Test
        void aKeyThatIsNoIdentifierIsRefused() {
            assertThatThrownBy(() -> template("No key", "SELECT 1")).hasMessageContaining("'No key'");
        }

        private Template template(String key, String sql) {
            return new Template(key, dataSource -> execute(dataSource, sql));
        }
    }

    @Nested
    class OnAServerThatWasThereBefore {

        private final String url = server.address().url(server.address().maintenanceDatabase())
                + "?user=" + encoded(server.address().user())
                + "&password=" + encoded(server.address().password());

        @Test
        void nothingIsLeftAfterTheRun() throws SQLException {
            TestServer external = new TestServer(ExternalServer.at(url));
            ScratchDatabase forgotten =
                    external.createDatabase(new Template("external", dataSource -> execute(dataSource, "SELECT 1")));
            ask(forgotten, "SELECT 1");
            String run = forgotten.name().split("_", -1)[2];
            assertThat(countDatabases("%" + run + "%")).isEqualTo(2);

            external.stop();

            assertThat(countDatabases("%" + run + "%")).isZero();
            assertThat(external.log()).isEmpty();
        }

        @Test
        void whatAKilledRunLeftIsClearedAwayAndNothingElse() throws SQLException {
            try (ScratchDatabase alive = server.createDatabase()) {
                onServer("CREATE DATABASE netraven_test_0badf00d_1");
                onServer("CREATE DATABASE netraven_template_0badf00d_x WITH ALLOW_CONNECTIONS false");
                onServer("CREATE DATABASE netraven_test_of_somebody");

                new TestServer(ExternalServer.at(url)).stop();

                assertThat(countDatabases("%0badf00d%")).isZero();
                assertThat(countDatabases("netraven_test_of_somebody")).isOne();
                assertThat(ask(alive, "SELECT 1")).isEqualTo("1");
            } finally {
                onServer("DROP DATABASE netraven_test_of_somebody");
            }
        }

        private static String encoded(String part) {
            return URLEncoder.encode(part, StandardCharsets.UTF_8);
        }

        private void onServer(String sql) throws SQLException {
            try (Connection connection = server.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }

    private int countDatabases(String like) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT count(*) FROM pg_database WHERE datname LIKE '" + like + "'")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static String ask(ScratchDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void execute(DataSource dataSource, String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
