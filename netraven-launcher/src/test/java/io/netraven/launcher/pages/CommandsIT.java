package io.netraven.launcher.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netraven.launcher.alteration.LocalPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The commands of the pages, in their order, as somebody types them. Needs an installed PostgreSQL. */
@Order(1) // One of the longest.
@Execution(ExecutionMode.CONCURRENT)
class CommandsIT {

    private static final String DONE = PageShell.DONE;
    private static final Pattern PHASE = Pattern.compile("^\\| `([a-z]+)` \\|", Pattern.MULTILINE);

    private static @Nullable LocalPostgres server;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private @Nullable PageShell shell;

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

    @AfterEach
    void nothingOfThePageIsLeftOut() {
        if (shell != null) {
            assertThat(shell.left()).as("blocks that were not run").isEmpty();
        }
    }

    private PageShell shell(String page) throws IOException, SQLException {
        return shell(page, page.replace('-', '_') + "_page");
    }

    private PageShell shell(String page, String database) throws IOException, SQLException {
        LocalPostgres started = server;
        if (started == null) {
            throw new IllegalStateException("The server is not started");
        }
        PageShell opened = PageShell.open(Page.read("docs/" + page + ".md"), started, folder, database);
        shell = opened;
        return opened;
    }

    private static void withMasterKey(PageShell shell) throws Exception {
        shell.file("mnt/safe/passphrase", "correct horse battery staple in a row\n");
        assertThat(shell.type("netraven-launcher keys generate --out /etc/netraven/master.key\n"
                        + "export NETRAVEN_ENCRYPTION_KEY_FILE=/etc/netraven/master.key\nnetraven-launcher init"))
                .endsWith(DONE);
    }

    @Test
    void initialization() throws Exception {
        PageShell shell = shell("initialization");

        String both = shell.run("init > one.txt");
        assertThat(both).contains("CREATED", "UP_TO_DATE").endsWith(DONE);
        assertThat(shell.run("netraven-launcher init\n"))
                .startsWith("UP_TO_DATE")
                .endsWith(DONE);
        assertThat(shell.run("wait --wait")).startsWith("READY").endsWith(DONE);
    }

    @Test
    void initializationNamesThePhasesInTheirOrder() throws Exception {
        PageShell phases = shell("initialization", "phases");
        shell = null;
        String json = phases.type("netraven-launcher init --format json");

        assertThat(PHASE.matcher(Page.read("docs/initialization.md").text())
                        .results()
                        .map(phase -> phase.group(1)))
                .containsExactlyElementsOf(Pattern.compile("\"name\":\"([a-z]+)\",\"microseconds\"")
                        .matcher(json.replaceAll("\\s", ""))
                        .results()
                        .map(phase -> phase.group(1))
                        .toList());
    }

