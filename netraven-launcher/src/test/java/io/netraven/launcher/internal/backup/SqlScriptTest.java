package io.netraven.launcher.internal.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A script of pg_restore is read as the server reads it. */
final class SqlScriptTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ALTER TABLE public.t OWNER TO \"odd \"\"Role\"; | odd \"Role",
                "GRANT SELECT ON TABLE t TO a, \"B\" WITH GRANT OPTION; | a,B",
                "REVOKE ALL ON SCHEMA s FROM PUBLIC; |",
                "GRANT ALL ON SCHEMA s TO \"public\"; | public",
                "GRANT USAGE ON SCHEMA s TO CURRENT_USER; |",
                "ALTER DEFAULT PRIVILEGES FOR ROLE deployer IN SCHEMA s GRANT SELECT ON TABLES TO r; | deployer,r",
                "ALTER DEFAULT PRIVILEGES FOR ROLE deployer REVOKE ALL ON TABLES FROM r; | deployer,r",
                "CREATE POLICY p ON t FOR SELECT TO tenant, other USING ((a = 'x TO nobody')); | tenant,other",
                "CREATE POLICY p ON t USING (true); |",
                "CREATE USER MAPPING FOR u SERVER s OPTIONS (user 'x'); | u",
                "ALTER ROLE r IN DATABASE d SET work_mem TO '9MB'; | r",
            })
    void namesTheRolesOfAStatement(String sql, String roles) {
        assertThat(String.join(",", SqlScript.parse(sql).roles())).isEqualTo(roles == null ? "" : roles);
    }

    @Test
    void takesNothingFromTextsAndBodies() {
        SqlScript script = SqlScript.parse("""
                -- GRANT a TO b;
                /* GRANT a TO b; */
                \\restrict GRANT
                CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $_$
                BEGIN
                  GRANT SELECT ON ALL TABLES IN SCHEMA public TO nobody;
                END $_$;
                COMMENT ON TABLE t IS 'it''s; GRANT a TO b;';
                INSERT INTO t VALUES (E'\\'; GRANT a TO b;');
                """);

        assertThat(script.roles()).isEmpty();
        assertThat(script.statements()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CREATE DATABASE \"R&D\" WITH TEMPLATE = template0; | CREATE DATABASE \"new\" WITH TEMPLATE = template0",
                "ALTER DATABASE \"R&D\" SET a TO 'R&D'; | ALTER DATABASE \"new\" SET a TO 'R&D'",
                "ALTER ROLE x IN DATABASE \"R&D\" SET a TO b; | ALTER ROLE x IN DATABASE \"new\" SET a TO b",
                "COMMENT ON DATABASE \"R&D\" IS 'x'; | COMMENT ON DATABASE \"new\" IS 'x'",
                "GRANT CONNECT ON DATABASE \"R&D\" TO r; | GRANT CONNECT ON DATABASE \"new\" TO r",
            })
    void putsAnotherNameOfTheDatabase(String sql, String other) {
        SqlStatement statement = SqlScript.parse(sql).ofDatabase().get(0);

        assertThat(statement.database()).isEqualTo("R&D");
        assertThat(statement.about("new")).isEqualTo(other);
    }

    @Test
    void takesOptionsOut() {
        SqlStatement statement = SqlScript.parse("CREATE DATABASE d WITH TEMPLATE = template0 ENCODING = 'UTF8'"
                        + " LOCALE_PROVIDER = icu LOCALE = 'C' ICU_LOCALE = 'de-DE' TABLESPACE = fast;")
                .ofDatabase()
                .get(0);
        assertThat(statement.hasOption("LOCALE_PROVIDER", "icu")).isTrue();
        assertThat(statement.hasOption("LOCALE_PROVIDER", "libc")).isFalse();
        assertThat(statement.hasOption("ABSENT", "icu")).isFalse();
        for (String option : List.of("TABLESPACE", "LOCALE_PROVIDER", "LOCALE", "ICU_LOCALE", "ABSENT")) {
            statement = statement.without(option);
        }

        assertThat(statement.text().replaceAll(" +", " ").strip())
                .isEqualTo("CREATE DATABASE d WITH TEMPLATE = template0 ENCODING = 'UTF8'");
    }
}
