package io.netraven.launcher.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.NetRavenSchema;
import io.netraven.launcher.testing.Sql;
import io.netraven.schema.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class KeysCommandsTest {

    private static final String KEY = "base64:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String ANOTHER = KEY.replace("AAEC", "AQEC");

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod().initializedWith(NetRavenSchema::model);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void setMasterKey() {
        environment.put("POSTGRES_HOST", database.host());
        environment.put("POSTGRES_PORT", Integer.toString(database.port()));
        environment.put("POSTGRES_DB", database.name());
        environment.put("POSTGRES_USER", database.user());
        environment.put("POSTGRES_PASSWORD", database.password());
        environment.put("NETRAVEN_ENCRYPTION_KEY", KEY);
    }

    private LauncherRun run(String... args) {
        LauncherRun run = LauncherRun.of(environment, args);
        assertThat(run.out() + run.err()).doesNotContain(KEY).doesNotContain(ANOTHER);
        return run;
    }

    private Map<String, String> json(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.add("--format=json");
        return JsonText.read(run(all.toArray(new String[0])).out());
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = database.connect()) {
            Sql.execute(connection, sql);
        }
    }

    private static String ask(String query) throws SQLException {
        try (Connection connection = database.connect()) {
            return Sql.ask(connection, query);
        }
    }

    private void store(String name) {
        LauncherRun run = LauncherRun.of(
                environment,
                "hidden-" + name,
                Terminal.NOBODY,
                "credentials",
                "add",
                "--name",
                name,
                "--username",
                "backup",
                "--secret-stdin");
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    @Nested
    final class Init {

        @Test
        void makesTheFirstKeyAndProvesItAfterwards() throws SQLException {
            Map<String, String> first = json("init");
            String active = ask("SELECT id FROM netraven.encryption_keys");
            assertThat(first).containsEntry("keyring/state", "CREATED").containsEntry("keyring/activeKey", active);
            assertThat(json("init"))
                    .containsEntry("outcome", "UP_TO_DATE")
                    .containsEntry("keyring/state", "PROVEN")
                    .containsEntry("keyring/activeKey", active);
            assertThat(run("upgrade").out()).contains("keyring     the master key opens it; active is " + active);
        }

        @Test
        void isNotAskedForKeysWithoutAMasterKey() throws SQLException {
            environment.remove("NETRAVEN_ENCRYPTION_KEY");
            assertThat(json("init"))
                    .containsEntry("keyring/state", "NOT_ASKED")
                    .containsEntry("keyring/activeKey", "null");
            assertThat(ask("SELECT count(*) FROM netraven.encryption_keys")).isEqualTo("0");
        }

        @Test
        void makesNoneInARehearsal() throws SQLException {
            assertThat(json("upgrade", "--dry-run")).containsEntry("keyring/state", "NOT_ASKED");
            assertThat(ask("SELECT count(*) FROM netraven.encryption_keys")).isEqualTo("0");
        }

        @Test
        void endsWithSixUnderAnotherMasterKey() {
            run("init");
            environment.put("NETRAVEN_ENCRYPTION_KEY", ANOTHER);
            LauncherRun run = run("init");
            assertThat(run.exitCode()).isEqualTo(6);
            assertThat(run.err()).contains("does not open 1 of the 1 data keys").doesNotContain("\tat ");
            assertThat(json("init")).containsEntry("error/kind", "master_key_mismatch");
        }

        @Test
        void endsWithSixWhereTheKeyIsNone() {
            environment.put("NETRAVEN_ENCRYPTION_KEY", "short");
            assertThat(json("init")).containsEntry("exitCode", "6").containsEntry("error/kind", "master_key_unusable");
        }
    }

    @Nested
    final class Status {

        @Test
        void tellsTheKeyringAndProvesIt() {
            run("init");
            store("a");
            LauncherRun run = run("status");
            assertThat(run.exitCode()).isZero();
            assertThat(run.out())
                    .contains("keyring     1 data key, ", "is active since 0 days", "the master key opens it");
            assertThat(json("status"))
                    .containsEntry("keyring/proven", "true")
                    .containsEntry("keyring/rotationDue", "false")
                    .containsEntry("keyring/pendingRows", "0")
                    .containsEntry("keyring/keys/0/rows", "1");
        }

        @Test
        void provesNothingWithoutAMasterKeyAndTellsADueRotation() throws SQLException {
            run("init");
            execute("UPDATE netraven.encryption_keys SET activated_at = now() - interval '91 days'");
            environment.remove("NETRAVEN_ENCRYPTION_KEY");
            assertThat(json("status"))
                    .containsEntry("keyring/proven", "false")
                    .containsEntry("keyring/rotationDue", "true");
            assertThat(run("status").out()).contains("is active since 91 days", "rotation    due");
        }

        @Test
        void endsWithSixUnderAnotherMasterKey() {
            run("init");
            environment.put("NETRAVEN_ENCRYPTION_KEY", ANOTHER);
            assertThat(json("status"))
                    .containsEntry("exitCode", "6")
                    .containsEntry("error/kind", "master_key_mismatch");
        }

        @Test
        void tellsThatThereIsNoKeyYetAndNothingWhereThereAreNoTables() throws SQLException {
            assertThat(run("status").out()).contains("keyring     no data key yet");
            execute("DROP SCHEMA netraven CASCADE");
            assertThat(json("status")).containsEntry("state", "EMPTY").containsEntry("keyring", "null");
        }

        @Test
        void goesOnWhereTheRoleMayNotReadTheKeys() throws SQLException {
            run("init");
            String role = database.name() + "_looker";
            execute("CREATE ROLE " + role + " LOGIN PASSWORD 'hidden'");
            try {
                execute("GRANT USAGE ON SCHEMA netraven TO " + role);
                execute("GRANT SELECT ON ALL TABLES IN SCHEMA netraven TO " + role);
                execute("REVOKE SELECT ON netraven.encryption_keys FROM " + role);
                environment.put("POSTGRES_USER", role);
                environment.put("POSTGRES_PASSWORD", "hidden");
                LauncherRun run = run("status");
                assertThat(run.exitCode()).as(run.err()).isZero();
                assertThat(run.out()).contains("READY", "keyring     not read: ");
            } finally {
                execute("DROP OWNED BY " + role);
                execute("DROP ROLE " + role);
            }
        }
    }

    @Nested
    final class Generate {

        @Test
        void printsAKeyThatInitTakes() {
            LauncherRun run = LauncherRun.of(Map.of(), "keys", "generate");
            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).matches("base64:[A-Za-z0-9+/]{43}=\n");
            environment.put("NETRAVEN_ENCRYPTION_KEY", run.out().strip());
            assertThat(json("init")).containsEntry("keyring/state", "CREATED");
            assertThat(JsonText.read(LauncherRun.of(Map.of(), "keys", "generate", "--format=json")
                            .out()))
                    .containsKey("masterKey")
                    .containsEntry("file", "null");
        }

        @Test
        @DisabledOnOs(OS.WINDOWS)
        void writesAFileThatOnlyItsOwnerReadsAndNeverOverwritesOne() throws IOException {
            Path file = folder.resolve("master.key");
            LauncherRun run = LauncherRun.of(Map.of(), "keys", "generate", "--out", file.toString());
            assertThat(run.exitCode()).as(run.err()).isZero();
            String key = Files.readString(file).strip();
            assertThat(run.out()).startsWith("WRITTEN").doesNotContain(key);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            LauncherRun again = LauncherRun.of(Map.of(), "keys", "generate", "--out", file.toString());
            assertThat(again.exitCode()).isEqualTo(2);
            assertThat(again.err()).contains("is there already");
            assertThat(Files.readString(file).strip()).isEqualTo(key);
            assertThat(LauncherRun.of(
                                    Map.of(),
                                    "keys",
                                    "generate",
                                    "--out",
                                    folder.resolve("no/such").toString())
                            .exitCode())
                    .isEqualTo(2);
        }
    }

    @Nested
    final class Listing {

        @Test
        void needsNoMasterKey() {
            environment.remove("NETRAVEN_ENCRYPTION_KEY");
            assertThat(run("keys", "list").out()).startsWith("EMPTY");
            environment.put("NETRAVEN_ENCRYPTION_KEY", KEY);
            run("init");
            store("a");
            environment.remove("NETRAVEN_ENCRYPTION_KEY");
            assertThat(run("keys", "list").out()).contains("state", "active", "rows");
            assertThat(json("keys", "list"))
                    .containsEntry("command", "keys list")
                    .containsEntry("keys/0/state", "active")
                    .containsEntry("keys/0/rows", "1");
        }

        @Test
        void saysThatInitComesFirst() throws SQLException {
            execute("DROP SCHEMA netraven CASCADE");
            LauncherRun run = run("keys", "list");
            assertThat(run.exitCode()).isEqualTo(7);
            assertThat(run.err()).contains("run init first").doesNotContain("\tat ");
        }
    }

    @Nested
    final class Rotate {

        @Test
        void bringsAllSecretsUnderANewKeyAndTellsItsProgress() throws SQLException {
            run("init");
            store("a");
            store("b");
            LauncherRun run = run("keys", "rotate", "--force", "--workers", "1", "--batch-rows", "1");
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).startsWith("ROTATED").contains("rows        2 encrypted anew");
            assertThat(run.err().lines().findFirst().orElse(""))
                    .matches("\\{\"event\":\"progress\",\"table\":\"credentials\",\"rows\":1,\"total\":2,"
                            + "\"rowsPerSecond\":\\d+}");
            assertThat(ask("SELECT count(*) FROM netraven.credentials c JOIN netraven.encryption_keys k"
                            + " ON k.id = c.key_id WHERE k.state = 'active'"))
                    .isEqualTo("2");
            assertThat(json("keys", "rotate", "--quiet"))
                    .containsEntry("newKey", "false")
                    .containsEntry("rows", "0")
                    .containsEntry("passedOverRows", "0");
        }

        @Test
        void endsWithSixWhereARowCannotBeDecrypted() throws SQLException {
            run("init");
            store("a");
            execute("UPDATE netraven.credentials SET password = set_byte(password, 40, get_byte(password, 40) # 1)");
            LauncherRun run = run("keys", "rotate", "--force");
            assertThat(run.exitCode()).isEqualTo(6);
            assertThat(run.out()).startsWith("INCOMPLETE").contains("credential.password");
            assertThat(json("keys", "rotate"))
                    .containsEntry("exitCode", "6")
                    .containsEntry("passedOverRows", "1")
                    .containsEntry("passedOver/0/table", "credentials")
                    .containsEntry("passedOver/0/secret", "credential.password");
        }

        @Test
        void refusesOptionsThatMakeNoSense() {
            assertThat(run("keys", "rotate", "--force", "--older-than", "1d").exitCode())
                    .isEqualTo(2);
            assertThat(run("keys", "rotate", "--workers", "0").exitCode()).isEqualTo(2);
            assertThat(run("keys", "rotate", "--workers", "x").err()).contains("--workers: \"x\" is no number");
            assertThat(run("keys", "rotate", "--older-than", "x").err()).contains("--older-than: ");
        }

        @Test
        void needsAMasterKey() {
            environment.remove("NETRAVEN_ENCRYPTION_KEY");
            assertThat(json("keys", "rotate"))
                    .containsEntry("exitCode", "6")
                    .containsEntry("error/kind", "master_key_missing");
        }

        @Test
        void goesByTheAgeThatIsGiven() throws SQLException {
            run("init");
            execute("UPDATE netraven.encryption_keys SET activated_at = now() - interval '31 days'");
            assertThat(json("keys", "rotate", "--older-than", "32d")).containsEntry("newKey", "false");
            assertThat(json("keys", "rotate", "--older-than", "30d")).containsEntry("newKey", "true");
        }
    }

    @Nested
    final class Rewrap {

        @Test
        void putsTheKeysUnderAnotherMasterKey() {
            run("init");
            store("a");
            environment.put("NETRAVEN_ENCRYPTION_KEY_PREVIOUS", KEY);
            environment.put("NETRAVEN_ENCRYPTION_KEY", ANOTHER);
            assertThat(json("status")).containsEntry("keyring/proven", "true");
            assertThat(json("keys", "rewrap")).containsEntry("rewrapped", "1");
            assertThat(run("keys", "rewrap").out()).startsWith("UNCHANGED");
            environment.remove("NETRAVEN_ENCRYPTION_KEY_PREVIOUS");
            assertThat(json("status")).containsEntry("keyring/proven", "true");
        }

        @Test
        void needsTheMasterKeyBefore() {
            run("init");
            assertThat(run("keys", "rewrap").err()).contains("NETRAVEN_ENCRYPTION_KEY_PREVIOUS_FILE");
        }
    }

    @Nested
    final class Retire {

        @Test
        void deletesAKeyThatNothingIsUnder() throws SQLException {
            run("init");
            store("a");
            String first = ask("SELECT id FROM netraven.encryption_keys");
            assertThat(json("keys", "retire", "--key", first))
                    .containsEntry("exitCode", "6")
                    .containsEntry("error/kind", "key_in_use");
            run("keys", "rotate", "--force");
            assertThat(run("keys", "retire", "--key", first).out()).startsWith("RETIRED");
            assertThat(json("keys", "retire", "--key", first)).containsEntry("error/kind", "not_found");
        }

        @Test
        void asksForAnId() {
            assertThat(run("keys", "retire").err()).contains("--key ID");
            assertThat(run("keys", "retire", "--key", "1-1-1-1-1").err()).contains("is no id");
        }
    }

    @Nested
    final class Backup {

        private String passphrase(String text) throws IOException {
            return Files.writeString(folder.resolve("passphrase"), text + "\n").toString();
        }

        @Tag("long")
        @Test
        void bringsBackWhatIsLostAndTellsFirst() throws IOException, SQLException {
            run("init");
            String file = folder.resolve("keys.nrk").toString();
            String passphrase = passphrase("seven small stones in a row");
            assertThat(json("keys", "backup", "--out", file, "--passphrase-file", passphrase))
                    .containsEntry("exitCode", "0")
                    .containsEntry("keys", "1");
            assertThat(run("keys", "backup", "--out", file, "--passphrase-file", passphrase)
                            .exitCode())
                    .isEqualTo(2);
            String key = ask("SELECT id FROM netraven.encryption_keys");
            execute("DELETE FROM netraven.encryption_keys");
            String[] restore = {"keys", "restore", "--in", file, "--passphrase-file", passphrase};
            assertThat(json(with(restore, "--dry-run")))
                    .containsEntry("dryRun", "true")
                    .containsEntry("keys/0/action", "ADD");
            assertThat(ask("SELECT count(*) FROM netraven.encryption_keys")).isEqualTo("0");
            assertThat(run(restore).out()).startsWith("RESTORED").contains(key);
            assertThat(ask("SELECT id FROM netraven.encryption_keys")).isEqualTo(key);
        }

        @Test
        @Tag("long")
        void endsWithSixUnderAnotherPassphraseAndWhereTheFileIsDamaged() throws IOException {
            run("init");
            Path file = folder.resolve("keys.nrk");
            run(
                    "keys",
                    "backup",
                    "--out",
                    file.toString(),
                    "--passphrase-file",
                    passphrase("seven small stones in a row"));
            String[] restore = {
                "keys",
                "restore",
                "--in",
                file.toString(),
                "--passphrase-file",
                passphrase("seven large stones in a row")
            };
            assertThat(json(restore)).containsEntry("exitCode", "6").containsEntry("error/kind", "wrong_passphrase");
            Files.write(file, new byte[] {1, 2, 3});
            assertThat(json(restore)).containsEntry("exitCode", "6").containsEntry("error/kind", "file_damaged");
        }

        @Test
        void namesAFileThatIsMissing() throws IOException {
            run("init");
            String passphrase = passphrase("seven small stones in a row");
            assertThat(run("keys", "restore", "--in", "missing", "--passphrase-file", passphrase)
                            .exitCode())
                    .isEqualTo(2);
            assertThat(run("keys", "restore").err()).contains("--in FILE");
        }

        private String[] with(String[] args, String more) {
            List<String> all = new ArrayList<>(List.of(args));
            all.add(more);
            return all.toArray(new String[0]);
        }
    }

    @Nested
    final class Failures {

        @Test
        void ofTheConnectionAreToldWithoutAStackTrace() {
            environment.put("POSTGRES_PORT", "1");
            LauncherRun run = run("keys", "list");
            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(run.err()).doesNotContain("\tat ");
        }

        @Test
        void ofTheLoginAreToldWithoutAStackTrace() {
            environment.put("POSTGRES_DB", "no_such_database");
            assertThat(json("keys", "list"))
                    .containsEntry("exitCode", "4")
                    .containsEntry("error/kind", "database_failed")
                    .containsEntry("error/sqlState", "3D000");
        }
    }
}
