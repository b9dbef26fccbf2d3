package io.netraven.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netraven.credentials.internal.crypto.KeyDerivation;
import io.netraven.credentials.testing.SampleData;
import io.netraven.credentials.testing.StatementPlans;
import io.netraven.credentials.testing.TestKeys;
import io.netraven.model.NetRavenModel;
import io.netraven.schema.SchemaEngine;
import io.netraven.schema.SchemaModel;
import io.netraven.schema.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** On a large database the store reads no large table from one end to the other, unless that is what it was asked for. */
class QueryPlansTest {

    private static final Set<String> LARGE = Set.of(
            "audit_logs",
            "credential_tags",
            "credentials",
            "device_credentials",
            "device_tags",
            "devices",
            "login_budgets");

    /** By a part of the statement: what reads all of a table, and why. */
    private static final Map<String, String> WHOLE = Map.of(
            "FROM (SELECT id, name, success_count AS s, failure_count AS f",
            "statistics of all credentials",
            "SELECT key_id, count(*) FROM \"netraven\".credentials ",
            "how many rows each data key has",
            "SELECT count(*) FROM \"netraven\".credentials WHERE key_id <",
            "how many rows a rotation has to do: all of them, once the key is new",
            "WHERE true AND c.username = ?",
            "a person looks for a user name in a list, which has no index: 5,000 credentials take 3 ms",
            "WHERE true AND c.quarantined_at IS NOT NULL",
            "a person looks for what is set aside, likewise");

    /** What a key derivation costs makes no plan of a statement. */
    private static final ProtectedFiles CHEAP = new ProtectedFiles(
            random -> new KeyDerivation(64, 1, 1, KeyDerivation.forFile(random).salt()));

    @RegisterExtension
    static final TestDatabase database =
            TestDatabase.perClass().initializedWith("query_plans", QueryPlansTest::fillAndAnalyse);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static void fillAndAnalyse(DataSource connections) {
        SchemaEngine.builder(connections)
                .model(SchemaModel.named("netraven", "test")
                        .entities(NetRavenModel.entityClasses())
                        .build())
                .build()
                .initialize();
        try (CredentialStore store = TestKeys.openStore(connections)) {
            store.add(NewCredential.named("template", "backup")
                    .password(Secret.ofString("s3cret"))
                    .secret(SecretPart.PRIVATE_KEY, Secret.ofString("k".repeat(1_700)))
                    .build());
            SampleData.in(connections).device("template");
        }
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : FILL) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ids in the order in which they were made, as of version 7. */
    private static String id(String kind, String number) {
        return "('0197" + kind + "-' || lpad(to_hex(" + number + " >> 16), 4, '0') || '-7000-8000-00000000'"
                + " || lpad(to_hex(" + number + " & 65535), 4, '0'))::uuid";
    }

    private static final String[] FILL = {
        "INSERT INTO netraven.tags (id, name) SELECT " + id("0001", "n")
                + ", 'tag ' || n FROM generate_series(1, 200) n",
        "INSERT INTO netraven.devices (id, hostname, ip_address, device_type, owner_id, username, password, key_id)"
                + " SELECT " + id("0002", "n") + ", 'device-' || n, '192.0.2.1', 'cisco_ios', owner_id,"
                + " CASE WHEN n % 10 = 0 THEN 'own' END, CASE WHEN n % 10 = 0 THEN c.password END,"
                + " CASE WHEN n % 10 = 0 THEN c.key_id END"
                + " FROM netraven.devices d, netraven.credentials c, generate_series(1, 20000) n",
        "INSERT INTO netraven.credentials (id, name, username, password, private_key, key_id, expires_at,"
                + " quarantined_at)"
                + " SELECT " + id("0003", "n")
                + ", 'credential-' || n, 'user-' || n % 50, password, private_key, key_id,"
                + " CASE WHEN n % 20 = 0 THEN now() END, CASE WHEN n % 500 = 0 THEN now() END"
                + " FROM netraven.credentials, generate_series(1, 5000) n",
        "INSERT INTO netraven.device_tags (device_id, tag_id) SELECT DISTINCT " + id("0002", "n % 20000 + 1") + ", "
                + id("0001", "(n * 7 + n / 20000) % 200 + 1") + " FROM generate_series(1, 50000) n",
        "INSERT INTO netraven.credential_tags (id, credential_id, tag_id, priority, success_count, failure_count)"
                + " SELECT gen_random_uuid(), " + id("0003", "n % 5000 + 1") + ", "
                + id("0001", "(n * 3 + n / 5000) % 200 + 1") + ", n % 100, n % 30, n % 7"
                + " FROM generate_series(1, 40000) n ON CONFLICT DO NOTHING",
        "INSERT INTO netraven.device_credentials (device_id, credential_id, success_count, last_success) SELECT "
                + id("0002", "n % 20000 + 1") + ", " + id("0003", "(n + n / 20000) % 5000 + 1") + ", 1, now()"
                + " FROM generate_series(1, 50000) n ON CONFLICT DO NOTHING",
        "INSERT INTO netraven.login_budgets (device_id, username, attempts) SELECT " + id("0002", "n")
                + ", 'user-' || n % 50, '[]' FROM generate_series(1, 20000) n",
        "INSERT INTO netraven.audit_logs (id, event_type, event_name, target_id, description, status)"
                + " SELECT gen_random_uuid(), 'credential', 'read', gen_random_uuid(), 'a read', 'success'"
                + " FROM generate_series(1, 20000) n",
        "ANALYZE"
    };

