package io.netraven.launcher.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netraven.credentials.Candidate;
import io.netraven.credentials.CredentialChange;
import io.netraven.credentials.CredentialException;
import io.netraven.credentials.CredentialQuery;
import io.netraven.credentials.CredentialStore;
import io.netraven.credentials.DeviceLogin;
import io.netraven.credentials.Keyring;
import io.netraven.credentials.MasterKey;
import io.netraven.credentials.NewCredential;
import io.netraven.credentials.Outcome;
import io.netraven.credentials.Rotation;
import io.netraven.credentials.RotationReport;
import io.netraven.credentials.Secret;
import io.netraven.credentials.SecretPart;
import io.netraven.credentials.testing.SampleData;
import io.netraven.credentials.testing.TestKeys;
import io.netraven.schema.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The credential store and its keyring, in the hands of members of the three roles. */
@SuppressWarnings("NullAway.Init")
class CredentialsTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod();

    @TempDir
    Path folder;

    private final MasterKey master = TestKeys.masterKey();
    private final Secret secret = Secret.ofString("s3cret");
    private Roles roles;
    private UUID tag;
    private UUID device;
    private UUID stored;

    @BeforeEach
    void fill() throws SQLException {
        roles = Roles.in(database.current()).initialized();
        SampleData sample = SampleData.in(database.dataSource());
        tag = sample.tag("core");
        device = sample.device("r1", tag);
        sample.sensitiveSetting("smtp.password");
        keyring(Roles.OWNER).prepare();
        try (CredentialStore store = store(Roles.OWNER)) {
            stored = store.add(NewCredential.named("core", "backup")
                    .password(secret)
                    .tag(tag, 50)
                    .build());
            store.setDeviceLogin(device, "own", secret);
            store.setSetting("smtp.password", secret);
        }
    }

    @AfterEach
    void dropRoles() throws SQLException {
        roles.close();
    }

    private DataSource as(String word) {
        return database.current().dataSourceAs(roles.login(word), Roles.PASSWORD);
    }

    private CredentialStore store(String word) {
        return CredentialStore.open(as(word), master);
    }

    private Keyring keyring(String word) {
        return Keyring.builder(as(word)).masterKey(master).build();
    }

    @Test
    void theApplicationRoleDoesAllThatAServiceDoes() throws SQLException {
        try (CredentialStore store = store(Roles.APPLICATION)) {
            UUID id = store.add(NewCredential.named("edge", "backup")
                    .password(secret)
                    .secret(SecretPart.PRIVATE_KEY, secret)
                    .tag(tag, 90)
                    .build());
            store.update(id, new CredentialChange().secret(SecretPart.ENABLE_PASSWORD, secret));
            assertThat(store.reveal(id, SecretPart.ENABLE_PASSWORD)).contains(secret);
            assertThat(store.list(CredentialQuery.all()).credentials()).hasSize(2);
            store.tag(id, tag, 91);
            assertThat(store.rank(device)).hasSize(2);
            try (DeviceLogin login = store.loginFor(device)) {
                for (Candidate candidate : login) {
                    login.report(candidate, candidate.credential().isEmpty() ? Outcome.REJECTED : Outcome.ACCEPTED);
                }
            }
            for (Outcome outcome : Outcome.values()) {
                store.record(id, device, tag, outcome);
            }
            store.release(id);
            assertThat(store.statistics().credentials()).isEqualTo(2);
            store.statistics(tag);
            store.optimizePriorities(tag);
            store.removeDeviceLogin(device);
            store.setDeviceLogin(device, "own", secret);
            assertThat(store.revealDevicePassword(device)).contains(secret);
            store.setSetting("smtp.password", secret);
            assertThat(store.revealSetting("smtp.password")).contains(secret);
            try (Connection connection = as(Roles.APPLICATION).getConnection()) {
                connection.setAutoCommit(false);
                byte[] envelope = store.seal(connection, "device.password", device, secret)
                        .envelope();
                connection.commit();
                assertThat(store.reveal("device.password", device, envelope)).isEqualTo(secret);
            }
            keyring(Roles.ROTATION).rotate(Rotation.now());
            assertThat(store.reveal(id, SecretPart.PASSWORD)).contains(secret);
            assertThat(store.untag(id, tag)).isTrue();
            assertThat(store.delete(id)).isTrue();
        }
        assertThat(keyring(Roles.APPLICATION).status().keys()).hasSize(2);
    }

    @Tag("long")
    @Test
    void theApplicationRoleChangesNoKey() {
        Keyring keyring = keyring(Roles.APPLICATION);
        assertThat(keyring.prepare()).as("proves what is there").isEmpty();
        isDenied(() -> keyring.rotate(Rotation.now()));
        keyring(Roles.ROTATION).rotate(Rotation.now());
        UUID old = keyring.status().keys().get(0).id();
        isDenied(() -> keyring.retire(old));
        try (Secret text = MasterKey.generate();
                MasterKey next = MasterKey.of(text)) {
            isDenied(() -> Keyring.builder(as(Roles.APPLICATION))
                    .masterKey(next)
                    .build()
                    .rewrap(master));
        }
        assertThat(keyring.status().keys()).hasSize(2);
    }

    @Test
    void theRotationRoleRotatesAndTellsHowThingsAre() {
        Keyring keyring = keyring(Roles.ROTATION);
        UUID old = keyring.status().active().orElseThrow().id();
        assertThat(keyring.rotate(Rotation.whenDue()).newKey()).isFalse();

        RotationReport report = keyring.rotate(Rotation.now());

        assertThat(report.newKey()).isTrue();
        assertThat(report.rows()).isEqualTo(3);
        assertThat(report.passedOver()).isEmpty();
        assertThat(report.unknownTables()).isEmpty();
        assertThat(keyring.status().pendingRows()).isZero();
        keyring(Roles.OWNER).retire(old);
        try (CredentialStore store = store(Roles.OWNER)) {
            assertThat(store.reveal(stored, SecretPart.PASSWORD)).contains(secret);
            assertThat(store.revealDevicePassword(device)).contains(secret);
            assertThat(store.revealSetting("smtp.password")).contains(secret);
        }
    }

    @Tag("long")
    @Test
    void theRotationRoleDoesNothingElse() {
        Keyring keyring = keyring(Roles.ROTATION);
        keyring.rotate(Rotation.now());
        UUID old = keyring.status().keys().get(0).id();
        isDenied(() -> keyring.retire(old));
        try (Secret text = MasterKey.generate();
                MasterKey next = MasterKey.of(text)) {
            isDenied(() ->
                    Keyring.builder(as(Roles.ROTATION)).masterKey(next).build().rewrap(master));
        }
        try (CredentialStore store = store(Roles.ROTATION)) {
            isDenied(() -> store.add(
                    NewCredential.named("edge", "backup").password(secret).build()));
            isDenied(() -> store.update(stored, new CredentialChange().password(secret)));
            isDenied(() -> store.delete(stored));
            isDenied(() -> store.rank(device));
            isDenied(() -> store.loginFor(device));
            isDenied(() -> store.find(stored));
            isDenied(() -> store.list(CredentialQuery.all()));
            isDenied(() -> store.statistics());
            isDenied(() -> store.setDeviceLogin(device, "own", secret));
            isDenied(() -> store.setSetting("smtp.password", secret));
            isDenied(() -> store.record(stored, device, tag, Outcome.ACCEPTED));
        }
    }

    @Test
    void theReadOnlyRoleOpensNeitherAndSeesNoEnvelope() throws SQLException {
        isDenied(() -> store(Roles.READ_ONLY));
        Keyring keyring = keyring(Roles.READ_ONLY);
        isDenied(keyring::prepare);
        isDenied(() -> keyring.rotate(Rotation.now()));
        isDenied(() -> keyring.backup(folder.resolve("keys"), Secret.ofString("a passphrase of many words")));
        assertThat(folder).isEmptyDirectory();
        try (Session person = new Session(roles.connect(Roles.READ_ONLY))) {
            assertThat(person.ask("SELECT name FROM netraven.credentials")).containsExactly("core");
            person.isDenied("SELECT password FROM netraven.credentials");
            person.isDenied("SELECT password FROM netraven.devices");
            person.isDenied("SELECT secret_value FROM netraven.admin_settings");
            person.isDenied("SELECT wrapped_key FROM netraven.encryption_keys");
        }
    }

    private static void isDenied(ThrowingCallable call) {
        assertThatExceptionOfType(CredentialException.DatabaseFailed.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.sqlState()).isEqualTo("42501"));
    }
}
