package io.netraven.launcher.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.NetRavenSchema;
import io.netraven.launcher.testing.Sql;
import io.netraven.schema.SchemaModel;
import io.netraven.schema.testing.ScratchDatabase;
import io.netraven.schema.testing.TestDatabase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A command that fails, and after it what its message says to do. One database serves all of them. */
@SuppressWarnings("NullAway.Init")
@TestMethodOrder(org.junit.jupiter.api.MethodOrderer.MethodName.class)
final class CommandWaysOutTest {

    private static final String KEY = "base64:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String ANOTHER = KEY.replace("AAEC", "AQEC");
    private static final String LOGIN = "ways_out_login";
    private static final String MEMBERS = "ways_out_members";

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perClass().initializedWith(NetRavenSchema::model);

    @TempDir
    private static Path folder;

    @BeforeAll
    static void prepare() throws IOException, SQLException {
        for (String name : List.of("there", "secret", "passphrase")) {
            Files.writeString(folder.resolve(name), "the words of this file");
        }
        Files.writeString(folder.resolve("empty"), "");
        Files.writeString(folder.resolve("good.csv"), "name,username,tags\nfrom-csv,b,new\n");
        Files.writeString(folder.resolve("bad.csv"), "name,username,expires_at\nbad-csv,b,soon\n");
        Files.writeString(folder.resolve("repaired.csv"), "name,username,expires_at\nbad-csv,b,2027-01-31T12:00:00Z\n");
        Files.writeString(folder.resolve("quote.csv"), "name,username\nquo\"te,b\n");
        Files.writeString(folder.resolve("quoted.csv"), "name,username\n\"quo\"\"te\",b\n");
        Files.write(folder.resolve("latin.csv"), new byte[] {'n', 'a', 'm', 'e', (byte) 0xE4});
        Files.writeString(folder.resolve("lines.json"), "1");
        Files.writeString(folder.resolve("objects.json"), "{\"name\":\"from-json\",\"username\":\"b\"}");
        execute("CREATE ROLE " + LOGIN + " LOGIN PASSWORD 'hidden'", "CREATE ROLE " + MEMBERS);
        assertThat(run("init").exitCode()).isZero();
        assertThat(run("credentials add --name there --username b --secret-stdin --tag core --create-tags")
                        .exitCode())
                .isZero();
    }

    @AfterAll
    static void dropRoles() throws SQLException {
        execute("DROP OWNED BY " + LOGIN + ", " + MEMBERS, "DROP ROLE " + LOGIN + ", " + MEMBERS);
    }

    private static LauncherRun run(String command) {
        return run(database.current(), Map.of(), command);
    }

