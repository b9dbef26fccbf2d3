package io.netraven.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.NetRavenSchema;
import io.netraven.launcher.testing.Await;
import io.netraven.launcher.testing.Database;
import io.netraven.launcher.testing.Ended;
import io.netraven.launcher.testing.LauncherProcess;
import io.netraven.launcher.testing.Sql;
import io.netraven.schema.SchemaEngine;
import io.netraven.schema.testing.Template;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A purge that is ended in the middle of thirty thousand entries. */
class PurgeIT {

    private static final int ENTRIES = 30_000;
    private static final int GONE = 500;
    private static final long LOCK = 4711;
    private static final String LEFT = "SELECT count(*) FROM netraven.job_log_entries";
    private static final String RECORDED = "SELECT coalesce(sum((event_metadata ->> 'jobLogEntries')::bigint), 0)"
            + " FROM netraven.audit_logs WHERE event_name = 'purge'";

    private static final Template FILLED = new Template("to_be_purged", PurgeIT::fill);

    private static void fill(DataSource connections) {
        SchemaEngine.builder(connections).model(NetRavenSchema.model()).build().initialize();
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO netraven.users (id, username, email, password_hash)"
                    + " VALUES (gen_random_uuid(), 'jobs', 'jobs@netraven.example', '!')");
            statement.execute("INSERT INTO netraven.job_logs (id, session_id, job_type, status, start_time,"
                    + " retention_days, created_by) SELECT gen_random_uuid(), gen_random_uuid(), 'backup', 'failed',"
                    + " now() - interval '40 days', 30, id FROM netraven.users, generate_series(1, 3)");
            statement.execute("INSERT INTO netraven.job_log_entries (id, job_log_id, timestamp, level, message)"
                    + " SELECT gen_random_uuid(), id, now(), 'info', 'entry ' || n"
                    + " FROM netraven.job_logs, generate_series(1, " + ENTRIES / 3 + ") AS n");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void endsAtOnceOnSigtermAndTheNextGoesOn() throws SQLException {
        try (Database database = new Database(FILLED)) {
            try (Connection holder = holding(database);
                    LauncherProcess purge = startedIn(database, holder)) {
                purge.terminate();
                Ended ended = purge.await();

                assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(143);
                assertThat(ended.out()).isEmpty();
                assertThat(ended.err()).doesNotContain("netraven-launcher:", "\tat ", "Exception");
                Await.until(() -> database.launcherSessions().isEmpty());
            }
            nothingIsHalfGoneAndTheNextGoesOn(database);
        }
    }

    @Test
    void leavesNothingHalfGoneWhenItIsKilledAndTheNextGoesOn() throws SQLException {
        try (Database database = new Database(FILLED)) {
            try (Connection holder = holding(database);
                    LauncherProcess purge = startedIn(database, holder)) {
                purge.kill();
            }
            nothingIsHalfGoneAndTheNextGoesOn(database);
        }
    }

    /** Holds the lock that a purge waits for after some entries, within a batch. */
    private static Connection holding(Database database) throws SQLException {
        database.execute(
                "CREATE SEQUENCE public.deleted",
                "CREATE FUNCTION public.hold_up() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                        + " IF nextval('public.deleted') > " + GONE + " THEN"
                        + " PERFORM pg_advisory_xact_lock_shared(" + LOCK + "); END IF; RETURN old; END $$",
                "CREATE TRIGGER hold_up BEFORE DELETE ON netraven.job_log_entries FOR EACH ROW"
                        + " EXECUTE FUNCTION public.hold_up()");
        Connection holder = database.connect();
        Sql.execute(holder, "SELECT pg_advisory_lock(" + LOCK + ")");
        return holder;
    }

    /** A purge that is in the middle of a batch, and will be there as long as the lock is held. */
    private static LauncherProcess startedIn(Database database, Connection holder) throws SQLException {
        LauncherProcess purge = LauncherProcess.start(
                database.login(), "purge", "--batch-rows=20", "--lock-timeout=10m", "--statement-timeout=10m");
        database.untilHeldUpBy(holder);
        return purge;
    }

    private static void nothingIsHalfGoneAndTheNextGoesOn(Database database) throws SQLException {
        database.untilNobodyIsConnected();
        database.execute("DROP TRIGGER hold_up ON netraven.job_log_entries");
        long left = left(database);
        assertThat(left).isEqualTo(ENTRIES - GONE);
        assertThat(database.ask(RECORDED)).isEqualTo(Long.toString(ENTRIES - left));
        assertThat((ENTRIES - left) % 20).isZero();

        Ended next = LauncherProcess.run(database.login(), "purge", "--format=json", "--quiet")
                .succeeded();

        assertThat(next.out().replaceAll("\\s", "")).contains("\"jobLogs\":3,\"jobLogEntries\":" + left);
        assertThat(left(database)).isZero();
        assertThat(database.ask("SELECT count(*) FROM netraven.job_logs")).isEqualTo("0");
        assertThat(database.ask(RECORDED)).isEqualTo(Integer.toString(ENTRIES));
    }

    private static long left(Database database) throws SQLException {
        return Long.parseLong(database.ask(LEFT));
    }
}
