package io.netraven.launcher.internal.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netraven.launcher.ConfigurationException;
import io.netraven.launcher.NetRavenSchema;
import io.netraven.launcher.internal.config.Settings;
import io.netraven.launcher.internal.config.SettingsReader;
import io.netraven.schema.SchemaEngine;
import io.netraven.schema.SchemaException;
import io.netraven.schema.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init")
final class PurgeTest {

    private static final int BATCH = 100;

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod().initializedWith(NetRavenSchema::model);

    private DataSource connections;
    private JobRows rows;

    @BeforeEach
    void open() {
        connections = database.dataSource();
        rows = new JobRows(connections);
    }

    private Purge purge(Map<String, String> options) {
        Settings settings = SettingsReader.read(options, Map.of("POSTGRES_HOST", "unused"), Path.of("target"), true);
        return new Purge(connections, settings, BATCH, "tester");
    }

    private PurgeReport run(Map<String, String> options) throws SQLException {
        return purge(options).run(progress -> {});
    }

    private PurgeReport run() throws SQLException {
        return run(Map.of());
    }

    private String recorded(String fact) throws SQLException {
        return rows.ask("SELECT sum((event_metadata ->> '" + fact + "')::bigint) FROM netraven.audit_logs"
                + " WHERE event_type = 'data' AND event_name = 'purge'");
    }

    @Nested
    final class JobLogs {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '"',
                value = {
                    "now() - interval '40 days' | now() - interval '31 days' | 30         | true",
                    "now() - interval '40 days' | now() - interval '29 days' | 30         | false",
                    "now() - interval '31 days' | null                       | 30         | true",
                    "now() - interval '29 days' | null                       | 30         | false",
                    "now() - interval '900 days'| now() - interval '900 days'| null       | false",
                    "now() - interval '25 hours'| null                       | 1          | true",
                    "now() - interval '23 hours'| null                       | 1          | false",
                    "now() - interval '900 days'| null                       | 2147483647 | false",
                    "'-infinity'                | null                       | 2147483647 | true",
                    "now() - interval '900 days'| 'infinity'                 | 1          | false"
                })
        void goByTheirOwnDaysFromTheirEndOrElseTheirStart(String start, String end, String days, boolean gone)
                throws SQLException {
            rows.log("one", start, end, days, 3);

            assertThat(run().rows()).isEqualTo(PurgedRows.ofJobs(gone ? 1 : 0, gone ? 3 : 0));
            assertThat(rows.count("job_logs")).isEqualTo(gone ? 0 : 1);
            assertThat(rows.count("job_log_entries")).isEqualTo(gone ? 0 : 3);
        }

        @Test
        void loseTheirEntriesInShortTransactionsAndGoLast() throws SQLException {
            UUID large = rows.expired(1_050);
            rows.expired(BATCH);
            rows.execute("UPDATE netraven.job_log_entries SET timestamp = '2020-01-01' WHERE job_log_id = '" + large
                    + "' AND message > 'entry 5'");
            rows.expired(1, 0);
            rows.expired(249, 1);
            rows.log("kept", "now()", "null", "30", 7);
            List<Long> steps = new ArrayList<>(List.of(0L));

            PurgeReport report = purge(Map.of()).run(progress -> steps.add(progress.rows()));

            assertThat(report.rows()).isEqualTo(PurgedRows.ofJobs(252, 1_150 + 249));
            assertThat(report.passedOver()).isZero();
            assertThat(rows.count("job_logs")).isOne();
            assertThat(rows.count("job_log_entries")).isEqualTo(7);
            for (int i = 1; i < steps.size(); i++) {
                assertThat(steps.get(i) - steps.get(i - 1)).isLessThanOrEqualTo(2 * BATCH);
            }
        }

        @Test
        void areLookedAtBeyondTheFirstThousand() throws SQLException {
            rows.expired(2_500, 0);
            rows.execute("UPDATE netraven.job_logs SET retention_days = NULL WHERE get_byte(uuid_send(id), 0) % 2 = 0");
            long expired = rows.count("job_logs WHERE retention_days = 30");

            assertThat(purge(Map.of()).rehearse().rows()).isEqualTo(PurgedRows.ofJobs(expired, 0));
            assertThat(run().rows()).isEqualTo(PurgedRows.ofJobs(expired, 0));
            assertThat(rows.count("job_logs WHERE retention_days = 30")).isZero();
        }

        @ParameterizedTest
        @ValueSource(strings = {"FOR UPDATE", "FOR NO KEY UPDATE"})
        void thatOthersHoldArePassedOver(String lock) throws SQLException {
            UUID held = rows.expired(5);
            rows.expired(5);
            try (Connection other = database.connect()) {
                hold(other, "SELECT FROM netraven.job_logs WHERE id = '" + held + "' " + lock);

                PurgeReport report = run();

                assertThat(report.rows()).isEqualTo(PurgedRows.ofJobs(1, 5));
                assertThat(report.passedOver()).isOne();
                assertThat(rows.count("job_log_entries")).isEqualTo(5);
                // The end of a session comes when the server notices; the end of a transaction comes here.
                other.rollback();
            }
            assertThat(run().rows()).isEqualTo(PurgedRows.ofJobs(1, 5));
        }

