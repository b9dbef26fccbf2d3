package io.netraven.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netraven.schema.SchemaException.DatabaseUnavailable;
import io.netraven.schema.SchemaException.StatementFailed;
import io.netraven.schema.testing.ScratchDatabase;
import io.netraven.schema.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions of other programs that make the same objects at the same time, or keep this one out for a moment. */
class OtherSessionsTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod();

    private static final SchemaModel MODEL = SchemaModel.named("first", "1")
            .entities(List.of(First.class))
            .extension("pgcrypto")
            .build();

    private static final Duration LONG = Duration.ofMinutes(1);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE EXTENSION pgcrypto SCHEMA public",
                "CREATE SCHEMA netraven",
                "ALTER DATABASE %s SET search_path = public",
            })
    void whatTheyMakeMeanwhileIsFoundAtTheNextAttempt(String statement) throws Exception {
        ExecutorService starter = Executors.newSingleThreadExecutor();
        try (Connection other = database.connect()) {
            other.setAutoCommit(false);
            run(other, statement.replace("%s", database.name()));
            Future<InitializationReport> report =
                    starter.submit(() -> engine(database.current(), LONG).initialize());
            untilHeldUpBy(other);

            other.commit();

            assertThat(report.get(1, TimeUnit.MINUTES).createdTables()).contains("firsts");
            assertThat(engine(database.current(), LONG).initialize().outcome())
                    .isEqualTo(InitializationOutcome.UP_TO_DATE);
        } finally {
            starter.shutdownNow();
        }
    }

    @Test
    void aDuplicateInTheCatalogueThatStaysIsToldAsTheStatementThatFailed() throws SQLException {
        refuseTables("ERRCODE = 'unique_violation', SCHEMA = 'pg_catalog', TABLE = 'pg_type'");

        assertThatExceptionOfType(StatementFailed.class)
                .isThrownBy(
                        () -> engine(database.current(), Duration.ofMillis(300)).initialize())
                .returns("23505", StatementFailed::sqlState)
                .withMessageMatching("(?s)The server refused a statement \\(SQLSTATE 23505; \\d+ attempts? within .*")
                .withMessageContaining("wait until it ends, then start again")
                .withMessageContaining("CREATE TABLE");
    }

    @Test
    void aDuplicateElsewhereIsToldAtOnce() throws SQLException {
        refuseTables("ERRCODE = 'unique_violation', SCHEMA = 'public', TABLE = 'pg_type'");

        assertThatExceptionOfType(StatementFailed.class)
                .isThrownBy(() -> engine(database.current(), LONG).initialize())
                .withMessageStartingWith("The server refused a statement (SQLSTATE 23505): ");
    }

    @Test
    void aNameThatIsTakenIsToldAfterASecondLook() throws SQLException {
        try (Connection connection = database.connect()) {
            run(connection, "CREATE SCHEMA netraven");
            run(connection, "CREATE TYPE netraven.firsts AS (a int)");
        }

        assertThatExceptionOfType(StatementFailed.class)
                .isThrownBy(() -> engine(database.current(), LONG).initialize())
                .withMessageContaining("Another object has this name");
    }

    @Test
    void aDatabaseThatTakesNoSessionsIsWaitedFor() throws Exception {
        ScratchDatabase closed = database.anotherEmpty();
        allowConnections(closed, false);
        assertThatExceptionOfType(DatabaseUnavailable.class)
                .isThrownBy(() -> engine(closed, Duration.ofMillis(300)).initialize())
                .withMessageContaining("ALLOW_CONNECTIONS true");
        ExecutorService starter = Executors.newSingleThreadExecutor();
        try {
            Future<InitializationReport> report =
                    starter.submit(() -> engine(closed, LONG).initialize());

            allowConnections(closed, true);

            assertThat(report.get(1, TimeUnit.MINUTES).outcome()).isEqualTo(InitializationOutcome.CREATED);
        } finally {
            starter.shutdownNow();
        }
    }

    private static void refuseTables(String using) throws SQLException {
        try (Connection connection = database.connect()) {
            run(
                    connection,
                    "CREATE FUNCTION public.refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN"
                            + " RAISE EXCEPTION 'doppelter Schlüsselwert' USING " + using + "; END $$");
            run(
                    connection,
                    "CREATE EVENT TRIGGER refuse ON ddl_command_start WHEN TAG IN ('CREATE TABLE')"
                            + " EXECUTE FUNCTION public.refuse()");
        }
    }

    private static void allowConnections(ScratchDatabase which, boolean allowed) throws SQLException {
        try (Connection connection = database.connect()) {
            run(connection, "ALTER DATABASE " + which.name() + " ALLOW_CONNECTIONS " + allowed);
        }
    }

    private static SchemaEngine engine(ScratchDatabase where, Duration deadline) {
        return SchemaEngine.builder(where.dataSource())
                .model(MODEL)
                .waitAtMost(deadline)
                .build();
    }

    private static void untilHeldUpBy(Connection holder) throws SQLException {
        String pid = ask(holder, "SELECT pg_backend_pid()");
        long start = System.nanoTime();
        try (Connection watcher = database.connect()) {
            while (ask(watcher, "SELECT count(*) FROM pg_stat_activity WHERE " + pid + " = ANY (pg_blocking_pids(pid))")
                    .equals("0")) {
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG);
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
