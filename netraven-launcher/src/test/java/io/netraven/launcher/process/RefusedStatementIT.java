package io.netraven.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.testing.Database;
import io.netraven.launcher.testing.LauncherProcess;
import io.netraven.launcher.testing.State;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class RefusedStatementIT {

    private static final String FUNCTION = """
            CREATE FUNCTION public.refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF EXISTS (SELECT FROM pg_event_trigger_ddl_commands() WHERE object_identity = '%s') THEN
                    RAISE EXCEPTION 'no more room on device' USING ERRCODE = 'disk_full', DETAIL = 'detail-of-a-row';
                END IF;
            END $$""";

    @Test
    void tellsTheStatementAndLeavesNothing() throws SQLException {
        try (Database database = new Database()) {
            database.execute(
                    FUNCTION.replace("%s", "netraven.devices"),
                    "CREATE EVENT TRIGGER refuse ON ddl_command_end WHEN TAG IN ('CREATE TABLE')"
                            + " EXECUTE FUNCTION public.refuse()");

            String message = LauncherProcess.run(database.login(), "init").failedAtOnceWith(7);

            assertThat(message)
                    .contains("SQLSTATE 53100", "no more room on device", "CREATE TABLE netraven.devices")
                    .doesNotContain("detail-of-a-row");
            assertThat(State.of(database)).isEqualTo(State.AS_BEFORE);
        }
    }

    @Test
    void tellsTheStatementOfTheComparison() throws SQLException {
        try (Database database = new Database()) {
            database.execute(
                    FUNCTION.replace("%s", "pg_temp.devices"),
                    "CREATE EVENT TRIGGER refuse ON ddl_command_end WHEN TAG IN ('CREATE TABLE')"
                            + " EXECUTE FUNCTION public.refuse()");

            String message = LauncherProcess.run(database.login(), "init").failedAtOnceWith(7);

            assertThat(message).contains("no more room on device", "CREATE TABLE pg_temp.devices");
            assertThat(State.of(database)).isEqualTo(State.AS_BEFORE);
        }
    }

    @Test
    void statementThatTakesTooLongIsEndedAtItsTimeout() throws SQLException {
        try (Database database = new Database()) {
            database.execute(
                    "CREATE FUNCTION public.dawdle() RETURNS event_trigger LANGUAGE plpgsql AS"
                            + " $$ BEGIN PERFORM pg_sleep(3600); END $$",
                    "CREATE EVENT TRIGGER dawdle ON ddl_command_end WHEN TAG IN ('CREATE SCHEMA')"
                            + " EXECUTE FUNCTION public.dawdle()");

            String message = LauncherProcess.run(database.login(), "init", "--statement-timeout", "5s")
                    .failedAtOnceWith(7);

            assertThat(message).contains("statement timeout", "CREATE SCHEMA");
            assertThat(State.of(database)).isEqualTo(State.AS_BEFORE);
        }
    }
}