    @Test
    @Tag("long")
    void backupAndRestore() throws Exception {
        PageShell shell = shell("backup-and-restore", "netraven");
        shell.execute("CREATE ROLE netraven LOGIN CREATEDB IN ROLE pg_signal_backend");
        shell.execute("ALTER DATABASE netraven OWNER TO netraven");
        shell.without("DATABASE_URL");
        shell.given("POSTGRES_PORT", shell.port());
        shell.file("run/secrets/netraven_password", "nobody is asked for it");
        Files.createDirectories(folder.resolve("mnt/safe/backups"));
        Files.createSymbolicLink(
                folder.resolve("docker"), Page.ROOT.resolve("docker").toRealPath());
        shell.type("netraven-launcher init --url " + shell.url("netraven"));

        assertThat(shell.run("backup.sh", "db.example.org", "127.0.0.1"))
                .contains("read back")
                .endsWith(DONE);
        String[] backup = {"netraven-20261127T030000Z.dump", onlyBackup()};
        assertThat(shell.run("--check", backup)).contains("can be restored").endsWith(DONE);
        assertThat(shell.type("docker/restore.sh /mnt/safe/backups/" + backup[1]))
                .endsWith("exit code 4");
        assertThat(shell.type("psql -qd postgres -c 'ALTER DATABASE netraven RENAME TO lost'"))
                .endsWith(DONE);
        assertThat(shell.run("dump\nnetraven-launcher status", backup))
                .contains("RESTORED", "READY")
                .endsWith(DONE);
        shell.execute("INSERT INTO netraven.tags (id, name) VALUES (gen_random_uuid(), 'after the backup')");
        assertThat(shell.run("--replace /mnt", backup))
                .contains("RESTORED", "_before_")
                .endsWith(DONE);
        assertThat(shell.ask("SELECT count(*) FROM netraven.tags WHERE name = 'after the backup'"))
                .isEqualTo("0");
        assertThat(shell.run("--prove", backup)).contains("PROVEN").endsWith(DONE);
        assertThat(shell.run("_drill", backup)).contains("READY").endsWith(DONE);

        shell.execute("DROP INDEX netraven.ix_devices_hostname");
        shell.type("rm mnt/safe/backups/*; docker/backup.sh");
        String differs = shell.type("docker/restore.sh --replace mnt/safe/backups/*.dump");
        assertThat(differs).contains("ix_devices_hostname").endsWith("exit code 1");
        String restored = differs.replaceAll("(?s).*restored into (\\w+),.*", "$1");
        assertThat(shell.run("--swap", "netraven_restored_20261127t031500z", restored))
                .contains("UPGRADED", "netraven is restored")
                .endsWith(DONE);
        Files.delete(folder.resolve("docker"));
    }