    private static LauncherRun run(ScratchDatabase where, Map<String, String> more, String command) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "POSTGRES_HOST", where.host(),
                "POSTGRES_PORT", Integer.toString(where.port()),
                "POSTGRES_DB", where.name(),
                "POSTGRES_USER", where.user(),
                "POSTGRES_PASSWORD", where.password(),
                "NETRAVEN_ENCRYPTION_KEY", KEY));
        environment.putAll(more);
        environment.values().removeIf(String::isEmpty);
        List<String> args = new ArrayList<>();
        for (String word : command.split(" ", -1)) {
            args.add(word.replace("$F", folder.toString()));
        }
        return LauncherRun.of(environment, "a secret", Terminal.NOBODY, args.toArray(new String[0]));
    }

    private static void execute(String... statements) throws SQLException {
        try (Connection connection = database.connect()) {
            for (String sql : statements) {
                Sql.execute(connection, sql);
            }
        }
    }

    private static void fails(LauncherRun run, ExitCode code, String message) {
        assertThat(run.out() + run.err()).contains(message);
        assertThat(run.exitCode()).isEqualTo(code.code());
    }

    private static void succeeds(LauncherRun run) {
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--verbose | Name a command first, one of | --help",
                "statsu | did you mean status? | status",
                "credentials add --name a3 --username b --secret-file $F/secret --secret-stdin | keep one of them"
                        + " | credentials add --name a3 --username b --secret-file $F/secret",
                "credentials add --name there --username b --no-secret | or update it"
                        + " | credentials update --name there --username c",
                "credentials add --name a7 --username b --no-secret --tag none | --create-tags makes it"
                        + " | credentials add --name a7 --username b --no-secret --tag none --create-tags",
                "credentials update --name there --username d --if-version 99 | read it again"
                        + " | credentials update --name there --username d",
                "credentials import --in $F/bad.csv --file-format csv | is no time such as"
                        + " | credentials import --in $F/repaired.csv --file-format csv",
                "credentials export --out $F/there --file-format csv | is there already"
                        + " | credentials export --out $F/e2 --file-format csv",
                "keys generate --out $F/there | is there already: name another one | keys generate --out $F/k1",
                "purge --audit-days x | neither a number of days from 1 | purge --audit-days 400 --dry-run",
                "init --statement-timeout 1ms --namespace slow | 57014 | init --namespace slow",
                "validate --namespace nowhere | DIFFERENT | validate"
            })
    void whatTheMessageSaysWorks(String bad, String wayOut, String good) {
        LauncherRun failed = run(bad);
        assertThat(failed.exitCode()).isNotZero();
        assertThat(failed.out() + failed.err()).contains(wayOut);
        succeeds(run(good));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "keys | --help | keys --help",
                "status --hots x | did you mean --host? | status --help",
                "ddl --namespace | --namespace needs a value | ddl --namespace other",
                "ddl --namespace a --namespace b | --namespace is given twice | ddl --namespace a",
                "status now | Unexpected argument \"now\" | status",
                "status --password x | use --password-file | status --help",
                "status --encryption-key x | use --encryption-key-file | status --help",
                "credentials add --name a1 --username b --secret x | --secret-stdin"
                        + " | credentials add --name a1 --username b --secret-stdin",
                "keys backup --out $F/b1 --passphrase x | --passphrase-file"
                        + " | keys backup --out $F/b1 --passphrase-file $F/passphrase",
                "keys backup --out $F/b2 | --passphrase-stdin | keys backup --out $F/b2 --passphrase-file $F/passphrase",
                "status --format xml | --format is text or json | status --format json",
                "credentials add --name a2 --username b | There is no terminal to ask for password on: use --secret-file"
                        + " | credentials add --name a2 --username b --secret-file $F/secret",
                "credentials add --name a4 --username b --secret-file $F/missing | cannot be read"
                        + " | credentials add --name a4 --username b --secret-file $F/empty",
                "credentials add --name a5 --no-secret | Name | credentials add --name a5 --username b --no-secret",
                "credentials add --name a6 --username b --no-secret --expires-at soon | write for example 2027"
                        + " | credentials add --name a6 --username b --no-secret --expires-at 2027-01-31T00:00:00Z",
                "credentials add --name there --username b --no-secret | choose another name, or update it"
                        + " | credentials add --name there-2 --username b --no-secret",
                "credentials tag --name there --tag another | --create-tags makes it"
                        + " | credentials tag --name there --tag another --create-tags",
                "credentials show | Name one credential: --name NAME, or --id ID | credentials show --name there",
                "credentials show --id x | is no id, such as | credentials list",
                "credentials show --name nobody | There is no credential | credentials list",
                "credentials update --name there | Name what to change, such as"
                        + " | credentials update --name there --description x",
                "credentials update --name there --part secret --secret-stdin | is none of password, enable_password"
                        + " | credentials update --name there --part enable_password --secret-stdin",
                "credentials import | Name what to import | credentials import --in $F/objects.json",
                "credentials import --in $F/good.csv --file-format csv | make the tag first, or let the import do so"
                        + " | credentials import --in $F/good.csv --file-format csv --create-tags",
                "credentials import --in $F/quote.csv --file-format csv | put the field into quotes"
                        + " | credentials import --in $F/quoted.csv --file-format csv",
                "credentials import --in $F/latin.csv --file-format csv | convert the file"
                        + " | credentials import --in $F/quoted.csv --file-format csv --skip-duplicates",
                "credentials import --in $F/lines.json | write one object a line"
                        + " | credentials import --in $F/objects.json --skip-duplicates",
                "credentials export --out $F/e1 --file-format xml | is none of json, csv, protected"
                        + " | credentials export --out $F/e1 --file-format csv",
                "keys rotate --force --older-than 1d | keep one of them | keys rotate --force",
                "keys generate --out $F/missing/k2 | its folder has to exist and be writable | keys generate --out $F/k2",
                "keys retire --key 01970000-0000-7000-8000-000000000000 | keys list shows those there are | keys list",
                "keys restore --in $F/missing --passphrase-file $F/passphrase | missing"
                        + " | keys restore --in $F/b1 --passphrase-file $F/passphrase",
                "docs --out $F/there | it has to be a folder, or a new one's name | docs --out $F/docs"
            })
    @Tag("long")
    void whatEveryOtherMessageSaysWorks(String bad, String wayOut, String good) {
        whatTheMessageSaysWorks(bad, wayOut, good);
    }

    @Test
    void anotherMasterKeyHidesNothingOfTheStatusAndTheRightOneOpens() {
        Map<String, String> wrong = Map.of("NETRAVEN_ENCRYPTION_KEY", ANOTHER);
        LauncherRun status = run(database.current(), wrong, "status");
        fails(status, ExitCode.KEY, "Set the master key that they were made under");
        assertThat(status.out()).contains("READY", "would say UP_TO_DATE", "the master key does not open it");
        Map<String, String> json = JsonText.read(
                run(database.current(), wrong, "status --format json").out());
        assertThat(json)
                .containsEntry("state", "READY")
                .containsEntry("exitCode", "6")
                .containsEntry("error/kind", "master_key_mismatch")
                .containsEntry("keyring/proven", "false");

        succeeds(run("status"));
        fails(run(database.current(), wrong, "init"), ExitCode.KEY, "Set the master key");
        succeeds(run("init"));
    }

    @Test
    void whereNoKeyIsActiveARotationMakesOne() throws SQLException {
        execute("UPDATE netraven.encryption_keys SET state = 'decrypt_only'");
        fails(run("init"), ExitCode.KEY, "run keys rotate");
        fails(run("credentials list"), ExitCode.KEY, "run keys rotate");
        Map<String, String> without = Map.of("NETRAVEN_ENCRYPTION_KEY", "");
        assertThat(run(database.current(), without, "status").out())
                .contains("none is active: keys rotate makes a new active one");
        succeeds(run("keys rotate"));
        succeeds(run("credentials list"));
    }

    @Test
    void noMasterKeyIsReplacedByOneThatInitTakes() throws IOException {
        ScratchDatabase empty = database.anotherEmpty();
        Map<String, String> without = new HashMap<>(Map.of("NETRAVEN_ENCRYPTION_KEY", ""));
        succeeds(run(empty, without, "init"));
        fails(run(empty, without, "keys rotate"), ExitCode.KEY, "keys generate makes one");
        succeeds(run(empty, without, "keys generate --out $F/master.key"));
        without.put("NETRAVEN_ENCRYPTION_KEY_FILE", folder.resolve("master.key").toString());
        fails(run(empty, without, "keys rotate"), ExitCode.KEY, "run init with the master key");
        succeeds(run(empty, without, "init"));
        succeeds(run(empty, without, "keys rotate"));
        fails(run(empty, without, "keys rewrap"), ExitCode.KEY, "set NETRAVEN_ENCRYPTION_KEY_PREVIOUS_FILE");
        without.put(
                "NETRAVEN_ENCRYPTION_KEY_PREVIOUS_FILE",
                folder.resolve("master.key").toString());
        succeeds(run(empty, without, "keys generate --out $F/master-new.key"));
        without.put(
                "NETRAVEN_ENCRYPTION_KEY_FILE", folder.resolve("master-new.key").toString());
        succeeds(run(empty, without, "keys rewrap"));
    }

    @Test
    void whereTheTablesAreNotThereInitMakesThem() {
        ScratchDatabase empty = database.anotherEmpty();
        fails(run(empty, Map.of(), "keys list"), ExitCode.STATEMENT_FAILED, "run init first");
        fails(run(empty, Map.of(), "purge --audit-days 400"), ExitCode.STATEMENT_FAILED, "run init first");
        assertThat(run(empty, Map.of(), "status").out()).contains("EMPTY", "init creates it");
        succeeds(run(empty, Map.of(), "init"));
        succeeds(run(empty, Map.of(), "keys list"));
        succeeds(run(empty, Map.of(), "purge --audit-days 400"));
    }

    @Test
    void whatWaitsNeedsTheSettingsOfItsInit() throws SQLException {
        ScratchDatabase empty = database.anotherEmpty();
        try (Connection connection = empty.connect()) {
            Sql.execute(connection, "CREATE EXTENSION pgcrypto; CREATE EXTENSION \"uuid-ossp\"");
        }
        succeeds(run(empty, Map.of(), "init --no-extensions"));
        fails(
                run(empty, Map.of(), "wait --wait 200ms"),
                ExitCode.NOT_READY,
                "from another model than this program has");
        succeeds(run(empty, Map.of("NETRAVEN_EXTENSIONS", "false"), "wait --wait 200ms"));
        succeeds(run(empty, Map.of(), "init"));
        succeeds(run(empty, Map.of(), "wait --wait 200ms"));
    }

    /** Other OIDs after a restore: nothing differs, and init records what there is. */
    @Test
    void aSchemaThatHasChangedAndIsEqualIsRecordedByInit() throws SQLException {
        ScratchDatabase other = database.anotherEmpty();
        succeeds(run(other, Map.of(), "init"));
        try (Connection connection = other.connect()) {
            Sql.execute(connection, "UPDATE netraven.schema_history SET catalog_fingerprint = 'of another database'");
        }
        assertThat(run(other, Map.of(), "status").out()).contains("CHANGED", "validate tells how", "init records it");
        assertThat(run(other, Map.of(), "validate").out()).startsWith("EQUAL");
        succeeds(run(other, Map.of(), "init"));
        assertThat(run(other, Map.of(), "status").out()).startsWith("READY");
    }

    @Test
    void aBreakingDifferenceIsToldWithItsHazardByTheStatusToo() throws SQLException {
        ScratchDatabase other = database.anotherEmpty();
        succeeds(run(other, Map.of(), "init"));
        try (Connection connection = other.connect()) {
            Sql.execute(connection, "ALTER TABLE netraven.tags ALTER description TYPE character(100)");
        }
        assertThat(run(other, Map.of(), "status").out())
                .contains("would refuse")
                .containsPattern("tags\\.description: type is .*\\(may lose data or fail on the data there is\\)");
        fails(run(other, Map.of(), "init"), ExitCode.DIFFERENCES, "Apply what plan prints by hand");
        try (Connection connection = other.connect()) {
            Sql.execute(connection, "ALTER TABLE netraven.tags ALTER description TYPE text");
        }
        succeeds(run(other, Map.of(), "init"));
    }

    @Test
    void aLoginThatIsMadeAMemberWaitsAndWorks() throws SQLException {
        ScratchDatabase here = database.current();
        Map<String, String> login = Map.of("POSTGRES_USER", LOGIN, "POSTGRES_PASSWORD", "hidden");
        succeeds(run("init --application-role " + MEMBERS));
        fails(run(here, login, "wait --wait 200ms"), ExitCode.ACCESS, "Make it a member of a role that has it");
        fails(run(here, login, "keys list"), ExitCode.ACCESS, "The role may not do this");
        fails(run(here, login, "purge --audit-days 400"), ExitCode.ACCESS, "Run purge as the owner of the tables");
        execute("GRANT " + MEMBERS + " TO " + LOGIN);
        succeeds(run(here, login, "wait --wait 200ms"));
        succeeds(run(here, login, "credentials list"));
        succeeds(run("purge --audit-days 400"));
    }

    @Test
    void aTagThatCsvCannotSayIsExportedAsJson() {
        ScratchDatabase other = database.anotherEmpty();
        succeeds(run(other, Map.of(), "init"));
        succeeds(run(other, Map.of(), "credentials add --name a --username b --no-secret --tag a;b --create-tags"));
        fails(
                run(other, Map.of(), "credentials export --out $F/tag.csv --file-format csv"),
                ExitCode.USAGE,
                "export JSON");
        succeeds(run(other, Map.of(), "credentials export --out $F/tag.json --file-format json"));
    }

    @Test
    void rolesThatAModelDoesNotKnowAreLeftOut() throws IOException {
        SchemaModel model =
                SchemaModel.named("lending", "1").entities(List.of(Loan.class)).build();
        Files.writeString(folder.resolve("model.sql"), model.script());
        ScratchDatabase other = database.anotherEmpty();
        String init = "init --model $F/model.sql";
        fails(run(other, Map.of(), init + " --application-role x"), ExitCode.USAGE, "leave out those");
        fails(run(other, Map.of(), init + "2"), ExitCode.USAGE, "name the file to which the service's build wrote");
        succeeds(run(other, Map.of("NETRAVEN_ENCRYPTION_KEY", ""), init));
    }

    /** The only table of a model that knows no roles. */
    @Entity
    @Table(name = "loans")
    private static final class Loan {
        @Id
        @Column(name = "id")
        @SuppressWarnings("UnusedVariable")
        private long id;
    }

    @Test
    void aSettingOfTheDatabaseThatIsMissingIsSetOrTheDaysAreNamed() throws SQLException {
        String key = "system.audit_log_retention_days";
        execute("DELETE FROM netraven.admin_settings WHERE key = '" + key + "'");
        LauncherRun failed = run("purge --audit-days setting");
        assertThat(failed.exitCode()).isNotZero();
        assertThat(failed.err()).contains("set it, or name the days");
        succeeds(run("purge --audit-days 400"));
        execute("INSERT INTO netraven.admin_settings (id, key, value, value_type, category)"
                + " VALUES (gen_random_uuid(), '" + key + "', '365', 'number', 'system')");
        succeeds(run("purge --audit-days setting"));
    }
}
