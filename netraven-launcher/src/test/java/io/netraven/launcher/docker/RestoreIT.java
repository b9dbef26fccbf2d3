package io.netraven.launcher.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netraven.launcher.alteration.LocalPostgres;
import io.netraven.launcher.docker.Script.Ended;
import io.netraven.launcher.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Restores on a real server, as the owner of the database, who is not a superuser, mostly with the command in this process.
 * CommandsIT runs the script.
 */
@Order(1) // One of the longest.
class RestoreIT {

    private static final Pattern RESTORED = Pattern.compile("restored into (\\w+)|(\\w+) is kept: ");

    private static LocalPostgres server;
    private static Path backup;

    private Path folder;
    private Surroundings surroundings;

    @BeforeAll
    static void start(@TempDir Path backups, @TempDir Path programs) throws IOException, SQLException {
        assumeTrue(LocalPostgres.find().isPresent(), "no PostgreSQL with pg_dump is installed on this machine");
        server = LocalPostgres.start(LocalPostgres.find().orElseThrow());
        server.execute("postgres", "ALTER SYSTEM SET wal_level = logical");
        server.execute("postgres", "ALTER SYSTEM SET max_prepared_transactions = 5");
        server.stopAtOnce();
        server.startAgain();
        server.execute("postgres", "CREATE ROLE netraven LOGIN CREATEDB IN ROLE pg_signal_backend");
        server.execute("postgres", "CREATE ROLE reports");
        server.execute("postgres", "CREATE DATABASE source OWNER netraven");
        try (Connection owner = server.dataSource("source").getConnection("netraven", "")) {
            execute(owner, "ALTER DATABASE source SET work_mem = '8MB'");
            execute(owner, "REVOKE CONNECT, TEMPORARY ON DATABASE source FROM PUBLIC");
            execute(owner, "GRANT CONNECT ON DATABASE source TO reports");
        }
        Surroundings surroundings = Surroundings.on(server, "source", programs)
                .with("POSTGRES_USER", "netraven")
                .with("BACKUP_FOLDER", backups);
        assertThat(Operation.command(surroundings, "init").run().exitCode()).isZero();
        server.execute("source", "INSERT INTO netraven.tags (id, name) VALUES (gen_random_uuid(), 'of the backup')");
        server.execute("source", "GRANT USAGE ON SCHEMA netraven TO reports");
        server.execute("source", "GRANT SELECT ON netraven.tags TO reports");
        assertThat(Operation.backup(surroundings).exitCode()).isZero();
        backup = new BackupFolder(backups).only();
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void surround(@TempDir Path programs) throws IOException {
        folder = programs;
        surroundings = Surroundings.on(server, "target", programs).with("POSTGRES_USER", "netraven");
    }

    @AfterEach
    void dropAll() throws SQLException {
        for (String database : databases()) {
            server.execute("postgres", "DROP DATABASE \"" + database + "\" WITH (FORCE)");
        }
    }

    @Test
    void makesTheDatabaseThatIsNotThereWithItsSettingsAndPrivileges() throws Exception {
        Ended ended = restore(backup.toString());

        assertThat(ended.output()).contains("target is restored from " + backup).doesNotContain("Note:");
        isRestored("target");
        assertThat(databases()).containsExactly("target");
        assertThat(server.ask("target", "SELECT current_setting('search_path') || ' ' || current_setting('work_mem')"))
                .isEqualTo("netraven, public 8MB");
        assertThat(server.ask(
                        "target",
                        "SELECT has_database_privilege('reports', 'target', 'CONNECT') || ' '"
                                + " || has_database_privilege('reports', 'target', 'TEMPORARY') || ' '"
                                + " || has_table_privilege('reports', 'netraven.tags', 'SELECT')"))
                .isEqualTo("true false true");
        assertThat(server.ask("target", "SELECT count(*) FROM pg_stats WHERE schemaname = 'netraven'"))
                .isNotEqualTo("0");
    }

    @Tag("long")
    @Test
    void theNextCommandThatTheScriptPrintsWorksWordForWord() throws Exception {
        fillTarget();
        Path older = backupWithout("DROP INDEX netraven.ix_devices_hostname");

        Ended ended = Script.run(
                surroundings.with("POSTGRES_DB", "other"),
                "restore.sh",
                older.toString(),
                "--replace",
                "--database",
                "target");

        assertThat(ended.exitCode()).as(ended.output()).isEqualTo(1);
        List<String> next = ended.output()
                .lines()
                .filter(line -> line.matches(" +(next|then) .*"))
                .map(line -> line.replaceFirst("^ +(next|then) +", ""))
                .toList();
        assertThat(next).hasSize(2);
        for (String command : next) {
            Ended done = Script.run(surroundings.with("POSTGRES_DB", "other"), "sh", "-c", command);
            assertThat(done.exitCode()).as(done.output()).isZero();
        }
        isRestored("target");
    }

    @Tag("long")
    @Test
    void takesThePlaceOfAnEmptyDatabaseAndKeepsItsOwner() throws Exception {
        server.execute("postgres", "CREATE DATABASE target OWNER netraven");
        server.execute("target", "CREATE SCHEMA netraven; CREATE EXTENSION pgcrypto");

        restore(backup.toString());

        isRestored("target");
        assertThat(databases()).containsExactly("target");
    }

    @Tag("long")
    @Test
    void keepsWhatCameIntoAnEmptyDatabaseMeanwhile() throws Exception {
        server.execute("postgres", "CREATE DATABASE target OWNER netraven");
        Surroundings busy = surroundings.withProgram(
                folder,
                "pg_restore",
                "case \"$*\" in *--dbname*) psql -qd target -c \"CREATE TABLE precious AS SELECT 'data' AS text\" ;; esac\n"
                        + "exec " + program("pg_restore") + " \"$@\"");

        Ended ended = Operation.restore(busy, backup.toString());

        isRestored("target");
        assertThat(ended.output()).contains("kept", "DROP DATABASE");
        assertThat(server.ask(kept(), "SELECT text FROM precious")).isEqualTo("data");
    }

    /** What else counts: DatabaseContentTest. */
    @Test
    void aDatabaseWithoutTablesMayStillHoldSomething() throws Exception {
        server.execute("postgres", "CREATE DATABASE target OWNER netraven");
        server.execute("target", "SELECT lo_create(1234)");

        Ended ended = failsWith(4, backup.toString());

        assertThat(ended.output()).contains("target holds large object 1234", "--replace");
        assertThat(databases()).containsExactly("target");
    }

    /** The oracle is pg_dump, which writes down all that it knows of a database. */
    @Tag("long")
    @Test
    void bringsOneOfEverythingBack() throws Exception {
        server.execute(
                "postgres",
                "CREATE DATABASE whole OWNER netraven TEMPLATE template0 LOCALE_PROVIDER icu"
                        + " ICU_LOCALE 'de-DE' LC_COLLATE 'C' LC_CTYPE 'C'");
        assertThat(Operation.command(surroundings.with("POSTGRES_DB", "whole"), "init")
                        .run()
                        .exitCode())
                .isZero();
        server.execute("whole", OneOfEverything.OBJECTS);
        for (String statement : OneOfEverything.OF_DATABASE) {
            server.execute("postgres", statement);
        }
        String before = dumped("whole");
        Surroundings administrator = surroundings.with("POSTGRES_USER", "postgres");
        Path made = backupOf("whole", administrator);
        Ended proven = Operation.restore(administrator, made.toString(), "--prove");
        assertThat(proven.exitCode()).as(proven.output()).isZero();
        assertThat(proven.output()).doesNotContain("Not as in the backup", "left over");
        assertThat(databases()).isEmpty();
        dropWhole();

        Ended ended = Operation.restore(administrator, made.toString(), "--database", "whole");

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.output()).doesNotContain("Note:");
        assertThat(dumped("whole")).isEqualTo(before);
        assertThat(server.ask("whole", "SELECT encode(lo_get(7), 'escape')")).isEqualTo("large");
        dropWhole();
    }