        @Test
        void stayWhileAnEntryOfThemIsHeld() throws SQLException {
            UUID log = rows.expired(5);
            try (Connection other = database.connect()) {
                hold(other, "SELECT FROM netraven.job_log_entries WHERE message = 'entry 3' FOR UPDATE");

                assertThat(run().rows()).isEqualTo(PurgedRows.ofJobs(0, 4));
                assertThat(rows.count("job_logs WHERE id = '" + log + "'")).isOne();
                other.rollback();
            }
            assertThat(run().rows()).isEqualTo(PurgedRows.ofJobs(1, 1));
        }

        @Test
        void stayWhileAnEntryIsBeingAdded() throws SQLException {
            UUID log = rows.expired(5);
            try (Connection writer = database.connect()) {
                hold(
                        writer,
                        "INSERT INTO netraven.job_log_entries (id, job_log_id, timestamp, level, message)"
                                + " VALUES (gen_random_uuid(), '" + log + "', now(), 'info', 'late')");

                PurgeReport report = run();

                assertThat(report.rows()).isEqualTo(PurgedRows.ofJobs(0, 5));
                assertThat(report.passedOver()).isOne();
                writer.commit();
            }
            assertThat(rows.count("job_log_entries")).isOne();
            assertThat(run().rows()).isEqualTo(PurgedRows.ofJobs(1, 1));
        }

