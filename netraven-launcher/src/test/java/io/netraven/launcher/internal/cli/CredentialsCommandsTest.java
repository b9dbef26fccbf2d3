package io.netraven.launcher.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.NetRavenSchema;
import io.netraven.launcher.testing.Sql;
import io.netraven.schema.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class CredentialsCommandsTest {

    private static final String KEY = "base64:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String SECRET = "correct-horse-battery";
    private static final String ROUTER = "01970000-0000-7000-8000-0000000000a1";

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod().initializedWith(NetRavenSchema::model);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void initialize() throws SQLException {
        environment.put("POSTGRES_HOST", database.host());
        environment.put("POSTGRES_PORT", Integer.toString(database.port()));
        environment.put("POSTGRES_DB", database.name());
        environment.put("POSTGRES_USER", database.user());
        environment.put("POSTGRES_PASSWORD", database.password());
        environment.put("NETRAVEN_ENCRYPTION_KEY", KEY);
        run("init");
        execute("INSERT INTO netraven.tags (id, name) VALUES (gen_random_uuid(), 'core')");
    }

    /** Somebody who answers what is asked, in this order. */
    private static final class Person implements Terminal {

        private final Deque<String> answers;
        private final List<String> questions = new ArrayList<>();

        Person(String... answers) {
            this.answers = new ArrayDeque<>(List.of(answers));
        }

        @Override
        public boolean isThere() {
            return true;
        }

        @Override
        public char[] ask(String question) {
            questions.add(question);
            return answers.remove().toCharArray();
        }
    }

    private LauncherRun run(String... args) {
        return run("", Terminal.NOBODY, args);
    }

    private LauncherRun run(String in, Terminal terminal, String... args) {
        LauncherRun run = LauncherRun.of(environment, in, terminal, args);
        assertThat(run.out() + run.err()).doesNotContain(SECRET).doesNotContain(KEY);
        return run;
    }

    private Map<String, String> json(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.add("--format=json");
        return JsonText.read(run(all.toArray(new String[0])).out());
    }

    private void add(String name, String... more) {
        List<String> args = new ArrayList<>(
                List.of("credentials", "add", "--name", name, "--username", "backup", "--secret-stdin"));
        args.addAll(List.of(more));
        LauncherRun run = run(SECRET + "\n", Terminal.NOBODY, args.toArray(new String[0]));
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    private static void execute(String... statements) throws SQLException {
        try (Connection connection = database.connect()) {
            Sql.execute(connection, statements);
        }
    }

    private static String ask(String query) throws SQLException {
        try (Connection connection = database.connect()) {
            return Sql.ask(connection, query);
        }
    }

    private static void addDevices(String hostname, String... ids) throws SQLException {
        execute("INSERT INTO netraven.users (id, username, email, password_hash)"
                + " VALUES (gen_random_uuid(), 'owner', 'owner@netraven.example', '!')");
        for (int i = 0; i < ids.length; i++) {
            execute("INSERT INTO netraven.devices (id, hostname, ip_address, device_type, owner_id) SELECT '" + ids[i]
                    + "', '" + hostname + "', '192.0.2." + (i + 1) + "', 'cisco_ios', id FROM netraven.users");
            execute("INSERT INTO netraven.device_tags (device_id, tag_id) SELECT '" + ids[i]
                    + "', id FROM netraven.tags WHERE name = 'core'");
        }
    }

    @Nested
    final class Add {

        @Test
        void storesASecretFromStandardInputUnderTheOperatorsName() throws SQLException {
            add("core-ssh", "--tag", "core", "--priority", "90", "--description", "d", "--expires-at", "never");
            assertThat(json("credentials", "show", "--name", "core-ssh"))
                    .containsEntry("username", "backup")
                    .containsEntry("secrets/0", "password")
                    .containsEntry("tags/0/name", "core")
                    .containsEntry("tags/0/priority", "90.0")
                    .containsEntry("expiresAt", "null");
            assertThat(ask("SELECT actor_id FROM netraven.audit_logs WHERE event_name = 'added'"))
                    .startsWith("netraven-launcher");
        }

        @Test
        void takesAwayOneNewlineOfALineAndNoneOfAKey() throws IOException, SQLException {
            Path line = Files.writeString(folder.resolve("line"), SECRET + "\r\n");
            Path key = Files.writeString(folder.resolve("key"), "-----BEGIN-----\nx\n-----END-----\n");
            run("credentials", "add", "--name", "line", "--username", "u", "--secret-file", line.toString());
            run(
                    "credentials",
                    "add",
                    "--name",
                    "key",
                    "--username",
                    "u",
                    "--part",
                    "private_key",
                    "--secret-file",
                    key.toString());
            // An envelope is 32 bytes and a tag of 16 longer than the text.
            assertThat(ask("SELECT length(password) - 48 FROM netraven.credentials WHERE name = 'line'"))
                    .isEqualTo(Integer.toString(SECRET.length()));
            assertThat(ask("SELECT length(private_key) - 48 FROM netraven.credentials WHERE name = 'key'"))
                    .isEqualTo(Long.toString(Files.size(key)));
        }

        @Test
        void asksTwiceOnATerminal() {
            Person person = new Person(SECRET, SECRET);
            LauncherRun run = run("", person, "credentials", "add", "--name", "n", "--username", "u");
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(person.questions).containsExactly("Password", "The same again");
        }

        @Test
        void refusesASlip() throws SQLException {
            LauncherRun run =
                    run("", new Person(SECRET, SECRET + "x"), "credentials", "add", "--name", "n", "--username", "u");
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("not the same");
            assertThat(ask("SELECT count(*) FROM netraven.credentials")).isEqualTo("0");
        }

        @Test
        void needsSomewhereToReadFrom() {
            LauncherRun run = run("credentials", "add", "--name", "n", "--username", "u");
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("There is no terminal to ask for password on", "--secret-file");
            assertThat(run("credentials", "add", "--name", "n", "--username", "u", "--secret-file", "missing")
                            .err())
                    .contains("--secret-file: the file missing cannot be read");
        }

        @Test
        void storesNoneWhereNoneIsWanted() {
            assertThat(json(
                            "credentials",
                            "add",
                            "--name",
                            "n",
                            "--username",
                            "u",
                            "--no-secret",
                            "--use-keys",
                            "true",
                            "--key-file",
                            "/k"))
                    .containsEntry("exitCode", "0");
            assertThat(json("credentials", "show", "--name", "n"))
                    .containsEntry("keyFile", "/k")
                    .containsEntry("useKeys", "true")
                    .doesNotContainKey("secrets/0");
        }

        @Test
        void endsWithSixWhereTheNameIsTakenOrATagIsMissing() {
            add("n");
            LauncherRun taken = run(
                    SECRET, Terminal.NOBODY, "credentials", "add", "--name", "n", "--username", "u", "--secret-stdin");
            assertThat(taken.exitCode()).isEqualTo(6);
            assertThat(taken.err()).contains("of this name is there already").doesNotContain("\tat ");
            LauncherRun missing = run(
                    SECRET,
                    Terminal.NOBODY,
                    "credentials",
                    "add",
                    "--name",
                    "m",
                    "--username",
                    "u",
                    "--secret-stdin",
                    "--tag",
                    "none");
            assertThat(missing.exitCode()).isEqualTo(6);
            assertThat(missing.err()).contains("There is no tag \"none\"");
        }

        @Test
        void refusesWhatCannotBeRead() {
            assertThat(run("credentials", "add", "--username", "u").err()).contains("--name NAME");
            assertThat(run("credentials", "add", "--name", "n", "--username", "u", "--part", "pin")
                            .err())
                    .contains("--part: \"pin\" is none of password");
            assertThat(run("credentials", "add", "--name", "n", "--username", "u", "--expires-at", "soon")
                            .err())
                    .contains("--expires-at: \"soon\" is no time");
            assertThat(run("credentials", "add", "--name", "n", "--username", "u", "--use-keys", "maybe")
                            .exitCode())
                    .isEqualTo(2);
        }
    }

    @Nested
    final class Listing {

        @Tag("long")
        @Test
        void goesOnPageByPage() {
            add("a", "--tag", "core");
            add("b");
            add("c");
            Map<String, String> page = json("credentials", "list", "--limit", "2");
            assertThat(page).containsEntry("credentials/1/name", "b").containsEntry("next", "b");
            assertThat(json("credentials", "list", "--after", "b"))
                    .containsEntry("credentials/0/name", "c")
                    .containsEntry("next", "null");
            assertThat(run("credentials", "list", "--tag", "core").out())
                    .contains("a  ")
                    .doesNotContain("b  ");
            assertThat(run("credentials", "list", "--contains", "C", "--username", "backup")
                            .out())
                    .contains("c  ");
            assertThat(run("credentials", "list", "--quarantined").out()).startsWith("EMPTY");
            assertThat(run("credentials", "list", "--limit", "0").exitCode()).isEqualTo(2);
        }
    }

    @Nested
    final class Update {

        @Test
        void changesWhatIsNamed() throws SQLException {
            add("n", "--description", "d");
            String before = ask("SELECT password FROM netraven.credentials");
            LauncherRun run = run(
                    "other " + SECRET,
                    Terminal.NOBODY,
                    "credentials",
                    "update",
                    "--name",
                    "n",
                    "--rename",
                    "m",
                    "--description=",
                    "--secret-stdin");
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(json("credentials", "show", "--name", "m"))
                    .containsEntry("username", "backup")
                    .containsEntry("description", "null");
            assertThat(ask("SELECT password FROM netraven.credentials")).isNotEqualTo(before);
        }

        @Test
        void addsAndRemovesSecrets() {
            add("n");
            Person person = new Person(SECRET, SECRET);
            run(
                    "",
                    person,
                    "credentials",
                    "update",
                    "--name",
                    "n",
                    "--part",
                    "enable_password",
                    "--without",
                    "password");
            assertThat(person.questions).containsExactly("Enable password", "The same again");
            assertThat(json("credentials", "show", "--name", "n"))
                    .containsEntry("secrets/0", "enable_password")
                    .doesNotContainKey("secrets/1");
        }

        @Test
        void endsWithSixWhereSomebodyElseWasFaster() {
            add("n");
            LauncherRun run = run("credentials", "update", "--name", "n", "--username", "u", "--if-version", "77");
            assertThat(run.exitCode()).isEqualTo(6);
        }

        @Test
        void asksForAChangeAndForOneCredential() {
            assertThat(run("credentials", "update", "--name", "n").err()).contains("Name what to change");
            assertThat(run("credentials", "update", "--username", "u").err()).contains("Name one credential");
            assertThat(json("credentials", "update", "--username", "u", "--name", "none"))
                    .containsEntry("exitCode", "6")
                    .containsEntry("error/kind", "not_found");
        }
    }

    @Nested
    final class Delete {

        @Tag("long")
        @Test
        void goesByNameOrId() throws SQLException {
            add("a");
            add("b");
            assertThat(run("credentials", "delete", "--name", "a").out()).startsWith("DELETED");
            String id = ask("SELECT id FROM netraven.credentials");
            assertThat(json("credentials", "delete", "--id", id)).containsEntry("deleted", "true");
            assertThat(run("credentials", "delete", "--id", id).exitCode()).isEqualTo(6);
            assertThat(run("credentials", "delete", "--id", "b").exitCode()).isEqualTo(2);
        }
    }

    @Nested
    final class Tags {

        @Test
        void comeChangeAndGo() {
            add("n");
            assertThat(run("credentials", "tag", "--name", "n", "--tag", "core").out())
                    .startsWith("TAGGED");
            run("credentials", "tag", "--name", "n", "--tag", "core", "--priority", "80");
            assertThat(json("credentials", "show", "--name", "n")).containsEntry("tags/0/priority", "80.0");
            assertThat(run("credentials", "tag", "--name", "n", "--tag", "core", "--priority", "101")
                            .exitCode())
                    .isEqualTo(2);
            assertThat(json("credentials", "untag", "--name", "n", "--tag", "core"))
                    .containsEntry("removed", "true");
            assertThat(run("credentials", "untag", "--name", "n", "--tag", "core")
                            .out())
                    .startsWith("UNCHANGED");
        }
    }

    @Nested
    final class Select {

        @Test
        void ranksWithoutDecrypting() throws SQLException {
            add("a", "--tag", "core", "--priority", "10");
            add("b", "--tag", "core", "--priority", "90");
            addDevices("router", ROUTER);
            long before = Long.parseLong(ask("SELECT count(*) FROM netraven.audit_logs"));
            LauncherRun run = run("credentials", "select", "--device", "router");
            assertThat(run.out()).startsWith("RANKED").contains("score");
            assertThat(run.out().indexOf(" b ")).isLessThan(run.out().indexOf(" a "));
            assertThat(json("credentials", "select", "--device", ROUTER))
                    .containsEntry("id", ROUTER)
                    .containsEntry("ranking/0/name", "b")
                    .containsEntry("ranking/0/lastAcceptedHere", "false")
                    .containsKey("ranking/1/score");
            assertThat(ask("SELECT count(*) FROM netraven.audit_logs")).isEqualTo(Long.toString(before));
        }

        @Test
        void namesTheIdsOfDevicesThatShareAHostname() throws SQLException {
            String other = ROUTER.replace("a1", "a2");
            addDevices("router", ROUTER, other);
            LauncherRun run = run("credentials", "select", "--device", "router");
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains(ROUTER, other);
            assertThat(run("credentials", "select", "--device", ROUTER).out()).startsWith("EMPTY");
            assertThat(run("credentials", "select", "--device", "none").exitCode())
                    .isEqualTo(6);
        }
    }

    @Nested
    final class Results {

        @Test
        void areToldAndSetPriorities() throws SQLException {
            add("a", "--tag", "core", "--priority", "10");
            execute(
                    "UPDATE netraven.credentials SET success_count = 3, failure_count = 1",
                    "UPDATE netraven.credential_tags SET success_count = 3, failure_count = 1");
            assertThat(json("credentials", "stats"))
                    .containsEntry("successes", "3")
                    .containsEntry("successRate", "0.75")
                    .containsEntry("best/name", "a")
                    .containsEntry("tag", "null");
            assertThat(run("credentials", "stats", "--tag", "core").out()).contains("75.0 % accepted");
            assertThat(json("credentials", "optimize", "--tag", "core", "--dry-run"))
                    .containsEntry("changes/0/after", "100.0");
            assertThat(json("credentials", "show", "--name", "a")).containsEntry("tags/0/priority", "10.0");
            assertThat(run("credentials", "optimize", "--tag", "core").out()).startsWith("OPTIMIZED");
            assertThat(json("credentials", "show", "--name", "a")).containsEntry("tags/0/priority", "100.0");
            assertThat(run("credentials", "optimize", "--tag", "core").out()).startsWith("UNCHANGED");
        }
    }

    @Nested
    final class Release {

        @Test
        void liftsAQuarantine() throws SQLException {
            add("a");
            execute("UPDATE netraven.credentials SET quarantined_at = now(), quarantine_reason = 'rejected by 5'");
            assertThat(run("credentials", "show", "--name", "a").out()).startsWith("QUARANTINED  rejected by 5");
            assertThat(json("credentials", "release", "--name", "a")).containsEntry("released", "true");
            assertThat(run("credentials", "release", "--name", "a").out()).startsWith("UNCHANGED");
        }
    }

    @Nested
    final class ExportedFiles {

        private static final String PASSPHRASE = "seven small stones in a row";

        private String file(String name, String text) throws IOException {
            return Files.writeString(folder.resolve(name), text).toString();
        }

        private String passphrase() throws IOException {
            return file("passphrase", PASSPHRASE + "\n");
        }

        @Test
        @Tag("long")
        void ofAllCredentialsHaveSecretsOnlyUnderAPassphrase() throws IOException, SQLException {
            add("a", "--tag", "core");
            String plain = folder.resolve("plain.csv").toString();
            assertThat(json("credentials", "export", "--out", plain, "--file-format", "csv"))
                    .containsEntry("credentials", "1")
                    .containsEntry("fileFormat", "csv");
            assertThat(Files.readString(Path.of(plain))).contains("a").doesNotContain(SECRET);
            String safe = folder.resolve("safe").toString();
            LauncherRun run = run(
                    "credentials",
                    "export",
                    "--out",
                    safe,
                    "--file-format",
                    "protected",
                    "--passphrase-file",
                    passphrase());
            assertThat(run.exitCode()).as(run.err()).isZero();
            run("credentials", "delete", "--name", "a");
            String[] back = {
                "credentials", "import", "--in", safe, "--file-format", "protected", "--passphrase-file", passphrase()
            };
            assertThat(json(back)).containsEntry("counts/ADDED", "1").containsEntry("kept", "true");
            assertThat(json("credentials", "show", "--name", "a"))
                    .containsEntry("secrets/0", "password")
                    .containsEntry("tags/0/name", "core");
            assertThat(json(back)).containsEntry("exitCode", "6").containsEntry("counts/DUPLICATE", "1");
            assertThat(run("credentials", "export", "--out", plain).exitCode()).isEqualTo(2);
        }

        @Tag("long")
        @Test
        void areImportedWholeOrNotAtAllAndTellEveryBadRecord() throws IOException {
            String csv = file("in.csv", "name,username,password,tags\nx,u," + SECRET + ",new\n,u,p,\n");
            LauncherRun run = run("credentials", "import", "--in", csv, "--file-format", "csv", "--create-tags");
            assertThat(run.exitCode()).isEqualTo(6);
            assertThat(run.out()).startsWith("INCOMPLETE  1 of 2 records").contains("line 3");
            assertThat(run("credentials", "list").out()).startsWith("EMPTY");
            String good = file("good.json", "[{\"name\":\"x\",\"username\":\"u\",\"password\":\"" + SECRET + "\"}]");
            assertThat(run("credentials", "import", "--in", good, "--dry-run").out())
                    .startsWith("DRY RUN");
            assertThat(run("credentials", "list").out()).startsWith("EMPTY");
            assertThat(run("credentials", "import", "--in", good).out()).startsWith("IMPORTED");
            assertThat(json("credentials", "import", "--in", good, "--skip-duplicates"))
                    .containsEntry("exitCode", "0")
                    .containsEntry("problems/0/result", "DUPLICATE");
        }

        @Test
        void areNamedOneAtATime() {
            assertThat(run("credentials", "import").err()).contains("--in FILE, or --from-python");
            assertThat(run("credentials", "import", "--in", "missing").err()).contains("--in: the file missing");
            assertThat(run("credentials", "export", "--out", "x", "--file-format", "xml")
                            .err())
                    .contains("\"xml\" is none of json, csv, protected");
            assertThat(json("credentials", "import", "--from-python"))
                    .containsEntry("exitCode", "6")
                    .containsEntry("error/kind", "not_found");
        }
    }

    @Nested
    final class MasterKey {

        @Test
        void isNeededAndHasToFit() {
            environment.put("NETRAVEN_ENCRYPTION_KEY", KEY.replace("AAEC", "AQEC"));
            assertThat(json("credentials", "list"))
                    .containsEntry("exitCode", "6")
                    .containsEntry("error/kind", "master_key_mismatch");
            environment.remove("NETRAVEN_ENCRYPTION_KEY");
            assertThat(json("credentials", "list"))
                    .containsEntry("exitCode", "6")
                    .containsEntry("error/kind", "master_key_missing");
        }
    }
}
