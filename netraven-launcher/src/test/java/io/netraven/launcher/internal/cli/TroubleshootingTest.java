package io.netraven.launcher.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.NetRavenSchema;
import io.netraven.launcher.pages.Page;
import io.netraven.launcher.testing.OtherServer;
import io.netraven.schema.testing.ScratchDatabase;
import io.netraven.schema.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Every message that the page quotes is printed by a command that fails here, with the exit code that the page says. */
@SuppressWarnings("NullAway.Init")
@Tag("long")
final class TroubleshootingTest {

    private static final String KEY = "base64:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String ANOTHER = KEY.replace("AAEC", "AQEC");
    private static final String LOGIN = "troubled_login";
    private static final String ROLE = "troubled_application";

    private static final Pattern SECTION =
            Pattern.compile("^## Exit code (\\d+).*?$(.*?)(?=^## |\\z)", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern MESSAGE = Pattern.compile("^\\| `([^`]+)` \\|", Pattern.MULTILINE);
    private static final Pattern KINDS = Pattern.compile("^`error.kind`: (.*)$", Pattern.MULTILINE);
    private static final Pattern KIND = Pattern.compile("`([a-z_]+)`");

    private static final Page PAGE = Page.read("docs/troubleshooting.md");

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perClass().initializedWith(NetRavenSchema::model);

    @TempDir
    private static Path folder;

    /** What was printed, by exit code. */
    private static final Map<Integer, List<String>> printed = new HashMap<>();

    /** Which kinds came with which exit code. */
    private static final Map<Integer, Set<String>> kinds = new HashMap<>();

    /** Commands on a database, with further settings. A failure is read from the JSON document, which has its kind. */
    private record Trouble(ScratchDatabase where, Map<String, String> settings) {

        static Trouble on(ScratchDatabase where) {
            return new Trouble(where, Map.of());
        }

        Trouble with(String name, String value) {
            Map<String, String> more = new HashMap<>(settings);
            more.put(name, value);
            return new Trouble(where, more);
        }

        Trouble run(String... command) {
            Map<String, String> environment = new HashMap<>(Map.of(
                    "POSTGRES_HOST", where.host(),
                    "POSTGRES_PORT", Integer.toString(where.port()),
                    "POSTGRES_DB", where.name(),
                    "POSTGRES_USER", where.user(),
                    "POSTGRES_PASSWORD", where.password()));
            environment.putAll(settings);
            environment.values().removeIf(String::isEmpty);
            String[] json = Stream.concat(Stream.of(command), Stream.of("--format=json"))
                    .toArray(String[]::new);
            LauncherRun run = LauncherRun.of(environment, "", Terminal.NOBODY, json);
            Map<String, String> document = JsonText.read(run.out());
            String message = document.get("error/message");
            if (message == null && run.exitCode() != 0) {
                run = LauncherRun.of(environment, "", Terminal.NOBODY, command);
                message = run.out();
            } else if (message != null) {
                kinds.computeIfAbsent(run.exitCode(), code -> new TreeSet<>())
                        .add(String.valueOf(document.get("error/kind")));
            }
            printed.computeIfAbsent(run.exitCode(), code -> new ArrayList<>()).add(String.valueOf(message));
            return this;
        }
    }

    @BeforeAll
    static void provokeEverything() throws SQLException, IOException {
        differences();
        mistakes();
        unavailable();
        refusedAccess();
        locks();
        statements();
        otherServers();
        keys();
        credentials();
        Trouble.on(database.anotherEmpty())
                .run("wait", "--wait", "200ms")
                .run("init", "--no-extensions")
                .run("wait", "--wait", "200ms");
    }

    @AfterAll
    static void dropRoles() throws SQLException {
        execute(database.current(), "DROP OWNED BY " + LOGIN, "DROP ROLE " + LOGIN);
        execute(database.current(), "DROP OWNED BY " + ROLE, "DROP ROLE " + ROLE);
    }

    private static void execute(ScratchDatabase where, String... statements) throws SQLException {
        try (Connection connection = where.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private static ScratchDatabase initialized(String... statements) throws SQLException {
        ScratchDatabase made = database.anotherEmpty();
        Trouble.on(made).run("init");
        execute(made, statements);
        return made;
    }

    private static void differences() throws SQLException {
        Trouble.on(initialized("DROP INDEX netraven.ix_devices_hostname"))
                .run("init")
                .run("validate");
        Trouble.on(initialized("ALTER TABLE netraven.devices DROP COLUMN hostname"))
                .run("init");
        Trouble.on(initialized("DROP TABLE netraven.login_budgets")).run("init");
        ScratchDatabase python = database.anotherEmpty();
        execute(
                python,
                "CREATE TABLE devices (id varchar(36))",
                "CREATE TABLE job_logs (session_id varchar(36))",
                "CREATE TABLE tags (id varchar(36))",
                "CREATE TABLE users (id varchar(36))");
        Trouble.on(python).run("init");
    }

    private static void mistakes() throws IOException {
        Trouble trouble = Trouble.on(database.current());
        trouble.run("valdate").run("init", "--hots", "x").run("status", "--format", "xml");
        trouble.with("POSTGRES_HOST", "").run("status");
        trouble.with("POSTGRES_PASSWORD_FILE", file("password", "x")).run("status");
        trouble.with("NETRAVEN_NAMESPCE", "x").run("status");
        trouble.with("POSTGRES_PASSWORD", "")
                .with("POSTGRES_PASSWORD_FILE", "missing")
                .run("status");
        trouble.run("init", "--model", file("model.sql", "-- nothing"));
        trouble.run("keys", "generate", "--out", file("there", ""));
        trouble.with("NETRAVEN_ENCRYPTION_KEY", KEY)
                .run("init")
                .run("credentials", "add", "--name", "a", "--username", "b")
                .run("keys", "restore", "--in", "missing", "--passphrase-file", file("pass", "correct horse battery"))
                .run("credentials", "add", "--name", " ", "--username", "b", "--no-secret");
    }

    private static void unavailable() {
        Trouble.on(database.current()).with("POSTGRES_PORT", "1").run("init", "--wait", "200ms");
        Trouble.on(database.current()).with("POSTGRES_PORT", "1").run("keys", "list");
    }

    private static void refusedAccess() throws SQLException {
        ScratchDatabase empty = database.anotherEmpty();
        execute(empty, "CREATE ROLE " + LOGIN + " LOGIN PASSWORD 'x'");
        execute(database.current(), "CREATE ROLE " + ROLE + " LOGIN PASSWORD 'x'");
        Trouble login = Trouble.on(empty).with("POSTGRES_USER", LOGIN).with("POSTGRES_PASSWORD", "x");
        login.with("POSTGRES_PASSWORD", "y").run("init");
        login.with("POSTGRES_DB", "no_such_database").run("init");
        login.with("NETRAVEN_TLS_MODE", "verify-full")
                .with("NETRAVEN_TLS_ROOT_CERTIFICATE", "/no/such/ca.pem")
                .run("init", "--wait", "200ms");
        login.run("init");
        Trouble onReady = new Trouble(database.current(), login.settings());
        onReady.run("wait", "--wait", "200ms").run("keys", "list").run("purge");
        Trouble.on(empty)
                .with("POSTGRES_USER", ROLE)
                .with("POSTGRES_PASSWORD", "x")
                .run("init", "--application-role", ROLE);
    }

    private static void statements() throws SQLException {
        ScratchDatabase taken = database.anotherEmpty();
        execute(taken, "CREATE SCHEMA netraven", "CREATE TYPE netraven.devices AS (a int)");
        Trouble.on(taken).run("init");
        ScratchDatabase raced = database.anotherEmpty();
        execute(
                raced,
                "CREATE FUNCTION public.race() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE"
                        + " unique_violation USING SCHEMA = 'pg_catalog', TABLE = 'pg_namespace'; END $$",
                "CREATE EVENT TRIGGER race ON ddl_command_start WHEN TAG IN ('CREATE SCHEMA')"
                        + " EXECUTE FUNCTION public.race()");
        Trouble.on(raced).run("init", "--wait", "200ms");
    }

    private static void otherServers() throws SQLException {
        ScratchDatabase here = database.current();
        try (OtherServer server = OtherServer.before(here.port(), Map.of("server_version", "13.21"))) {
            Trouble.on(here)
                    .with("POSTGRES_PORT", Integer.toString(server.port()))
                    .run("init");
        }
        String latin = here.name() + "_latin";
        execute(
                here,
                "CREATE DATABASE " + latin + " ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"
                        + (database.serverVersionMajor() < 15 ? "" : " LOCALE_PROVIDER libc"));
        Trouble.on(here).with("POSTGRES_DB", latin).run("init");
        execute(here, "DROP DATABASE " + latin + " WITH (FORCE)");
    }

    private static void locks() throws SQLException {
        ScratchDatabase here = initialized("DELETE FROM netraven.tags");
        try (Connection connection = here.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE netraven.tags IN EXCLUSIVE MODE");
            Trouble.on(here).run("init", "--lock-timeout", "300ms");
            connection.rollback();
            statement.execute("SELECT pg_advisory_xact_lock(hashtextextended('io.netraven.schema:netraven', 0))");
            Trouble.on(here).run("init", "--lock-timeout", "300ms");
            connection.rollback();
        }
        Trouble.on(database.anotherEmpty()).run("init", "--statement-timeout", "1ms");
        Trouble.on(database.anotherEmpty()).run("keys", "list");
    }

    private static void keys() throws SQLException, IOException {
        ScratchDatabase here = initialized();
        Trouble none = Trouble.on(here);
        none.run("credentials", "list");
        none.with("NETRAVEN_ENCRYPTION_KEY", "short").run("status").run("init");
        Trouble keyed = none.with("NETRAVEN_ENCRYPTION_KEY", KEY);
        keyed.run("credentials", "list").run("init");
        none.with("NETRAVEN_ENCRYPTION_KEY", ANOTHER).run("init");
        keyed.run("keys", "retire", "--key", active(here));
        keyed.run("keys", "retire", "--key", "01970000-0000-7000-8000-000000000000");
        String passphrase = file("passphrase", "correct horse battery staple in a row");
        String backup = folder.resolve("backup").toString();
        keyed.run("keys", "backup", "--out", backup, "--passphrase-file", passphrase);
        keyed.run("keys", "restore", "--in", backup, "--passphrase-file", file("wrong", "wrong horse battery staple"));
        byte[] bytes = Files.readAllBytes(Path.of(backup));
        Files.write(Path.of(backup), java.util.Arrays.copyOf(bytes, bytes.length - 9));
        keyed.run("keys", "restore", "--in", backup, "--passphrase-file", passphrase);

        String secret = file("secret", "any");
        keyed.run("credentials", "add", "--name", "a", "--username", "b", "--secret-file", secret);
        keyed.run("keys", "rotate", "--force");
        String before = active(here);
        execute(here, "UPDATE netraven.credentials SET password = set_byte(password, 40, get_byte(password, 40) # 1)");
        keyed.run("keys", "rotate", "--force");
        keyed.run("keys", "retire", "--key", before);
        keyed.run(
                "credentials",
                "export",
                "--out",
                folder.resolve("export").toString(),
                "--file-format",
                "protected",
                "--passphrase-file",
                passphrase);
        keyed.run("keys", "rewrap");
        execute(here, "UPDATE netraven.encryption_keys SET state = 'decrypt_only'");
        keyed.run("credentials", "list");
        execute(
                here,
                "UPDATE netraven.encryption_keys"
                        + " SET check_value = set_byte(check_value, 40, get_byte(check_value, 40) # 1)");
        keyed.run("credentials", "list");
        execute(here, "SET session_replication_role = replica; DELETE FROM netraven.encryption_keys");
        keyed.run("credentials", "list");
    }

    private static String active(ScratchDatabase here) throws SQLException {
        try (Connection connection = here.connect();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT id FROM netraven.encryption_keys ORDER BY state = 'active' DESC LIMIT 1")) {
            row.next();
            return row.getString(1);
        }
    }

    private static void credentials() throws SQLException, IOException {
        ScratchDatabase here = initialized(
                "INSERT INTO netraven.users (id, username, email, password_hash)"
                        + " VALUES (gen_random_uuid(), 'keeper', 'keeper@example.org', '-')",
                "INSERT INTO netraven.devices (id, hostname, ip_address, device_type, owner_id)"
                        + " SELECT gen_random_uuid(), 'twin', '192.0.2.1', 'cisco_ios', id"
                        + " FROM netraven.users, generate_series(1, 2)");
        Trouble keyed = Trouble.on(here).with("NETRAVEN_ENCRYPTION_KEY", KEY);
        keyed.run("init");
        keyed.run("credentials", "add", "--name", "a", "--username", "b", "--no-secret");
        keyed.run("credentials", "add", "--name", "a", "--username", "b", "--no-secret");
        keyed.run("credentials", "show", "--name", "none");
        keyed.run("credentials", "tag", "--name", "a", "--tag", "none");
        keyed.run("credentials", "select", "--device", "twin");
        keyed.run("credentials", "update", "--name", "a", "--username", "c", "--if-version", "99");
        keyed.run("credentials", "import", "--in", file("two.csv", "name,username\na,b\n"), "--file-format", "csv");
        keyed.run("credentials", "import", "--from-python");
    }

    private static Map<Integer, String> sections() {
        return SECTION.matcher(PAGE.text())
                .results()
                .collect(Collectors.toMap(
                        section -> Integer.valueOf(section.group(1)),
                        section -> section.group(2),
                        (a, b) -> a + b,
                        LinkedHashMap::new));
    }

    @Test
    void everyQuotedMessageIsPrintedWithItsExitCode() {
        List<String> invented = new ArrayList<>();
        sections()
                .forEach((code, section) -> MESSAGE.matcher(section).results().forEach(message -> {
                    String quoted = message.group(1);
                    Pattern pattern = Pattern.compile(Stream.of(quoted.split("…", -1))
                            .map(Pattern::quote)
                            .collect(Collectors.joining("[^\n]*?")));
                    if (printed.getOrDefault(code, List.of()).stream()
                            .noneMatch(text -> pattern.matcher(text).find())) {
                        invented.add(code + ": " + quoted);
                    }
                }));
        assertThat(invented).as(() -> "of what was printed: " + printed).isEmpty();
    }

    @Test
    void everyExitCodeHasASection() {
        assertThat(sections().keySet())
                .containsExactlyElementsOf(Stream.of(ExitCode.values())
                        .filter(code -> code != ExitCode.DONE && code.isGeneral())
                        .map(ExitCode::code)
                        .toList());
    }

    @Test
    void everyKindIsInTheSectionOfItsExitCode() {
        Map<Integer, Set<String>> named = new HashMap<>();
        sections()
                .forEach((code, section) -> named.put(
                        code,
                        KINDS.matcher(section)
                                .results()
                                .flatMap(line -> KIND.matcher(line.group(1)).results())
                                .map(kind -> kind.group(1))
                                .collect(Collectors.toCollection(TreeSet::new))));
        kinds.forEach((code, found) ->
                assertThat(named.get(code)).as("exit code " + code).containsAll(found));
        Set<String> all = new TreeSet<>();
        named.values().forEach(all::addAll);
        assertThat(all).isEqualTo(kindsOfTheCommandLine());
    }

    /** Those that docs/cli.md lists, less the facts in parentheses. */
    private static Set<String> kindsOfTheCommandLine() {
        String line = Page.read("docs/cli.md")
                .text()
                .lines()
                .filter(each -> each.startsWith("- `error.kind`:"))
                .findFirst()
                .orElseThrow();
        return KIND.matcher(line.replaceAll("\\([^)]*\\)", ""))
                .results()
                .map(kind -> kind.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
