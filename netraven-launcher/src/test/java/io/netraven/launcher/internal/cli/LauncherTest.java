package io.netraven.launcher.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.schema.SchemaModel;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LauncherTest {

    private static final String SECRET = "correct-horse-battery";

    private static final SchemaModel SERVICE =
            SchemaModel.named("service", "1").extension("citext").build();

    /** For the parameterized tests. */
    @SuppressWarnings("unused")
    private static final List<String> COMMANDS = allCommands();

    private static List<String> allCommands() {
        List<String> names = new ArrayList<>(Commands.NAMES);
        for (String group : CommandGroup.NAMES) {
            CommandGroup.find(group).orElseThrow().names().forEach(name -> names.add(group + " " + name));
        }
        return names;
    }

    private static Command command(String name) {
        String[] words = name.split(" ", 2);
        return CommandGroup.find(words[0])
                .flatMap(group -> group.command(words[1]))
                .or(() -> Commands.find(name))
                .orElseThrow();
    }

    private static LauncherRun run(String... args) {
        return LauncherRun.of(Map.of(), args);
    }

    @Nested
    final class HelpText {

        @ParameterizedTest
        @ValueSource(strings = {"--help", "-h", "help"})
        void listsEveryCommandAndEveryExitCode(String arg) {
            LauncherRun run = run(arg);
            assertThat(run.exitCode()).isZero();
            assertThat(run.out())
                    .contains(Commands.NAMES)
                    .contains(CommandGroup.NAMES)
                    .contains("Example\n  netraven-launcher init");
            for (ExitCode code : ExitCode.values()) {
                assertThat(run.out()).contains("  " + code.code() + " ");
            }
        }

        @ParameterizedTest
        @FieldSource("io.netraven.launcher.internal.cli.LauncherTest#COMMANDS")
        void ofEachCommandHasAnExampleAndItsOptions(String command) {
            LauncherRun run = run((command + " --help").split(" ", -1));
            assertThat(run.exitCode()).isZero();
            assertThat(run.err()).isEmpty();
            assertThat(run.out())
                    .contains("Example\n  netraven-launcher " + command)
                    .contains("--format text|json")
                    .doesNotContain("--password ");
        }

        @ParameterizedTest
        @ValueSource(strings = {"keys", "credentials"})
        void ofAGroupListsItsCommands(String group) {
            LauncherRun run = run(group, "--help");
            assertThat(run.exitCode()).isZero();
            assertThat(run.out())
                    .contains(CommandGroup.find(group).orElseThrow().names())
                    .contains("Usage: netraven-launcher " + group + " COMMAND [options]", "Example\n  ");
        }

        @ParameterizedTest
        @FieldSource("io.netraven.launcher.internal.cli.LauncherTest#COMMANDS")
        void givesExamplesThatCanBeParsed(String name) {
            Command command = command(name);
            String example = command.example();
            int redirect = example.indexOf(" >");
            String[] args = (redirect < 0 ? example : example.substring(0, redirect)).split(" ", -1);
            String[] withHelp = Arrays.copyOf(args, args.length + 1);
            withHelp[args.length] = "--help";
            assertThat(command.name()).isEqualTo(name);
            assertThat(run(withHelp).exitCode()).isZero();
        }
    }

    @Nested
    final class VersionText {

        @Test
        void isThatOfTheBuild() {
            LauncherRun run = run("--version");
            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).matches("netraven-launcher \\d+\\.\\d+\\.\\d+\\S*\n");
        }
    }

    @Nested
    final class Usage {

        @Test
        void mistakesAreToldAllAtOnceWithTheNearestName() {
            LauncherRun run = run("init", "--hots", "x", "--lock-timout=5s", "--port");
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err())
                    .contains("Unknown option --hots: did you mean --host?")
                    .contains("Unknown option --lock-timout: did you mean --lock-timeout?")
                    .contains("--port needs a value")
                    .doesNotContain("\tat ");
        }

        @Test
        void mayHaveOneDash() {
            LauncherRun run = run("init", "-port", "--host", "h", "-nothing");

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("--port needs a value", "Unknown option -nothing");
        }

        @Test
        void namesTheNearestCommand() {
            assertThat(run("valdate").err()).contains("Unknown command \"valdate\": did you mean validate?");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "--quiet"})
        void asksForACommand(String arg) {
            LauncherRun run = arg.isEmpty() ? run() : run(arg);
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("Name a command first, one of init, wait");
        }

        @Test
        void takesNoPasswordAsAnArgumentAndDoesNotRepeatIt() {
            LauncherRun run = run("init", "--host", "h", "--password=" + SECRET);
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("use --password-file").doesNotContain(SECRET);
        }

        @Test
        void namesTheNearestCommandOfAGroup() {
            assertThat(run("keys", "rotat").err())
                    .contains("Unknown command \"keys rotat\": did you mean keys rotate?");
            assertThat(run("credential", "list").err()).contains("did you mean credentials?");
            LauncherRun nothing = run("credentials");
            assertThat(nothing.exitCode()).isEqualTo(2);
            assertThat(nothing.err()).contains("Name a command behind credentials, one of add, list");
        }

        @Test
        void namesBothWordsInTheDocument() {
            assertThat(JsonText.read(
                            run("keys", "rotate", "--hots", "--format=json").out()))
                    .containsEntry("command", "keys rotate")
                    .containsEntry("exitCode", "2");
            assertThat(JsonText.read(run("keys", "--format=json").out())).containsEntry("command", "keys");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "secret",
                    "password",
                    "encryption-key",
                    "encryption-key-previous",
                    "passphrase",
                    "private-key"
                })
        void takesNoSecretAsAnArgumentAndDoesNotRepeatIt(String option) {
            LauncherRun joined = run("credentials", "add", "--" + option + "=" + SECRET);
            LauncherRun apart = run("credentials", "add", "--" + option, SECRET);
            assertThat(joined.exitCode()).isEqualTo(2);
            assertThat(joined.err()).contains("--" + option + " is no option").doesNotContain(SECRET);
            assertThat(apart.exitCode()).isEqualTo(2);
            assertThat(apart.err()).contains("--" + option + " is no option").doesNotContain(SECRET);
        }

        @Test
        void refusesAnOptionOfAnotherCommand() {
            assertThat(run("ddl", "--strict").err()).contains("Unknown option --strict");
        }

        @Test
        void refusesAnArgumentThatBelongsToNothing() {
            assertThat(run("ddl", "now").err()).contains("Unexpected argument \"now\"");
        }

        @Test
        void refusesAnOptionThatIsGivenTwice() {
            assertThat(run("init", "--host", "a", "--host", "b").err()).contains("--host is given twice");
        }

        @Test
        void refusesAnUnknownFormat() {
            assertThat(run("ddl", "--format", "yaml").err()).contains("--format is text or json, not \"yaml\"");
        }
    }

    @Nested
    final class Configuration {

        @Test
        void problemsExitWithTwoAndWithoutAStackTrace() {
            LauncherRun run = LauncherRun.of(
                    Map.of("DATABASE_URL", "mysql://u:" + SECRET + "@h", "NETRAVEN_STRIKT", "true"), "init");
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err())
                    .contains("The configuration has 2 problems")
                    .contains("did you mean NETRAVEN_STRICT?")
                    .doesNotContain(SECRET)
                    .doesNotContain("\tat ");
        }

        @Test
        void problemsAreADocumentInTheFormatJson() {
            LauncherRun run = LauncherRun.of(Map.of("NETRAVEN_STRIKT", "true"), "init", "--format", "json");
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(JsonText.read(run.out()))
                    .containsEntry("command", "init")
                    .containsEntry("exitCode", "2")
                    .containsEntry("error/kind", "configuration")
                    .containsKey("error/problems/1");
        }

        @Test
        void mistakesInOptionsAreADocumentInTheFormatJson() {
            LauncherRun run = run("init", "--format=json", "--hots");
            assertThat(JsonText.read(run.out()))
                    .containsEntry("error/kind", "usage")
                    .containsEntry("error/problems/0", "Unknown option --hots: did you mean --host?");
        }
    }

    @Nested
    final class Debug {

        @Test
        void printsAStackTraceWithEveryError() {
            assertThat(run("init", "--debug").err()).contains("\tat ");
        }
    }

    @Nested
    final class Ddl {

        @Test
        void isSqlOfTheWholeSchemaWithoutADatabase() {
            LauncherRun run = run("ddl");
            assertThat(run.exitCode()).isZero();
            assertThat(run.out())
                    .contains("CREATE TABLE netraven.devices (")
                    .contains("CREATE TABLE netraven.schema_history (")
                    .contains("#6366F1");
            assertThat(run.err()).isEmpty();
        }

        @Test
        void namesTheNamespaceAndLeavesOutExtensions() {
            LauncherRun run = run("ddl", "--namespace", "other", "--no-extensions");
            assertThat(run.out()).contains("CREATE TABLE other.devices (").doesNotContain("CREATE EXTENSION");
            assertThat(run("ddl").out()).contains("CREATE EXTENSION");
        }

        @Test
        void isADocumentInTheFormatJson() {
            assertThat(JsonText.read(run("ddl", "--format", "json").out()))
                    .containsEntry("command", "ddl")
                    .containsEntry("exitCode", "0")
                    .hasEntrySatisfying("sql", sql -> assertThat(sql).contains("CREATE TABLE"));
        }
    }

    @Nested
    final class Docs {

        @TempDir
        @SuppressWarnings("NullAway.Init")
        private Path folder;

        @Test
        void areTwoPagesWithoutADatabase() {
            LauncherRun run = run("docs", "--out", folder.resolve("new").toString());
            assertThat(run.err()).isEmpty();
            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).startsWith("WRITTEN").contains("schema.md", "schema.html");
            assertThat(folder.resolve("new")).isDirectoryContaining(file -> file.endsWith("schema.md"));
            assertThat(folder.resolve("new").resolve("schema.html"))
                    .content(StandardCharsets.UTF_8)
                    .contains("<article id=\"devices\"")
                    .doesNotContain("compared with");
        }

        @Test
        void areOfTheModelOfTheFile() throws IOException {
            Path file = Files.writeString(folder.resolve("service.sql"), SERVICE.script());
            LauncherRun run = run("docs", "--model", file.toString(), "--out", folder.toString());
            assertThat(run.exitCode()).isZero();
            assertThat(folder.resolve("schema.md"))
                    .content(StandardCharsets.UTF_8)
                    .contains("# Schema of service", "`citext`", "### `schema_history`")
                    .doesNotContain("devices");
        }

        @Test
        void areTheFilesOfADocument() {
            assertThat(JsonText.read(
                            run("docs", "--format=json", "--out=" + folder).out()))
                    .containsEntry("command", "docs")
                    .containsEntry("exitCode", "0")
                    .containsEntry("files/0", folder.resolve("schema.md").toString())
                    .containsEntry("files/1", folder.resolve("schema.html").toString())
                    .containsEntry("differences", "null");
        }

        @ParameterizedTest
        @ValueSource(strings = {"file", "nul\0"})
        void areNotWrittenWhereThereIsNoFolder(String name) throws IOException {
            Files.writeString(folder.resolve("file"), "");
            LauncherRun run = run("docs", "--out", folder + "/" + name);
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("folder").doesNotContain("\tat ");
        }

        @Test
        void needADatabaseToBeLive() {
            assertThat(run("docs", "--live", "--out", folder.toString()).exitCode())
                    .isEqualTo(2);
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Nested
    final class Model {

        @TempDir
        @SuppressWarnings("NullAway.Init")
        private Path folder;

        @Test
        void isTheOneOfTheFileInsteadOfNetRavens() throws IOException {
            String file = file(SERVICE.script());
            assertThat(run("ddl", "--model", file).out())
                    .isEqualTo(SERVICE.ddl("netraven"))
                    .doesNotContain("devices");
            assertThat(LauncherRun.of(Map.of("NETRAVEN_MODEL", file), "ddl").out())
                    .isEqualTo(SERVICE.ddl("netraven"));
        }

        @Test
        void goesWithoutItsExtensionsWhereTheyAreLeftOut() throws IOException {
            String file = file(SERVICE.script());
            assertThat(run("ddl", "--model", file).out()).contains("CREATE EXTENSION IF NOT EXISTS citext");
            assertThat(run("ddl", "--model", file, "--no-extensions").out())
                    .isEqualTo(SERVICE.withoutExtensions().ddl("netraven"))
                    .doesNotContain("EXTENSION");
        }

        @ParameterizedTest
        @ValueSource(strings = {"missing.sql", "", "nul\0"})
        void whoseFileCannotBeReadIsAMistakeInTheConfiguration(String name) {
            LauncherRun run = run("ddl", "--model=" + folder + "/" + name);
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err())
                    .contains("NETRAVEN_MODEL (--model): the file " + folder)
                    .contains("cannot be read", "wrote SchemaModel.script()")
                    .doesNotContain("\tat ");
        }

        @Test
        void whoseFileWasChangedIsAMistakeInTheConfiguration() throws IOException {
            LauncherRun run = run("ddl", "--model", file(SERVICE.script().replace("citext", "hstore")));
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err())
                    .contains("NETRAVEN_MODEL (--model): ", "service.sql", "was changed", "generate it again")
                    .doesNotContain("\tat ");
        }

        @Test
        void whoseFileIsNoneIsAMistakeInTheConfiguration() throws IOException {
            LauncherRun run = run("ddl", "--format=json", "--model", file("CREATE TABLE x ();"));
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(JsonText.read(run.out()))
                    .containsEntry("error/kind", "configuration")
                    .hasEntrySatisfying(
                            "error/problems/0",
                            problem ->
                                    assertThat(problem).contains("service.sql", "'-- model: '", "generate it again"));
        }

        private String file(String script) throws IOException {
            return Files.writeString(folder.resolve("service.sql"), script).toString();
        }
    }

    @Nested
    final class Try {

        @Test
        void isInAnotherArtifact() {
            LauncherRun run = run("try");
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("netraven-try.jar");
        }
    }

    @Nested
    final class Stop {

        @Test
        void endsARunWithTheCodeOfTheSignal() {
            PrintStream nothing = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
            Launcher launcher = new Launcher(
                    new Surroundings(nothing, nothing, Map.of("POSTGRES_HOST", "h"), Path.of("target"), false));
            launcher.stop();
            assertThat(launcher.run("status", "--wait", "0")).isEqualTo(143);
        }
    }
}
