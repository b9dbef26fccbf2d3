package io.netraven.launcher.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netraven.launcher.alteration.LocalPostgres;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The steps of the page, taken literally in a new folder. */
class AddingAnEntityIT {

    private static final Page PAGE = Page.read("docs/adding-an-entity.md");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private JavaSources service() throws Exception {
        return new JavaSources(folder.resolve("classes"))
                .add(PAGE.only("java", "class Rack ").text())
                .add(PAGE.only("java", "class InventoryModel").text())
                .add(PAGE.only("java", "class Inventory ").text());
    }

    @Test
    @Tag("long")
    void makesATableBesideNetRavens() throws Exception {
        Optional<Path> programs = LocalPostgres.find();
        assumeTrue(programs.isPresent(), "no PostgreSQL with psql and pg_dump is installed on this machine");
        service().compile();
        try (LocalPostgres server = LocalPostgres.start(programs.orElseThrow())) {
            PageShell shell = PageShell.open(PAGE, server, folder.resolve("shell"), "inventory_page");
            shell.given(
                    "CLASSPATH",
                    folder.resolve("classes").toAbsolutePath()
                            + File.pathSeparator
                            + System.getProperty("java.class.path"));
            shell.type("netraven-launcher init");

            assertThat(shell.type("java com.example.inventory.Inventory"))
                    .startsWith("EXTENDED [racks]\n")
                    .endsWith(PageShell.DONE);
            assertThat(shell.ask("SELECT string_agg(r.name || ' ' || height || ' ' || coalesce(username, '-'), ', '"
                            + " ORDER BY r.name) FROM netraven.racks r LEFT JOIN netraven.users u ON u.id = keeper_id"))
                    .isEqualTo("Unplaced 42 -, r1 42 keeper");
            assertThat(shell.run("init --model"))
                    .startsWith("UP_TO_DATE")
                    .contains("EQUAL")
                    .endsWith(PageShell.DONE);
            assertThat(shell.type("netraven-launcher validate")).startsWith("EQUAL");

            shell.execute("DROP TABLE netraven.racks");
            shell.execute("TRUNCATE netraven.schema_history");
            assertThat(shell.type("netraven-launcher init --model inventory-schema.sql"
                            + " --application-role racks_application --read-only-role racks_read_only"))
                    .startsWith("EXTENDED");
            assertThat(shell.ask("SELECT has_table_privilege('racks_application', 'netraven.racks', 'DELETE')"
                            + " AND has_table_privilege('racks_read_only', 'netraven.racks', 'SELECT')"
                            + " AND NOT has_table_privilege('racks_read_only', 'netraven.racks', 'UPDATE')"))
                    .isEqualTo("t");
            assertThat(shell.left()).isEmpty();
        }
    }

    @Test
    void isTestedByTheTestOfThePage() throws Exception {
        TestExecutionSummary summary = service()
                .add(PAGE.only("java", "class RackTest").text())
                .compile()
                .runTests();

        assertThat(summary.getFailures()).isEmpty();
        assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
    }

    @Test
    void compilesAsAModule() throws Exception {
        service().add(PAGE.only("java", "module com.example.inventory").text()).compile("--module-path", modules());
    }

    /** What a service has: the modules, and not their tests or fixtures. */
    private static String modules() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("test-classes") && !entry.contains("test-fixtures"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Test
    void hasNoOtherJava() {
        assertThat(PAGE.blocks("java")).hasSize(5);
    }
}