    private String onlyBackup() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("mnt/safe/backups"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".dump"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Tag("long")
    @Test
    void sourceOfTruth() throws Exception {
        PageShell shell = shell("source-of-truth");
        shell.type("netraven-launcher init");

        assertThat(shell.run("netraven-launcher history"))
                .contains("READY", "CREATED", "EQUAL")
                .endsWith(DONE);
        shell.execute("ALTER TABLE netraven.devices ALTER COLUMN port DROP DEFAULT, ADD COLUMN note text");
        assertThat(shell.run("validate --sql")).contains("ALTER TABLE").endsWith("exit code 1");
        assertThat(shell.run("netraven-launcher upgrade"))
                .startsWith("UPGRADED")
                .endsWith(DONE);
        assertThat(shell.run("netraven-launcher plan")).contains("-- ", "note").endsWith(DONE);
        assertThat(shell.runSql("SELECT key"))
                .contains("security.key_rotation_days", "(4 rows)")
                .endsWith(DONE);
        assertThat(shell.runSql("UPDATE netraven.admin_settings")).endsWith(DONE);
        assertThat(shell.ask("SELECT value FROM netraven.admin_settings WHERE key = 'security.key_rotation_days'"))
                .isEqualTo("30");
        assertThat(Page.read("docs/source-of-truth.md").text())
                .contains(Arrays.stream(shell.ask("SELECT string_agg(key, ' ') FROM netraven.admin_settings")
                                .split(" ", -1))
                        .map(key -> "`" + key + "`")
                        .toList());
    }

    @Test
    @Tag("long")
    void upgrading() throws Exception {
        PageShell shell = shell("upgrading");
        shell.type("netraven-launcher init");
        shell.execute("DROP INDEX netraven.ix_devices_hostname");

        assertThat(shell.run("upgrade --dry-run"))
                .contains("CHANGED", "would say UPGRADED", "ix_devices_hostname")
                .endsWith(DONE);
        assertThat(folder.resolve("before-upgrade.dump")).isNotEmptyFile();
        assertThat(shell.type("netraven-launcher init")).startsWith("UP_TO_DATE");
    }

    @Test
    void purge() throws Exception {
        PageShell shell = shell("purge");
        shell.type("netraven-launcher init");
        shell.execute("INSERT INTO netraven.audit_logs (id, event_type, event_name, description, status, created_at)"
                + " VALUES (gen_random_uuid(), 'auth', 'login', '-', 'success', now() - interval '366 days')");

        assertThat(shell.run("purge --audit-days"))
                .contains("DRY RUN", "PURGED")
                .endsWith(DONE);
        assertThat(shell.ask("SELECT count(*) FROM netraven.audit_logs WHERE event_name = 'login'"))
                .isEqualTo("0");
    }

    @Test
    @ResourceLock("the roles of the server")
    void roles() throws Exception {
        PageShell shell = shell("roles");

        assertThat(shell.run("--application-role")).startsWith("CREATED").endsWith(DONE);
        assertThat(shell.runSql("CREATE ROLE")).isEqualTo(DONE);
        assertThat(shell.runSql("REVOKE", "DATABASE netraven", "DATABASE roles_page"))
                .isEqualTo(DONE);
        shell.given("DATABASE_URL", shell.url("netraven_service"));
        assertThat(shell.type("netraven-launcher wait")).startsWith("READY").endsWith(DONE);
    }

    @Test
    @Tag("long")
    @ResourceLock("the roles of the server")
    void security() throws Exception {
        PageShell shell = shell("security");
        withMasterKey(shell);
        shell.type("netraven-launcher init --application-role netraven_application"
                + " --read-only-role netraven_read_only --rotation-role netraven_rotation");

        assertThat(shell.run("validate")).startsWith("EQUAL").endsWith(DONE);
        assertThat(shell.runSql("pg_stat_ssl")).contains("postgres").endsWith(DONE);
        assertThat(shell.run("chmod 400")).contains("-r--------").endsWith(DONE);
        shell.type("printf secret > s; netraven-launcher credentials add --name a --username b --secret-file s");
        assertThat(shell.runSql("audit_logs")).contains("(1 row)").endsWith(DONE);
    }

    @Test
    @Tag("long")
    void keys() throws Exception {
        PageShell shell = shell("keys");
        shell.file("mnt/safe/passphrase", "correct horse battery staple in a row\n");

        assertThat(shell.run("/master.key\nnetraven-launcher init"))
                .contains("WRITTEN", "CREATED", "active")
                .endsWith(DONE);
        assertThat(shell.run("keys rotate\n")).endsWith(DONE);
        String first = activeKey(shell);
        shell.type("netraven-launcher keys rotate --force");
        assertThat(shell.run("$(date +%F)", "ID", first)).endsWith(DONE);
        String second = activeKey(shell);
        assertThat(shell.run("keys rotate --force", "ID", second)).endsWith(DONE);
        assertThat(shell.ask("SELECT count(*) FROM netraven.encryption_keys")).isEqualTo("1");

        assertThat(shell.type("""
                        netraven-launcher keys generate --out /etc/netraven/master-new.key
                        export NETRAVEN_ENCRYPTION_KEY_PREVIOUS_FILE=$NETRAVEN_ENCRYPTION_KEY_FILE
                        export NETRAVEN_ENCRYPTION_KEY_FILE=/etc/netraven/master-new.key
                        netraven-launcher keys rewrap
                        unset NETRAVEN_ENCRYPTION_KEY_PREVIOUS_FILE
                        netraven-launcher status
                        """)).contains("the master key opens it").endsWith(DONE);

        shell.file("run/secrets/core-ssh", "the secret\n");
        shell.type("netraven-launcher credentials add --name core-ssh --username backup"
                + " --secret-file /run/secrets/core-ssh");
        shell.execute("UPDATE netraven.credentials SET password = set_byte(password, 40, get_byte(password, 40) # 1)");
        assertThat(shell.type("netraven-launcher keys rotate --force"))
                .contains("INCOMPLETE", "docs/keys.md")
                .endsWith("exit code 6");
        String row = shell.ask("SELECT id FROM netraven.credentials");
        assertThat(shell.runSql("WHERE id = 'ROW'", "ROW", row)).isEqualTo(DONE);
        assertThat(shell.run("credentials update", "ROW", row))
                .startsWith("UPDATED")
                .endsWith(DONE);
        assertThat(shell.type("netraven-launcher keys rotate --force")).endsWith(DONE);

        shell.type("rm /mnt/safe/netraven-keys.backup /etc/netraven/master.key\nnetraven-launcher keys backup"
                + " --out /mnt/safe/netraven-keys.backup --passphrase-file /mnt/safe/passphrase");
        assertThat(shell.run("keys restore")).contains("REWRAP").endsWith(DONE);
        assertThat(shell.type("netraven-launcher status")).contains("the master key opens it");
        assertThat(shell.runSql("DELETE FROM netraven.encryption_keys")).isEqualTo(DONE);
        assertThat(shell.type("netraven-launcher init")).endsWith(DONE);
        assertThat(shell.ask("SELECT count(*) FROM netraven.encryption_keys")).isEqualTo("1");
    }

    private static String activeKey(PageShell shell) throws SQLException {
        return shell.ask("SELECT id FROM netraven.encryption_keys WHERE state = 'active'");
    }

    @Test
    @Tag("long")
    void credentials() throws Exception {
        PageShell shell = shell("credentials");
        withMasterKey(shell);
        for (String name : List.of("core-ssh", "core-ssh-new", "core-enable")) {
            shell.file("run/secrets/" + name, "the secret of " + name + "\n");
        }
        shell.execute(
                "INSERT INTO netraven.tags (id, name) VALUES (gen_random_uuid(), 'core'), (gen_random_uuid(), 'access')");
        shell.execute("INSERT INTO netraven.users (id, username, email, password_hash)"
                + " VALUES (gen_random_uuid(), 'keeper', 'keeper@example.org', '-')");
        shell.execute("INSERT INTO netraven.devices (id, hostname, ip_address, device_type, owner_id)"
                + " SELECT gen_random_uuid(), 'core-router-1', '192.0.2.1', 'cisco_ios', id FROM netraven.users");
        shell.execute("INSERT INTO netraven.device_tags (device_id, tag_id)"
                + " SELECT d.id, t.id FROM netraven.devices d, netraven.tags t WHERE t.name = 'core'");
        Page page = Page.read("docs/credentials.md");
        shell.file("logins.csv", page.only("csv", "name,username").text());

        assertThat(shell.run("credentials add")).startsWith("ADDED").endsWith(DONE);
        assertThat(shell.run("--part enable_password")).endsWith(DONE);
        assertThat(shell.run("core-ssh-new")).endsWith(DONE);
        assertThat(shell.run("credentials untag")).contains("TAGGED").endsWith(DONE);
        assertThat(shell.run("credentials show")).contains("enable_password").endsWith(DONE);
        assertThat(shell.run("credentials select"))
                .startsWith("RANKED")
                .contains("core-ssh")
                .endsWith(DONE);
        assertThat(shell.run("credentials import"))
                .contains("DRY RUN", "2 records could be taken", "IMPORTED")
                .endsWith(DONE);
        assertThat(folder.resolve("logins.csv")).doesNotExist();
        assertThat(shell.run("credentials export")).endsWith(DONE);
        assertThat(Files.readString(folder.resolve("credentials.csv")))
                .contains("edge-ssh")
                .doesNotContain("second-secret");
        shell.execute("UPDATE netraven.credentials SET quarantined_at = now(), quarantine_reason = 'five devices'"
                + " WHERE name = 'core-ssh'");
        assertThat(shell.run("--quarantined")).contains("RELEASED").endsWith(DONE);
        assertThat(shell.run("credentials stats")).contains("accepted").endsWith(DONE);
        assertThat(shell.run("credentials delete")).endsWith(DONE);
        assertThat(shell.type("netraven-launcher credentials import --in credentials.protected --file-format protected"
                        + " --skip-duplicates --passphrase-file /mnt/safe/passphrase"))
                .startsWith("IMPORTED");
        assertThat(shell.ask("SELECT count(enable_password) FROM netraven.credentials WHERE name = 'core-ssh'"))
                .isEqualTo("1");
    }
}