    @Test
    void storeAndKeyringReadNoLargeTableAsAWhole() throws SQLException {
        StatementPlans plans = new StatementPlans();
        DataSource connections = plans.recording(database.dataSource());
        try (CredentialStore store = TestKeys.openStore(connections)) {
            useCredentials(store);
            useDevices(store);
            useFiles(store);
        }
        useKeys(connections);

        Map<String, Set<String>> whole = new TreeMap<>(plans.wholeReadsOf(LARGE));
        assertThat(plans.statements()).hasSizeGreaterThan(50);
        assertThat(WHOLE.keySet())
                .allSatisfy(part -> assertThat(whole.keySet()).anyMatch(named -> named.contains(part)));
        whole.keySet().removeIf(statement -> WHOLE.keySet().stream().anyMatch(statement::contains));
        assertThat(whole).asString().isEqualTo("{}");
    }

    @Test
    void exportsReadAsAWholeOnlyWhatTheyWrite() {
        StatementPlans plans = new StatementPlans();
        try (CredentialStore store = TestKeys.openStore(plans.recording(database.dataSource()))) {
            CredentialExport.of(store).json(new ByteArrayOutputStream());
        }

        assertThat(plans.wholeReadsOf(LARGE).values())
                .allSatisfy(tables ->
                        assertThat(Set.of("credentials", "credential_tags")).containsAll(tables));
    }

    private static final UUID DEVICE = UUID.fromString("01970002-0000-7000-8000-000000000063");
    private static final UUID TAG = UUID.fromString("01970001-0000-7000-8000-000000000005");

    private static void useCredentials(CredentialStore store) {
        UUID id = store.add(NewCredential.named("core-ssh", "backup")
                .password(Secret.ofString("s3cret"))
                .tag(TAG, 90)
                .build());
        assertThat(store.find(id)).isPresent();
        assertThat(store.findByName("core-ssh")).isPresent();
        CredentialQuery all = CredentialQuery.all().limit(50);
        for (CredentialQuery query : List.of(
                all,
                all.after("credential-3"),
                all.containing("ssh"),
                all.forUsername("user-7"),
                all.forTag(TAG),
                all.quarantined())) {
            assertThat(store.list(query).credentials()).isNotEmpty();
        }
        store.update(id, new CredentialChange().description("d").password(Secret.ofString("other")));
        UUID another = UUID.fromString("01970001-0000-7000-8000-000000000006");
        store.tag(id, another, 10);
        assertThat(store.untag(id, another)).isTrue();
        assertThat(store.reveal(id, SecretPart.PASSWORD)).isPresent();
        store.release(id);
        store.statistics();
        store.statistics(TAG);
        store.optimizePriorities(TAG);
        UUID gone = store.add(NewCredential.named("gone", "backup")
                .password(Secret.ofString("s3cret"))
                .build());
        assertThat(store.delete(gone)).isTrue();
    }

    private static void useDevices(CredentialStore store) {
        SampleData sample = SampleData.in(database.dataSource());
        UUID device = sample.device("r1", TAG);
        assertThat(store.rank(DEVICE)).isNotEmpty();
        assertThat(store.rank(device)).isNotEmpty();
        try (DeviceLogin login = store.loginFor(device)) {
            login.report(login.iterator().next(), Outcome.ACCEPTED);
        }
        UUID id = store.findByName("core-ssh").orElseThrow().id();
        for (Outcome outcome : Outcome.values()) {
            store.record(id, device, TAG, outcome);
        }
        store.setDeviceLogin(device, "own", Secret.ofString("own-secret"));
        assertThat(store.revealDevicePassword(device)).isPresent();
        store.removeDeviceLogin(device);
        sample.sensitiveSetting("smtp.password");
        store.setSetting("smtp.password", Secret.ofString("mail"));
        assertThat(store.revealSetting("smtp.password")).isPresent();
    }

    private void useFiles(CredentialStore store) {
        assertThat(CredentialImport.into(store)
                        .createTags()
                        .skipDuplicates()
                        .csv(file("""
                        name,username,password,tags
                        core-ssh,backup,another,tag 7=50
                        edge-ssh,backup,edge-secret,edge
                        """))
                        .count(ImportReport.Result.ADDED))
                .isOne();
        assertThat(CredentialImport.into(store)
                        .inBatches(2)
                        .json(file("[{\"name\": \"json-ssh\", \"username\": \"backup\", \"password\": \"p\"}]"))
                        .count(ImportReport.Result.ADDED))
                .isOne();
    }

    private static InputStream file(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private void useKeys(DataSource connections) {
        Keyring keyring = Keyring.builder(connections)
                .masterKey(TestKeys.masterKey())
                .files(CHEAP)
                .build();
        UUID old = keyring.status().active().orElseThrow().id();
        RotationReport report = keyring.rotate(Rotation.now().withBatchRows(200));
        assertThat(report.rows()).isPositive();
        Path backup = folder.resolve("keys.backup");
        try (Secret passphrase = Secret.ofString("seven small stones in a row")) {
            keyring.backup(backup, passphrase);
            keyring.planRestore(backup, passphrase);
            keyring.restore(backup, passphrase);
        }
        assertThat(keyring.status().keys()).hasSize(2);
        assertThatExceptionOfType(CredentialException.KeyInUse.class).isThrownBy(() -> keyring.retire(old));
    }
}
