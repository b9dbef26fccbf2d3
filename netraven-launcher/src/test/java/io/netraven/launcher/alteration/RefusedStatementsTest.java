package io.netraven.launcher.alteration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netraven.launcher.NetRavenSchema;
import io.netraven.schema.SchemaDifference;
import io.netraven.schema.SchemaEngine;
import io.netraven.schema.SchemaStatus.State;
import io.netraven.schema.Severity;
import io.netraven.schema.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The server's own answer to ordinary statements on every table, beside what {@code validate} and {@code status} say of
 * the database: nothing that is refused goes unreported, and each false alarm has its reason.
 */
@Execution(ExecutionMode.CONCURRENT)
class RefusedStatementsTest {

    private static final String PASSWORD = "Pa55-word";

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod().initializedWith("altered", SampleData::fill);

    /** All of them by {@link RefusedStatementsIT}. */
    static List<Refusable> facts() {
        return Refusable.sample();
    }

    @BeforeEach
    void makeLogins() throws SQLException {
        run(named("CREATE ROLE ${owner} LOGIN PASSWORD '" + PASSWORD + "'; CREATE ROLE ${service} LOGIN PASSWORD '"
                + PASSWORD
                + "'; CREATE ROLE ${other}; ALTER DATABASE ${database} OWNER TO ${owner};"
                + " ALTER SCHEMA netraven OWNER TO ${owner}; GRANT USAGE ON SCHEMA netraven TO ${service};"
                + " DO $$ DECLARE t text; BEGIN FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'netraven' LOOP"
                + " EXECUTE format('ALTER TABLE %I OWNER TO ${owner}', t);"
                + " EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO ${service}', t); END LOOP; END $$"));
    }

    @AfterEach
    void dropLogins() throws SQLException {
        run(named("BEGIN READ WRITE; ALTER DATABASE ${database} RESET default_transaction_read_only; COMMIT"));
        run(named("REASSIGN OWNED BY ${owner}, ${service}, ${other} TO CURRENT_USER;"
                + " DROP OWNED BY ${owner}, ${service}, ${other}; DROP ROLE ${owner}, ${service}, ${other}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("facts")
    void whatTheServerRefusesIsReported(Refusable fact) throws SQLException {
        assumeTrue(database.serverVersionMajor() >= fact.minVersion(), "the server does not know the statement");
        DataSource login = database.current().dataSourceAs(named("${" + fact.login() + "}"), PASSWORD);
        List<String> statements = accepted(login, statements());
        assertThat(statements).as("statements that the server takes at first").hasSizeGreaterThan(70);
        assertThat(engine(login).initialize().tolerated()).isEmpty();
        assertThat(engine(login).status().state()).isEqualTo(State.READY);

        run(named(fact.sql()));

        List<SchemaDifference> differences = engine(login).validate().differences();
        State state = engine(login).status().state();
        Set<String> refused = new TreeSet<>(statements);
        accepted(login, statements).forEach(refused::remove);
        boolean breaking = differences.stream().anyMatch(difference -> difference.severity() == Severity.BREAKING);
        assertThat(breaking)
                .as("refused: %s, found: %s", refused, differences)
                .isEqualTo(!fact.falseAlarm().isEmpty()
                        || (!refused.isEmpty() && fact.tolerated().isEmpty()));
        assertThat(refused.isEmpty() || !differences.isEmpty())
                .as("what is refused is reported: %s", refused)
                .isTrue();
        assertThat(refused.isEmpty() || state != State.READY)
                .as("the status is READY only where nothing is refused, or: %s", fact.unseen())
                .isEqualTo(fact.unseen().isEmpty());
    }

    @Test
    void falseAlarmsAreFew() {
        assertThat(Refusable.all())
                .filteredOn(fact -> !fact.falseAlarm().isEmpty())
                .hasSize(8);
        assertThat(Refusable.all())
                .filteredOn(fact -> fact.falseAlarm().isEmpty())
                .hasSizeGreaterThan(35);
    }

    /** Reads, changes, deletes and inserts a row of each table, with and without a value for what counts by itself. */
    private static List<String> statements() throws SQLException {
        String sql =
                "SELECT c.relname, string_agg(quote_ident(a.attname), ', '), string_agg(quote_ident(a.attname), ', ')"
                        + " FILTER (WHERE a.attidentity = ''), bool_or(a.attidentity <> '')"
                        + " FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
                        + " WHERE c.relnamespace = 'netraven'::regnamespace AND c.relkind = 'r' GROUP BY c.relname ORDER BY c.relname";
        List<String> statements = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                String table = row.getString(1);
                String columns = row.getString(2);
                String plain = row.getString(3);
                String one = " WHERE ctid = (SELECT min(ctid) FROM " + table + ")";
                String assignments = plain.replaceAll("([^, ]+)", "$1 = $1");
                statements.add("SELECT " + columns + " FROM " + table);
                statements.add("UPDATE " + table + " SET " + assignments);
                statements.add("UPDATE " + table + " SET " + assignments + one);
                statements.add("DELETE FROM " + table + one);
                statements.add("WITH gone AS (DELETE FROM " + table + one + " RETURNING " + columns + ") INSERT INTO "
                        + table + " (" + columns + ") OVERRIDING SYSTEM VALUE SELECT " + columns + " FROM gone");
                if (row.getBoolean(4)) {
                    statements.add("INSERT INTO " + table + " (" + plain + ") SELECT " + plain + " FROM " + table
                            + " LIMIT 1");
                }
            }
        }
        return statements;
    }

    private static List<String> accepted(DataSource login, List<String> statements) throws SQLException {
        List<String> accepted = new ArrayList<>();
        try (Connection connection = login.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String sql : statements) {
                Savepoint before = connection.setSavepoint();
                try {
                    statement.execute(sql);
                    statement.execute("SET CONSTRAINTS ALL IMMEDIATE");
                    accepted.add(sql);
                } catch (SQLException e) {
                    // Refused.
                }
                connection.rollback(before);
            }
            connection.rollback();
        }
        return accepted;
    }

    private static SchemaEngine engine(DataSource login) {
        return SchemaEngine.builder(login).model(NetRavenSchema.model()).build();
    }

    private static String named(String sql) {
        String name = database.name();
        return sql.replace("${owner}", name + "_owner")
                .replace("${service}", name + "_service")
                .replace("${other}", name + "_other")
                .replace("${database}", name);
    }

    private static void run(String... transactions) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : transactions) {
                statement.execute(sql);
            }
        }
    }
}
