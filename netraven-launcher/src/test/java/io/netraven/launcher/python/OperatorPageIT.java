package io.netraven.launcher.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netraven.launcher.alteration.LocalPostgres;
import io.netraven.launcher.pages.PageShell;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command of the page, with the real programs, as an operator runs it. Needs an installed PostgreSQL. */
class OperatorPageIT {

    private static final String DONE = PageShell.DONE;
    private static final String TABLES = "SELECT string_agg(oid || ' ' || relname, ',' ORDER BY oid) FROM pg_class"
            + " WHERE relnamespace = 'public'::regnamespace";

    /** A text of each block of the page, in order. */
    private static final List<String> COMMANDS = List.of(
            "pg_dump",
            "CREATE SCHEMA python_netraven",
            "netraven-launcher init",
            "-f docs/from-python-netraven.sql",
            "credentials import",
            "netraven-launcher validate",
            "UNION ALL",
            "AS old",
            "DROP SCHEMA python_netraven CASCADE",
            "UPDATE python_netraven",
            "DROP SCHEMA netraven CASCADE");

    private static @Nullable LocalPostgres server;

    @BeforeAll
    static void start() throws IOException {
        Optional<Path> programs = LocalPostgres.find();
        assumeTrue(programs.isPresent(), "no PostgreSQL with psql and pg_dump is installed on this machine");
        server = LocalPostgres.start(programs.orElseThrow());
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @Tag("long")
    @Test
    void theStepsBringTheDataOverAndDropTheOld(@TempDir Path folder) throws Exception {
        PageShell shell = shell(folder, "there");

        assertThat(shell.run("pg_dump")).isEqualTo(DONE);
        assertThat(folder.resolve("python-netraven.dump")).isNotEmptyFile();
        assertThat(shell.run("CREATE SCHEMA python_netraven")).isEqualTo(DONE);
        assertThat(shell.run("netraven-launcher init")).endsWith(DONE);
        assertThat(shell.run("-f docs/from-python-netraven.sql"))
                .containsPattern("all +\\| +39 \\| +39 \\| +4\n")
                .endsWith(DONE);
        assertThat(shell.run("credentials import")).contains("updated     4").endsWith(DONE);
        assertThat(shell.ask("SELECT (SELECT count(password) FROM netraven.credentials)"
                        + " + (SELECT count(password) FROM netraven.devices)"
                        + " + (SELECT count(secret_value) FROM netraven.admin_settings)"))
                .isEqualTo("4");
        assertThat(shell.run("netraven-launcher validate")).endsWith(DONE);
        assertThat(shell.run("UNION ALL"))
                .contains("core-1", "core-ssh", "lab", "notification.email.smtp_password", "(4 rows)")
                .endsWith(DONE);
        assertThat(shell.run("AS old")).containsPattern(" 4 \\| +4\n").endsWith(DONE);
        assertThat(shell.run("UPDATE python_netraven")).endsWith(DONE);
        assertThat(shell.run("DROP SCHEMA python_netraven CASCADE")).endsWith(DONE);

        assertThat(shell.run("netraven-launcher validate")).endsWith(DONE);
        assertThat(shell.ask("SELECT count(*) FROM netraven.devices")).isEqualTo("4");
    }

    @Tag("long")
    @Test
    void theWayBackLeavesWhatWasThere(@TempDir Path folder) throws Exception {
        PageShell shell = shell(folder, "back");
        String before = shell.ask(TABLES);
        shell.run("CREATE SCHEMA python_netraven");
        shell.run("netraven-launcher init");
        assertThat(shell.run("-f docs/from-python-netraven.sql")).endsWith(DONE);

        assertThat(shell.run("DROP SCHEMA netraven CASCADE")).endsWith(DONE);

        assertThat(shell.ask(TABLES)).isEqualTo(before);
        assertThat(shell.ask("SELECT count(*) FROM users")).isEqualTo("3");
        assertThat(shell.ask("SELECT count(*) FROM pg_db_role_setting JOIN pg_database d ON d.oid = setdatabase"
                        + " WHERE datname = current_database()"))
                .isEqualTo("0");
        assertThat(shell.ask("SELECT count(*) FROM pg_namespace WHERE nspname LIKE '%netraven'"))
                .isEqualTo("0");
    }

    @Tag("long")
    @Test
    void aRefusalEndsPsqlWithTheWholeList(@TempDir Path folder) throws Exception {
        PageShell shell = shell(folder, "twice");
        shell.run("CREATE SCHEMA python_netraven");
        shell.run("netraven-launcher init");
        shell.run("-f docs/from-python-netraven.sql");

        assertThat(shell.run("-f docs/from-python-netraven.sql"))
                .contains("Nothing was imported. In the way: 13", "netraven.users: rows are here already (3)")
                .endsWith("exit code 3");
    }

    @Test
    void everyCommandOfThePageIsRunHere() {
        assertThat(OperatorShell.PAGE.blocks("sh"))
                .hasSameSizeAs(COMMANDS)
                .zipSatisfy(COMMANDS, (block, text) -> assertThat(block.text()).contains(text));
    }

    private static PageShell shell(Path folder, String database) throws IOException, SQLException {
        LocalPostgres started = server;
        if (started == null) {
            throw new IllegalStateException("The server is not started");
        }
        return OperatorShell.open(started, folder, database);
    }
}