        private void hold(Connection other, String sql) throws SQLException {
            other.setAutoCommit(false);
            try (Statement statement = other.createStatement()) {
                statement.execute(sql);
            }
        }
    }

    @Nested
    final class AtOnce {

        @Test
        void twoPurgesShareTheWorkAndCountNothingTwice() throws Exception {
            rows.expired(15, 300);
            rows.expired(135, 5);
            long entries = rows.count("job_log_entries");
            rows.execute("INSERT INTO netraven.audit_logs (id, event_type, event_name, description, status, created_at)"
                    + " SELECT gen_random_uuid(), 'auth', 'login', 'a login', 'success', now() - n * interval '1 day'"
                    + " FROM generate_series(400, 799) AS n");
            ExecutorService threads = Executors.newFixedThreadPool(2);
            List<PurgeReport> reports = new ArrayList<>();
            try {
                Map<String, String> options = Map.of("NETRAVEN_AUDIT_DAYS", "365");
                Callable<PurgeReport> one = () -> purge(options).run(progress -> {});
                for (Future<PurgeReport> report : threads.invokeAll(List.of(one, one))) {
                    reports.add(report.get());
                }
                reports.add(run(options));
            } finally {
                threads.shutdown();
            }

            PurgedRows all = reports.stream().map(PurgeReport::rows).reduce(PurgedRows.NONE, PurgedRows::plus);
            assertThat(all).isEqualTo(new PurgedRows(150, entries, 400, 0));
            assertThat(recorded("jobLogEntries")).isEqualTo(Long.toString(entries));
            assertThat(recorded("auditLogs")).isEqualTo("400");
        }

        @Test
        void writersWhoAddEntriesAreNotHeldUpAndLeaveNothingBehind() throws Exception {
            List<UUID> logs = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                logs.add(rows.expired(300));
            }
            AtomicBoolean done = new AtomicBoolean();
            ExecutorService threads = Executors.newFixedThreadPool(2);
            try {
                Callable<Long> writer = () -> write(logs, done);
                List<Future<Long>> writers = List.of(threads.submit(writer), threads.submit(writer));
                PurgeReport report = run();
                done.set(true);
                long added = 0;
                for (Future<Long> each : writers) {
                    added += each.get();
                }
                PurgeReport rest = run();

                assertThat(report.rows().jobLogEntries() + rest.rows().jobLogEntries())
                        .isEqualTo(6_000 + added);
                assertThat(report.rows().jobLogs() + rest.rows().jobLogs()).isEqualTo(20);
                assertThat(rows.count("job_logs") + rows.count("job_log_entries"))
                        .isZero();
            } finally {
                done.set(true);
                threads.shutdown();
            }
        }

        /** Adds entries until it is told to stop, and returns how many were. */
        private long write(List<UUID> logs, AtomicBoolean done) throws SQLException {
            long added = 0;
            try (Connection connection = connections.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("SET lock_timeout = '60s'");
                for (int i = 0; !done.get(); i++) {
                    UUID log = logs.get(i % logs.size());
                    try {
                        added += statement.executeUpdate(
                                "INSERT INTO netraven.job_log_entries (id, job_log_id, timestamp, level, message)"
                                        + " VALUES (gen_random_uuid(), '" + log + "', now(), 'info', 'late')");
                    } catch (SQLException e) {
                        // The job log is gone.
                        assertThat(e.getSQLState()).isEqualTo("23503");
                    }
                }
            }
            return added;
        }
    }

    @Nested
    final class OwnRecord {

        @Test
        void isOneOfAllThatIsGone() throws SQLException {
            rows.expired(250);
            rows.audit("old", 400);

            PurgeReport report = run(Map.of("NETRAVEN_AUDIT_DAYS", "365"));

            assertThat(report.rows()).isEqualTo(new PurgedRows(1, 250, 1, 0));
            assertThat(rows.ask("SELECT concat_ws('|', count(*), min(event_type), min(event_name), min(actor_id),"
                            + " min(actor_type), min(status), min(description)) FROM netraven.audit_logs"))
                    .isEqualTo("1|data|purge|tester|system|success|Deleted what was past its retention: 1 job logs,"
                            + " 250 job log entries, 1 audit records, 0 rows of the schema's history");
        }

        @Test
        void isNotWrittenWhereNothingIsGone() throws SQLException {
            rows.log("kept", "now()", "null", "30", 3);

            assertThat(run(Map.of("NETRAVEN_AUDIT_DAYS", "1", "NETRAVEN_HISTORY_DAYS", "1"))
                            .rows())
                    .isEqualTo(PurgedRows.NONE);
            assertThat(rows.count("audit_logs")).isZero();
        }

        @Test
        void tellsExactlyWhatIsGoneWhenThePurgeIsCutShort() throws SQLException {
            rows.expired(1_000);
            Purge purge = purge(Map.of());
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> purge.run(progress -> {
                        if (progress.rows() >= 300) {
                            throw new IllegalStateException("cut short");
                        }
                    }));

            assertThat(rows.count("job_log_entries")).isEqualTo(700);
            assertThat(recorded("jobLogEntries")).isEqualTo("300");
            assertThat(run().rows()).isEqualTo(PurgedRows.ofJobs(1, 700));
            assertThat(recorded("jobLogEntries")).isEqualTo("1000");
        }

        @Test
        void staysAsLongAsAnyAuditRecord() throws SQLException {
            rows.expired(1);
            run();
            rows.audit("old", 366);
            rows.audit("young", 364);
            rows.execute("UPDATE netraven.audit_logs SET created_at = now() - interval '363 days'"
                    + " WHERE event_name = 'purge'");

            assertThat(run(Map.of("NETRAVEN_AUDIT_DAYS", "365")).rows()).isEqualTo(PurgedRows.ofAudit(1));
            assertThat(rows.ask("SELECT string_agg(event_name, ' ' ORDER BY created_at)" + " FROM netraven.audit_logs"))
                    .isEqualTo("young purge purge");
        }
    }

    @Nested
    final class AuditRecords {

        @Test
        void stayWhereNobodySaysHowLong() throws SQLException {
            rows.audit("old", 9_000);

            assertThat(run().rows()).isEqualTo(PurgedRows.NONE);
            assertThat(rows.count("audit_logs")).isOne();
        }

        @Test
        void goAsTheSettingOfTheDatabaseSays() throws SQLException {
            rows.audit("old", 31);
            rows.audit("young", 29);
            assertThat(run(Map.of("NETRAVEN_AUDIT_DAYS", "setting")).rows()).isEqualTo(PurgedRows.NONE);

            rows.execute(
                    "UPDATE netraven.admin_settings SET value = '30' WHERE key = 'system.audit_log_retention_days'");

            assertThat(run(Map.of("NETRAVEN_AUDIT_DAYS", "setting")).rows()).isEqualTo(PurgedRows.ofAudit(1));
        }

        @ParameterizedTest
        @ValueSource(strings = {"value = '0'", "value = '\"ten\"'", "value = '1.5'", "key = 'elsewhere'"})
        void stayWithAllElseWhereTheSettingSaysNothing(String change) throws SQLException {
            rows.expired(3);
            rows.execute(
                    "UPDATE netraven.admin_settings SET " + change + " WHERE key = 'system.audit_log_retention_days'");

            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> run(Map.of("NETRAVEN_AUDIT_DAYS", "setting")))
                    .withMessageContaining("system.audit_log_retention_days");
            assertThat(rows.count("job_log_entries")).isEqualTo(3);
        }
    }

    @Nested
    final class History {

        private static final Map<String, String> A_YEAR = Map.of("NETRAVEN_HISTORY_DAYS", "365");

        private void row(String model, String checksum, String roles, int daysAgo) throws SQLException {
            rows.execute("INSERT INTO netraven.schema_history (model_name, model_version, model_checksum, catalog,"
                    + " outcome, roles, server_version, tool_version, installed_at, duration_ms) VALUES ('" + model
                    + "', '1', '" + checksum + "', '[{\"kind\": \"TABLE\", \"table\": \"lost\", \"name\": \"lost\"}]',"
                    + " 'adopted', '" + roles + "', '18', '1', now() - interval '" + daysAgo + " days', 1)");
        }

        private String left() throws SQLException {
            return rows.ask("SELECT string_agg(id::text, ' ' ORDER BY id) FROM netraven.schema_history WHERE id > 1");
        }

        @Test
        void keepsTheFirstAndTheNewestRowOfEachRelease() throws SQLException {
            for (int i = 0; i < 4; i++) {
                row("service", "a", "", 1_000 - i);
                row("service", "b", "", 900 - i);
                row("other", "a", "", 800 - i);
            }
            assertThat(purge(A_YEAR).rehearse().rows()).isEqualTo(PurgedRows.ofHistory(6));

            assertThat(run(A_YEAR).rows()).isEqualTo(PurgedRows.ofHistory(6));

            assertThat(left()).isEqualTo("2 3 4 11 12 13");
            assertThat(run(A_YEAR).rows()).isEqualTo(PurgedRows.NONE);
        }

        @Test
        void keepsTheNewestRowOfEachSetOfRoles() throws SQLException {
            row("service", "a", "", 1_000);
            row("service", "a", "application", 999);
            row("service", "a", "application", 998);
            row("service", "a", "", 997);
            row("service", "a", "", 996);

            assertThat(run(A_YEAR).rows()).isEqualTo(PurgedRows.ofHistory(2));
            assertThat(left()).isEqualTo("2 4 6");
        }

        @Test
        void keepsWhatIsYoungerAndAllWhereNobodySaysHowLong() throws SQLException {
            for (int i = 0; i < 4; i++) {
                row("service", "a", "", 364);
            }

            assertThat(run(A_YEAR).rows()).isEqualTo(PurgedRows.NONE);
            row("service", "a", "", 0);
            rows.execute("UPDATE netraven.schema_history SET installed_at = '2020-01-01'");
            assertThat(run().rows()).isEqualTo(PurgedRows.NONE);
        }

        @Test
        void leavesWhatTheEngineGoesBy() throws SQLException {
            SchemaEngine engine = SchemaEngine.builder(connections)
                    .model(NetRavenSchema.model())
                    .build();
            for (int i = 0; i < 3; i++) {
                rows.execute("INSERT INTO netraven.schema_history (model_name, model_version, model_checksum,"
                        + " catalog_fingerprint, catalog, outcome, changes, roles, server_version, tool_version,"
                        + " installed_at, duration_ms) SELECT model_name, model_version, model_checksum,"
                        + " catalog_fingerprint, catalog, outcome, changes, roles, server_version, tool_version,"
                        + " installed_at, duration_ms FROM netraven.schema_history ORDER BY id LIMIT 1");
            }
            rows.execute("UPDATE netraven.schema_history SET installed_at = '2020-01-01'");
            row("service", "a", "", 1_000);
            row("service", "a", "", 999);

            assertThat(run(A_YEAR).rows()).isEqualTo(PurgedRows.ofHistory(2));

            assertThat(engine.initialize().outcome()).hasToString("UP_TO_DATE");
            assertThat(engine.history()).hasSize(4);
            rows.execute("DROP TABLE netraven.tag_rules");
            assertThatExceptionOfType(SchemaException.Refused.class)
                    .isThrownBy(engine::initialize)
                    .withMessageContaining("tag_rules");
        }
    }

    @Test
    void countsInARehearsalWhatItWouldDeleteAndDeletesNothing() throws SQLException {
        rows.expired(1_050);
        rows.expired(3);
        rows.log("kept", "now()", "null", "30", 7);
        rows.audit("old", 400);

        PurgeReport report = purge(Map.of("NETRAVEN_AUDIT_DAYS", "365", "NETRAVEN_HISTORY_DAYS", "1"))
                .rehearse();

        assertThat(report.rehearsal()).isTrue();
        assertThat(report.rows()).isEqualTo(new PurgedRows(2, 1_053, 1, 0));
        assertThat(rows.count("job_log_entries")).isEqualTo(1_060);
        assertThat(rows.count("audit_logs")).isOne();
    }

    @Test
    void givesUpWhereATableIsLockedForTooLong() throws SQLException {
        rows.expired(3);
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE netraven.job_log_entries IN SHARE MODE");

            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> run(Map.of("NETRAVEN_LOCK_TIMEOUT", "200ms")))
                    .returns("55P03", SQLException::getSQLState);
            other.rollback();
        }
        assertThat(run().rows()).isEqualTo(PurgedRows.ofJobs(1, 3));
    }
}
