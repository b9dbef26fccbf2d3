package io.netraven.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.testing.Database;
import io.netraven.launcher.testing.LauncherProcess;
import io.netraven.launcher.testing.Login;
import io.netraven.launcher.testing.OtherServer;
import io.netraven.launcher.testing.State;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Servers that are no PostgreSQL, too old, or lack what {@code init} needs: it says so, and changes nothing. */
class UnsupportedServerIT {

    @Tag("long")
    @Test
    void cockroachIsRecognised() throws SQLException {
        assertThat(refused(Map.of("server_version", "13.0.0", "crdb_version", "CockroachDB CCL v25.2.1")))
                .contains("CockroachDB CCL v25.2.1", "does not take all of a transaction back");
    }

    @Test
    @Tag("long")
    void yugabyteIsRecognised() throws SQLException {
        assertThat(refused(Map.of("server_version", "15.2-YB-2.25.0.0-b0")))
                .contains("YugabyteDB (15.2-YB-2.25.0.0-b0)", "does not take all of a transaction back");
    }

    @Test
    void olderReleaseIsRecognised() throws SQLException {
        assertThat(refused(Map.of("server_version", "13.21"))).contains("PostgreSQL 13.21");
    }

    /** The proof that the stand-in itself is not what is refused. */
    @Test
    @Tag("long")
    void newerReleaseIsTaken() {
        try (Database database = new Database();
                OtherServer server = OtherServer.before(database.login().port(), Map.of("server_version", "19.1"))) {
            LauncherProcess.run(database.login().at(Login.LOOPBACK, server.port()), "init")
                    .succeededWith("CREATED");
        }
    }

    private static String refused(Map<String, String> parameters) throws SQLException {
        try (Database database = new Database();
                OtherServer server = OtherServer.before(database.login().port(), parameters)) {
            Login login = database.login().at(Login.LOOPBACK, server.port());
            for (String command : new String[] {"upgrade", "validate", "status", "wait", "init"}) {
                String message = LauncherProcess.run(login, command).failedAtOnceWith(7);
                assertThat(State.of(database)).isEqualTo(State.AS_BEFORE);
                if (command.equals("init")) {
                    return message;
                }
            }
            throw new AssertionError();
        }
    }

    @Tag("long")
    @Test
    void withoutAdvisoryLocksNothingIsMade() throws SQLException {
        try (Database database = new Database()) {
            Login owner = database.owner();
            database.execute("REVOKE EXECUTE ON FUNCTION pg_try_advisory_xact_lock(bigint) FROM PUBLIC");

            String message = LauncherProcess.run(owner, "init").failedAtOnceWith(4);

            assertThat(message).contains("permission denied for function pg_try_advisory_xact_lock");
            assertThat(State.of(database)).isEqualTo(State.AS_BEFORE);
        }
    }

    @Test
    void withoutTemporaryTablesNothingIsMade() throws SQLException {
        try (Database database = new Database()) {
            Login owner = database.owner();
            database.execute("REVOKE TEMPORARY ON DATABASE " + database.name() + " FROM PUBLIC, " + owner.user());

            String message = LauncherProcess.run(owner, "init").failedAtOnceWith(4);

            assertThat(message).contains("permission denied to create temporary tables in database");
            assertThat(State.of(database)).isEqualTo(State.AS_BEFORE);
        }
    }
}
