package io.netraven.launcher.internal.purge;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.credentials.testing.StatementPlans;
import io.netraven.launcher.NetRavenSchema;
import io.netraven.launcher.internal.config.SettingsReader;
import io.netraven.schema.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A batch costs what it deletes, however large the tables are: job logs, their entries, audit records. The schema's
 * history is not large.
 */
final class PurgePlansTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod().initializedWith(NetRavenSchema::model);

    /** Without statistics a few thousand job logs are taken for few. */
    @ParameterizedTest
    @CsvSource({"ANALYZE, job_logs job_log_entries audit_logs", "SELECT, job_log_entries audit_logs"})
    void readsNoLargeTableAsAWhole(String statistics, String large) throws SQLException {
        JobRows rows = new JobRows(database.dataSource());
        rows.expired(2_000, 10);
        rows.expired(1, 20_000);
        rows.expired(2_000, 0);
        rows.execute("UPDATE netraven.job_logs SET retention_days = NULL WHERE get_byte(uuid_send(id), 0) % 4 = 0");
        rows.execute("INSERT INTO netraven.audit_logs (id, event_type, event_name, description, status, created_at)"
                + " SELECT gen_random_uuid(), 'auth', 'login', 'a login', 'success', now() - n * interval '1 hour'"
                + " FROM generate_series(1, 20000) AS n");
        rows.execute(statistics);
        StatementPlans plans = new StatementPlans();
        Purge purge = new Purge(
                plans.recording(database.dataSource()),
                SettingsReader.read(
                        Map.of("NETRAVEN_AUDIT_DAYS", "365", "NETRAVEN_HISTORY_DAYS", "365"),
                        Map.of("POSTGRES_HOST", "unused"),
                        Path.of("target"),
                        true),
                500,
                "tester");

        PurgedRows expected = purge.rehearse().rows();
        assertThat(expected.jobLogs()).isBetween(2_500L, 3_500L);
        assertThat(purge.run(progress -> {}).rows()).isEqualTo(expected);

        assertThat(plans.statements()).hasSizeGreaterThan(10);
        Map<String, Set<String>> whole = plans.wholeReadsOf(Set.of(large.split(" ", -1)));
        // What a rehearsal counts may be most of the table.
        whole.remove("SELECT count(*) FROM \"netraven\".audit_logs WHERE created_at < ?");
        assertThat(whole).asString().isEqualTo("{}");
    }

    @Test
    void wouldTellOfATableThatIsReadAsAWhole() throws SQLException {
        JobRows rows = new JobRows(database.dataSource());
        rows.expired(1, 20_000);
        rows.execute("DROP INDEX netraven.ix_job_log_entries_job_log_id_timestamp");
        StatementPlans plans = new StatementPlans();
        Purge purge = new Purge(
                plans.recording(database.dataSource()),
                SettingsReader.read(Map.of(), Map.of("POSTGRES_HOST", "unused"), Path.of("target"), true),
                20_001,
                "tester");

        purge.run(progress -> {});

        assertThat(plans.wholeReadsOf(Set.of("job_log_entries"))).isNotEmpty();
    }
}