    private static void dropWhole() throws SQLException {
        server.execute("postgres", "ALTER DATABASE whole RESET default_transaction_read_only");
        server.execute("whole", "ALTER SUBSCRIPTION s SET (slot_name = NONE)");
        server.execute("whole", "DROP SUBSCRIPTION s");
        server.execute("postgres", "DROP DATABASE whole WITH (FORCE)");
    }

    /** The statements that make a database as it is, sorted: their order may follow identifiers. */
    private String dumped(String database) throws IOException {
        Ended ended = Script.run(
                surroundings,
                "pg_dump",
                "--host=127.0.0.1",
                "--port=" + server.port(),
                "--username=postgres",
                "--create",
                "--schema-only",
                database);
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.output()).contains("CREATE EVENT TRIGGER", "CREATE SUBSCRIPTION", "CREATE POLICY");
        return ended.output()
                .lines()
                .filter(line -> !line.startsWith("\\"))
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    @Tag("long")
    @Test
    void aLocaleThatTheServerLacksIsTold() throws Exception {
        Path odd = folder.resolve("odd.dump");
        Files.copy(backup, odd);
        Files.copy(Path.of(backup + ".sha256"), Path.of(odd + ".sha256"));
        Surroundings elsewhere = surroundings.withProgram(
                folder,
                "pg_restore",
                "case \"$*\" in *--create*) " + program("pg_restore")
                        + " \"$@\" | sed \"s/LOCALE = 'C'/LOCALE = 'xx_XX'/\" ;;" + " *) exec " + program("pg_restore")
                        + " \"$@\" ;; esac");

        Ended ended = Operation.restore(elsewhere, odd.toString());

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.output()).contains("cannot create the database as it was backed up", "sort order");
        isRestored("target");
    }

    @Test
    void toleratedDifferencesAreToldAndPassedOver() throws Exception {
        server.execute(
                "source",
                "SET ROLE netraven; CREATE INDEX report_ix ON netraven.devices (created_at);"
                        + " CREATE TABLE netraven.other_program (x integer)");
        Path tolerated = anotherBackup();
        server.execute("source", "DROP INDEX netraven.report_ix; DROP TABLE netraven.other_program");

        Ended ended = restore(tolerated.toString());

        assertThat(ended.output()).contains("Tolerated: ", "report_ix", "other_program");
        isRestored("target");
    }

    @Test
    void breakingDifferencesCanBeTakenAsTheyAre() throws Exception {
        Path older = backupWithout("DROP INDEX netraven.ix_devices_hostname");
        Ended ended = failsWith(1, older.toString());
        assertThat(ended.output()).contains("ix_devices_hostname", "--accept-differences");

        assertThat(restore("--swap", restored(ended), "--accept-differences").output())
                .contains("Breaking: ", "target is restored");
        isRestored("target");
    }

    @Test
    void isRefusedOverDataAndTouchesNothing() throws Exception {
        fillTarget();
        String before = server.ask("postgres", "SELECT string_agg(datname || oid, ',' ORDER BY oid) FROM pg_database");

        Ended ended = failsWith(4, backup.toString());

        assertThat(ended.output()).contains("target holds table public.precious", "--replace");
        assertThat(server.ask("postgres", "SELECT string_agg(datname || oid, ',' ORDER BY oid) FROM pg_database"))
                .isEqualTo(before);
        assertThat(server.ask("target", "SELECT text FROM precious")).isEqualTo("data");
    }

    @Test
    void keepsWhatItReplacesAndEndsSessionsThatComeBackAllTheTime() throws Exception {
        fillTarget();
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        List<Thread> services = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread service = new Thread(() -> {
                while (!done.get()) {
                    try (Connection connection = server.dataSource("target").getConnection("netraven", "")) {
                        begun.incrementAndGet();
                        while (!done.get()) {
                            execute(connection, "SELECT pg_sleep(0.01)");
                        }
                    } catch (SQLException e) {
                        ended.incrementAndGet();
                    }
                }
            });
            service.start();
            services.add(service);
        }
        try {
            Await.until(() -> begun.get() >= services.size());
            assertThat(restore(backup.toString(), "--replace").output()).contains("DROP DATABASE \"" + kept() + "\"");
        } finally {
            done.set(true);
            for (Thread service : services) {
                service.join();
            }
        }
        isRestored("target");
        assertThat(ended).hasPositiveValue();
        assertThat(server.ask(kept(), "SELECT text FROM precious")).isEqualTo("data");
        assertThat(databases()).hasSize(2);
    }

    @Tag("long")
    @Test
    void aDatabaseThatWasClosedIsToldAndReplaced() throws Exception {
        fillTarget();
        server.execute("postgres", "ALTER DATABASE target ALLOW_CONNECTIONS false");

        assertThat(failsWith(4, backup.toString()).output())
                .contains("takes no connections", "ALTER DATABASE \"target\" ALLOW_CONNECTIONS true");
        restore(backup.toString(), "--replace");

        isRestored("target");
    }

    @Tag("long")
    @Test
    void aPreparedTransactionIsNamedAndTheSwapGoesOnAfterIt() throws Exception {
        fillTarget();
        server.execute("target", "BEGIN; INSERT INTO precious VALUES ('more'); PREPARE TRANSACTION 'held'");

        Ended ended = failsWith(6, backup.toString(), "--replace");

        assertThat(ended.output()).contains("prepared transaction held", "ROLLBACK PREPARED 'held'");
        server.execute("target", "COMMIT PREPARED 'held'");
        restore("--swap", restored(ended), "--replace");
        isRestored("target");
    }

    @Tag("long")
    @Test
    void aReplicationSlotIsNamed() throws Exception {
        fillTarget();
        server.execute("target", "SELECT pg_create_logical_replication_slot('cdc', 'test_decoding')");

        Ended ended = restore(backup.toString(), "--replace");

        assertThat(ended.output()).contains("Replication slot cdc belongs to " + kept());
        isRestored("target");
        server.execute("postgres", "SELECT pg_drop_replication_slot('cdc')");
    }

    @Tag("long")
    @Test
    void anExtensionThatOnlyASuperuserCreatesIsLeftOut() throws Exception {
        server.execute("source", "CREATE EXTENSION pg_stat_statements");
        Path monitored = anotherBackup();
        server.execute("source", "DROP EXTENSION pg_stat_statements");

        Ended ended = restore(monitored.toString());

        assertThat(ended.output()).contains("Extension pg_stat_statements is left out");
        isRestored("target");
    }

    @Tag("long")
    @Test
    void aProofLeavesNothingAndIsRecorded() throws Exception {
        Path proven = anotherBackup();

        assertThat(restore(proven.toString(), "--prove").output()).contains("PROVEN");

        assertThat(databases()).isEmpty();
        assertThat(restore(proven.toString(), "--check").output()).contains("proven by a restore");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 11, 2000, -1})
    void noticesDamageAtEveryPlaceBeforeItAsksTheServer(int place) throws Exception {
        byte[] bytes = Files.readAllBytes(backup);
        bytes[place < 0 ? bytes.length + place : place] ^= 1;

        Ended ended = checked(3, copy(bytes).toString());

        assertThat(ended.output()).contains("is not what was backed up: its SHA-256 differs");
    }

    @Test
    void noticesWhatIsMissingOrTooMuch() throws Exception {
        byte[] bytes = Files.readAllBytes(backup);
        for (int length : new int[] {0, 1, 100, bytes.length / 2, bytes.length - 1, bytes.length + 1}) {
            checked(3, copy(Arrays.copyOf(bytes, length)).toString());
        }
        Path whole = copy(bytes);
        Files.writeString(Path.of(whole + ".sha256"), "0000", UTF_8);
        assertThat(checked(3, whole.toString()).output()).contains("The checksum file is unusable");
        Files.delete(Path.of(whole + ".sha256"));
        assertThat(checked(3, whole.toString()).output()).contains("is missing", "--without-checksum");
        assertThat(checked(0, whole.toString(), "--without-checksum").output()).contains("can be restored");
        assertThat(checked(3, copy(Arrays.copyOf(bytes, bytes.length / 2)).toString(), "--without-checksum")
                        .output())
                .contains("cannot be read whole");
    }

    @Test
    void aProgramThatIsTooOldIsToldFromADamagedBackup() throws Exception {
        byte[] bytes = Files.readAllBytes(backup);
        bytes[6] = 16; // The archive format of PostgreSQL 17.

        Ended ended = checked(2, copy(bytes).toString(), "--without-checksum");

        assertThat(ended.output()).contains("is too old", "client programs of PostgreSQL 17 or later");
    }

    /** As pg_restore of PostgreSQL 17 does: it sets a parameter that servers before 17 do not have. */
    @Tag("long")
    @Test
    void aNewerProgramRestoresIntoAnOlderServerThroughPsql() throws Exception {
        Surroundings newer = surroundings.withProgram(
                folder,
                "pg_restore",
                "case \"$*\" in --version) echo 'pg_restore (PostgreSQL) 17.2'; exit ;;"
                        + " *--dbname*) exit 1 ;; *--file=-*) echo 'SET transaction_timeout = 0;' ;; esac\nexec "
                        + program("pg_restore") + " \"$@\"");

        Ended ended = Operation.restore(newer, backup.toString());

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        isRestored("target");
    }

    @Test
    void namesTheRolesThatAreMissing() throws Exception {
        server.execute("source", "CREATE ROLE \"odd Role\"; CREATE ROLE deployer; CREATE ROLE tenant");
        server.execute("source", "GRANT SELECT ON netraven.tags TO \"odd Role\"");
        server.execute("source", "ALTER DEFAULT PRIVILEGES FOR ROLE deployer GRANT SELECT ON TABLES TO netraven");
        server.execute(
                "source",
                "SET ROLE netraven; CREATE TABLE netraven.notes (t text); CREATE POLICY p ON netraven.notes TO tenant");
        Path other = anotherBackup();
        server.execute("source", "DROP TABLE netraven.notes");
        server.execute("source", "DROP OWNED BY \"odd Role\", deployer, tenant");
        server.execute("source", "DROP ROLE \"odd Role\", deployer, tenant");

        Ended ended = failsWith(4, other.toString());

        assertThat(ended.output())
                .contains(
                        "CREATE ROLE \"odd Role\" NOLOGIN;\nCREATE ROLE deployer NOLOGIN;\nCREATE ROLE tenant NOLOGIN;");
        assertThat(databases()).isEmpty();
    }

    @Test
    void ownersThatTheLoginIsNotAMemberOfAreNamed() throws Exception {
        server.execute("postgres", "CREATE ROLE able LOGIN CREATEDB");

        Ended ended = Operation.restore(surroundings.with("POSTGRES_USER", "able"), backup.toString());

        assertThat(ended.exitCode()).as(ended.output()).isEqualTo(4);
        assertThat(ended.output()).contains("not a member of: netraven", "superuser");
        assertThat(databases()).isEmpty();
        server.execute("postgres", "DROP ROLE able");
    }

    @Test
    void removesWhatItMadeWhenTheRestoreFails() throws Exception {
        Surroundings failing = surroundings.withProgram(
                folder,
                "pg_restore",
                "case \"$*\" in *--dbname*) exit 1 ;; esac\nexec " + program("pg_restore") + " \"$@\"");

        Ended ended = Operation.restore(failing, backup.toString());

        assertThat(ended.exitCode()).as(ended.output()).isEqualTo(5);
        assertThat(ended.output()).contains("pg_restore failed", "target is as it was");
        assertThat(databases()).isEmpty();
    }

    @Test
    void sessionsThatItMayNotEndAreNamedAndTheSwapGoesOnAfterThem() throws Exception {
        fillTarget();
        // As an earlier call left it.
        server.execute("postgres", "CREATE DATABASE ready OWNER netraven TEMPLATE source");
        Ended ended;
        // A superuser's session is not the owner's to end.
        try (Connection administrator = server.dataSource("target").getConnection()) {
            ended = failsWith(6, "--swap", "ready", "--replace");
            assertThat(administrator.isValid(60)).isTrue();
        }
        assertThat(ended.output()).contains("of postgres", "target is as it was", "--swap " + restored(ended));
        assertThat(server.ask("target", "SELECT text FROM precious")).isEqualTo("data");

        restore("--swap", restored(ended), "--replace");
        isRestored("target");
    }

    @Test
    void leavesNothingWhenItIsStopped() throws Exception {
        Operation operation = Operation.command(slow(), Operation.words("restore", backup.toString()));
        CompletableFuture<Ended> run = CompletableFuture.supplyAsync(operation::run);
        Await.until(() -> !databases().isEmpty() && Files.exists(folder.resolve("slow")));
        operation.stop();

        assertThat(run.join().exitCode()).isEqualTo(143);
        assertThat(databases()).isEmpty();
    }

    @Tag("long")
    @Test
    void theNextCallDropsWhatAKilledOneLeft() throws Exception {
        fillTarget();
        try (Script script = Script.start(slow(), "restore.sh", backup.toString(), "--replace")) {
            script.awaitProgram("sleep");
            script.kill();
            script.await();
        }
        assertThat(databases()).hasSize(2);
        assertThat(server.ask("target", "SELECT text FROM precious")).isEqualTo("data");
        String left = databases().get(1);
        assertThat(failsWith(4, "--swap", left, "--replace").output()).contains("rows may be missing");
        Files.delete(folder.resolve("pg_restore"));

        assertThat(restore(backup.toString(), "--replace").output())
                .contains(left + " was left by an interrupted restore, and is dropped");

        isRestored("target");
        assertThat(databases()).hasSize(2).doesNotContain(left);
    }

    /** A pg_restore that does not come to an end. */
    private Surroundings slow() throws IOException {
        return surroundings.withProgram(
                folder,
                "pg_restore",
                "case \"$*\" in *--dbname*) touch '" + folder.resolve("slow") + "'; sleep 600 & wait $! ;; esac\nexec "
                        + program("pg_restore") + " \"$@\"");
    }

    @Tag("long")
    @Test
    void twoAtOnceDoNotMeet() throws Exception {
        Operation first = Operation.command(slow(), Operation.words("restore", backup.toString()));
        CompletableFuture<Ended> run = CompletableFuture.supplyAsync(first::run);
        Await.until(() -> Files.exists(folder.resolve("slow")));

        assertThat(failsWith(4, backup.toString()).output()).contains("Another restore of target is under way");

        first.stop();
        assertThat(run.join().exitCode()).isEqualTo(143);
    }

    @Test
    void mistakesInArgumentsAreNamed() throws Exception {
        assertThat(failsWith(2).output()).contains("Name a backup");
        assertThat(failsWith(2, "--quickly").output()).contains("Unknown option --quickly");
        assertThat(failsWith(2, "/none").output()).contains("/none does not exist");
        assertThat(failsWith(2, "--swap", "x", "--check").output()).contains("--swap goes with a database");
        assertThat(failsWith(4, "--swap", "none").output()).contains("Database none does not exist");
        Ended unreachable = Operation.restore(surroundings.with("POSTGRES_PORT", "1"), backup.toString());
        assertThat(unreachable.exitCode()).isEqualTo(4);
        assertThat(unreachable.output()).contains("Could not query the server");
    }

    @Tag("long")
    @Test
    void aLongNameFits() throws Exception {
        String name = "n".repeat(63);

        assertThat(restore(backup.toString(), "--database", name).output()).contains(name + " is restored");
        isRestored(name);
    }

    @Tag("long")
    @Test
    void aBackupWithoutARecordIsRestored() throws Exception {
        Path older = anotherBackup();
        Files.delete(Path.of(older + ".json"));

        restore(older.toString());

        isRestored("target");
    }

    private Ended restore(String... options) {
        Ended ended = Operation.restore(surroundings, options);
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        return ended;
    }

    private Ended failsWith(int exitCode, String... options) {
        Ended ended = Operation.restore(surroundings, options);
        assertThat(ended.exitCode()).as(ended.output()).isEqualTo(exitCode);
        return ended;
    }

    /** Checks a file; no server is asked. */
    private Ended checked(int exitCode, String... options) {
        List<String> words = new ArrayList<>(List.of(options));
        words.add("--check");
        Ended ended = Operation.restore(surroundings.with("POSTGRES_HOST", null), words.toArray(String[]::new));
        assertThat(ended.exitCode()).as(ended.output()).isEqualTo(exitCode);
        return ended;
    }

    private static String program(String name) {
        return "'" + LocalPostgres.find().orElseThrow().resolve(name) + "'";
    }

    private static String restored(Ended ended) {
        Matcher matcher = RESTORED.matcher(ended.output());
        assertThat(matcher.find()).as(ended.output()).isTrue();
        return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }

    private static String kept() throws SQLException {
        return databases().stream()
                .filter(name -> name.startsWith("target_before_"))
                .findFirst()
                .orElseThrow();
    }

    private static void isRestored(String database) throws SQLException {
        assertThat(server.ask(database, "SELECT count(*) FROM netraven.tags WHERE name = 'of the backup'"))
                .isEqualTo("1");
        assertThat(server.ask(
                        "postgres",
                        "SELECT concat_ws(' ', rolname, datallowconn, shobj_description(d.oid, 'pg_database'))"
                                + " FROM pg_database d JOIN pg_roles r ON r.oid = datdba WHERE datname = '" + database
                                + "'"))
                .isEqualTo("netraven t");
    }

    private static void fillTarget() throws SQLException {
        server.execute("postgres", "CREATE DATABASE target OWNER netraven");
        server.execute("target", "CREATE TABLE precious AS SELECT 'data' AS text");
    }

    /** A backup of the source as a statement leaves it, which init undoes again. */
    private Path backupWithout(String sql) throws IOException, SQLException {
        server.execute("source", sql);
        Path made = anotherBackup();
        assertThat(Operation.command(surroundings.with("POSTGRES_DB", "source"), "upgrade")
                        .run()
                        .exitCode())
                .isZero();
        return made;
    }

    /** Another backup of the source, as it is now. */
    private Path anotherBackup() throws IOException {
        return backupOf("source", surroundings);
    }

    private Path backupOf(String database, Surroundings login) throws IOException {
        Path backups = Files.createTempDirectory(folder, "backups");
        Ended ended = Operation.backup(login.with("POSTGRES_DB", database).with("BACKUP_FOLDER", backups));
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        return new BackupFolder(backups).only();
    }

    /** A file of one's own, with the checksum of the backup. */
    private Path copy(byte[] bytes) throws IOException {
        Files.writeString(folder.resolve("copy.dump.sha256"), Files.readString(Path.of(backup + ".sha256")), UTF_8);
        return Files.write(folder.resolve("copy.dump"), bytes);
    }

    /** What there is besides the source. */
    private static List<String> databases() throws SQLException {
        String names = server.ask(
                "postgres",
                "SELECT coalesce(string_agg(datname, ' ' ORDER BY datname), '') FROM pg_database"
                        + " WHERE NOT datistemplate AND datname NOT IN ('postgres', 'source', 'whole')");
        return names.isEmpty() ? List.of() : List.of(names.split(" ", -1));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
