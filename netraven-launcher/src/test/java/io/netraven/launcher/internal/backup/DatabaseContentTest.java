package io.netraven.launcher.internal.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.internal.config.Endpoint;
import io.netraven.schema.testing.ScratchDatabase;
import io.netraven.schema.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database is empty only if nothing would be lost with it. */
final class DatabaseContentTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod();

    private static DatabaseContent content() throws SQLException {
        ScratchDatabase current = database.current();
        Endpoint endpoint = new Endpoint(
                List.of(current.host() + ":" + current.port()),
                current.name(),
                current.user(),
                Optional.empty(),
                Map.of("password", current.password()));
        DatabaseServer server = new DatabaseServer(endpoint, "postgres", action -> {});
        return DatabaseContent.of(server, current.name(), List.of("pgcrypto", "uuid-ossp"), "netraven");
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void isEmptyWhenNew() throws SQLException {
        assertThat(content().isEmpty()).isTrue();
    }

    /** As a first start that was interrupted leaves it. */
    @ParameterizedTest
    @ValueSource(strings = {"CREATE SCHEMA netraven", "CREATE EXTENSION pgcrypto", "CREATE EXTENSION \"uuid-ossp\""})
    void isEmptyWithWhatInitMakesBeforeItsTables(String sql) throws SQLException {
        execute(sql);

        assertThat(content().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT lo_create(1234)",
                "CREATE TABLE t (x integer)",
                "CREATE SCHEMA netraven CREATE TABLE t (x integer)",
                "CREATE VIEW v AS SELECT 1 AS x",
                "CREATE MATERIALIZED VIEW m AS SELECT 1 AS x",
                "CREATE SEQUENCE numbers",
                "CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
                "CREATE PROCEDURE p() LANGUAGE sql AS 'SELECT 1'",
                "CREATE AGGREGATE a(integer) (SFUNC = int4pl, STYPE = integer)",
                "CREATE TYPE colour AS ENUM ('red')",
                "CREATE TYPE pair AS (x integer, y integer)",
                "CREATE TYPE span AS RANGE (SUBTYPE = integer)",
                "CREATE TYPE shell",
                "CREATE DOMAIN short AS text CHECK (length(VALUE) < 9)",
                "CREATE COLLATION german FROM \"C\"",
                "CREATE CONVERSION c FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8",
                "CREATE SCHEMA other",
                "CREATE EXTENSION hstore",
                "CREATE OPERATOR === (LEFTARG = integer, RIGHTARG = integer, FUNCTION = int4eq)",
                "CREATE OPERATOR FAMILY family USING btree",
                "CREATE OPERATOR CLASS class FOR TYPE integer USING btree AS FUNCTION 1 btint4cmp(integer, integer)",
                "CREATE CAST (bigint AS timestamp) WITHOUT FUNCTION",
                "CREATE ACCESS METHOD own TYPE INDEX HANDLER bthandler",
                "CREATE TEXT SEARCH CONFIGURATION own (COPY = simple)",
                "CREATE TEXT SEARCH DICTIONARY own (TEMPLATE = simple)",
                "CREATE PUBLICATION all_tables FOR ALL TABLES",
                "CREATE SUBSCRIPTION s CONNECTION 'host=none' PUBLICATION p WITH (connect = false, slot_name = NONE)",
                "CREATE FOREIGN DATA WRAPPER own",
                "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC",
                "CREATE SCHEMA netraven; ALTER DEFAULT PRIVILEGES IN SCHEMA netraven GRANT SELECT ON TABLES TO PUBLIC",
                "CREATE FUNCTION t() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';"
                        + " CREATE EVENT TRIGGER e ON sql_drop EXECUTE FUNCTION t()",
            })
    void holdsWhatItWasGiven(String sql) throws SQLException {
        execute(sql);

        DatabaseContent content = content();
        if (sql.startsWith("CREATE SUBSCRIPTION")) {
            execute("DROP SUBSCRIPTION s");
        }

        assertThat(content.holdsSomething()).as(content.toString()).isTrue();
        assertThat(content.examples()).isNotEmpty();
    }

    @Test
    void namesTablesFirstAndCountsTheRest() throws SQLException {
        execute(
                "CREATE FUNCTION a() RETURNS integer LANGUAGE sql AS 'SELECT 1'; CREATE TABLE z (x integer PRIMARY KEY)");

        assertThat(content().toString()).startsWith("holds table public.z, function public.a() (");
    }
}
