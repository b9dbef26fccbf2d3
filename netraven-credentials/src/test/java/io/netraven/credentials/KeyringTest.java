package io.netraven.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netraven.credentials.RestoredKey.Action;
import io.netraven.credentials.internal.crypto.KeyDerivation;
import io.netraven.credentials.internal.crypto.ProtectedFile.Kind;
import io.netraven.credentials.testing.TestKeys;
import io.netraven.schema.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway.Init")
class KeyringTest {

    private static final Secret PASSPHRASE = Secret.ofString("a passphrase of many words");

    /** A cost for files that a test suite can pay. */
    private static final ProtectedFiles CHEAP = new ProtectedFiles(
            random -> new KeyDerivation(64, 1, 1, KeyDerivation.forFile(random).salt()));

    @RegisterExtension
    static final TestDatabase database = Databases.perMethod();

    @TempDir
    Path folder;

    private Keyring keyring;

    @BeforeEach
    void prepare() {
        keyring = keyring(TestKeys.masterKey());
    }

    private static Keyring keyring(MasterKey master) {
        return Keyring.builder(database.dataSource())
                .masterKey(master)
                .files(CHEAP)
                .build();
    }

    private static MasterKey another() {
        try (Secret text = MasterKey.generate()) {
            return MasterKey.of(text);
        }
    }

    private static CredentialStore open(MasterKey master) {
        return CredentialStore.open(database.dataSource(), master);
    }

    private static UUID store(CredentialStore store, String name) {
        return store.add(NewCredential.named(name, "backup")
                .password(Secret.ofString("the secret of " + name))
                .build());
    }

    private static void assertReadable(CredentialStore store, String name) {
        UUID id = store.findByName(name).orElseThrow().id();
        assertThat(store.reveal(id, SecretPart.PASSWORD)).contains(Secret.ofString("the secret of " + name));
    }

    @Nested
    class Prepare {

        @Test
        void makesTheFirstKeyOnceHoweverManyBeginAtOnce() throws Exception {
            ExecutorService threads = Executors.newFixedThreadPool(8);
            Callable<Boolean> preparing =
                    () -> keyring(TestKeys.masterKey()).prepare().isPresent();
            List<Future<Boolean>> made = threads.invokeAll(Collections.nCopies(8, preparing));
            threads.shutdown();

            int keys = 0;
            for (Future<Boolean> each : made) {
                keys += each.get() ? 1 : 0;
            }
            assertThat(keys).isOne();
            assertThat(keyring.status().keys()).hasSize(1);
            assertThat(Databases.ask(database, "SELECT event_name FROM netraven.audit_logs"))
                    .containsExactly("created");
        }

        @Test
        void provesWithThePassphraseThatTheKeyWasMadeUnder() {
            Secret words = Secret.ofString("sixteen characters, and more");
            UUID made = keyring(MasterKey.of(words)).prepare().orElseThrow();

            assertThat(keyring(MasterKey.of(words)).prepare()).isEmpty();
            assertThat(keyring.status().active().map(KeyInfo::id)).contains(made);
        }

        @Test
        void refusesAnotherMasterKeyAndWritesNothing() throws SQLException {
            keyring.prepare();
            long before = Databases.count(database, "audit_logs");

            assertThatThrownBy(() -> keyring(another()).prepare())
                    .isInstanceOf(CredentialException.MasterKeyMismatch.class)
                    .hasMessageContaining("NETRAVEN_ENCRYPTION_KEY_PREVIOUS");
            assertThatThrownBy(() -> open(another())).isInstanceOf(CredentialException.MasterKeyMismatch.class);
            assertThatThrownBy(() -> keyring(another()).rotate(Rotation.now()))
                    .isInstanceOf(CredentialException.MasterKeyMismatch.class);

            assertThat(Databases.count(database, "audit_logs")).isEqualTo(before);
            assertThat(Databases.count(database, "encryption_keys")).isOne();
        }

        @Test
        void makesNoKeyOverSecretsWhoseKeysAreGone() throws SQLException {
            keyring.prepare();
            try (CredentialStore store = open(TestKeys.masterKey())) {
                store(store, "core");
            }
            loseKeyring();

            assertThatThrownBy(keyring::prepare)
                    .isInstanceOf(CredentialException.KeyringMissing.class)
                    .hasMessageContaining("restore");
            assertThat(Databases.count(database, "encryption_keys")).isZero();
        }

        @Test
        void refusesAKeyWhoseCheckValueWasExchanged() throws SQLException {
            keyring.prepare();
            UUID old = keyring.status().active().orElseThrow().id();
            keyring.rotate(Rotation.now());
            Databases.run(
                    database,
                    "UPDATE netraven.encryption_keys k SET wrapped_key = o.wrapped_key"
                            + " FROM netraven.encryption_keys o WHERE o.id <> k.id AND k.id = ?",
                    old);

            assertThatThrownBy(() -> open(TestKeys.masterKey()))
                    .isInstanceOf(CredentialException.MasterKeyMismatch.class)
                    .hasMessageContaining(old.toString());
        }
    }

    @Test
    void doesNotOpenBeforeThereIsAKey() {
        assertThatThrownBy(() -> open(TestKeys.masterKey()))
                .isInstanceOf(CredentialException.KeyringMissing.class)
                .hasMessageContaining("init");
    }

    @Nested
    class Retire {

        @Test
        void refusesTheActiveKeyAndUnknownOnes() {
            UUID active = keyring.prepare().orElseThrow();

            assertThatThrownBy(() -> keyring.retire(active)).isInstanceOf(CredentialException.KeyInUse.class);
            assertThatThrownBy(() -> keyring.retire(UUID.randomUUID()))
                    .isInstanceOf(CredentialException.NotFound.class);
        }

        @Test
        void isRefusedByTheDatabaseWhileARowIsUnderTheKey() throws SQLException {
            UUID old = keyring.prepare().orElseThrow();
            try (CredentialStore store = open(TestKeys.masterKey())) {
                UUID poisoned = store(store, "core");
                Databases.run(
                        database,
                        "UPDATE netraven.credentials SET password = set_byte(password, 40, get_byte(password, 40) # 1)"
                                + " WHERE id = ?",
                        poisoned);
            }
            RotationReport report = keyring.rotate(Rotation.now());
            assertThat(report.passedOverRows()).isOne();
            assertThat(report.passedOver())
                    .extracting(RotationReport.PassedOver::secretName)
                    .containsExactly("credential.password");

            assertThatThrownBy(() -> keyring.retire(old))
                    .isInstanceOf(CredentialException.KeyInUse.class)
                    .hasMessageContaining("Rows of credentials are encrypted");
            assertThatThrownBy(() -> Databases.run(database, "DELETE FROM netraven.encryption_keys WHERE id = ?", old))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("fk_credentials_key");
        }
    }

    @Nested
    class Rewrap {

        @Test
        void changesTheMasterKeyAndNoSecret() throws SQLException {
            keyring.prepare();
            keyring.rotate(Rotation.now());
            try (CredentialStore store = open(TestKeys.masterKey())) {
                store(store, "core");
            }
            List<Object> envelopes =
                    Databases.ask(database, "SELECT encode(password, 'hex') FROM netraven.credentials");
            MasterKey next = another();

            assertThat(keyring(next).rewrap(TestKeys.masterKey())).isEqualTo(2);

            assertThat(keyring(next).rewrap(TestKeys.masterKey())).isZero();
            assertThat(Databases.ask(database, "SELECT encode(password, 'hex') FROM netraven.credentials"))
                    .isEqualTo(envelopes);
            assertThatThrownBy(() -> open(TestKeys.masterKey()))
                    .isInstanceOf(CredentialException.MasterKeyMismatch.class);
            try (CredentialStore store = open(next)) {
                assertReadable(store, "core");
            }
        }

        @Test
        void letsServicesOpenUnderBothWhileItIsUnderWay() {
            keyring.prepare();
            MasterKey both = another().orPrevious(TestKeys.masterKey());
            try (CredentialStore store = open(both)) {
                store(store, "core");
                assertReadable(store, "core");
            }
        }

        @Test
        void changesNothingWhereNeitherOpens() throws SQLException {
            keyring.prepare();
            List<Object> before =
                    Databases.ask(database, "SELECT encode(wrapped_key, 'hex') FROM netraven.encryption_keys");

            assertThatThrownBy(() -> keyring(another()).rewrap(another()))
                    .isInstanceOf(CredentialException.MasterKeyMismatch.class);

            assertThat(Databases.ask(database, "SELECT encode(wrapped_key, 'hex') FROM netraven.encryption_keys"))
                    .isEqualTo(before);
        }
    }

    @Nested
    class BackupAndRestore {

        private Path file;

        @BeforeEach
        void name() {
            file = folder.resolve("keys.backup");
        }

        @Test
        void makesEveryRowReadableAfterALostKeyring() throws SQLException {
            UUID first = keyring.prepare().orElseThrow();
            fillOverTwoKeys();
            assertThat(keyring.backup(file, PASSPHRASE)).isEqualTo(2);
            UUID active = keyring.status().active().orElseThrow().id();
            loseKeyring();

            assertThat(keyring.planRestore(file, PASSPHRASE))
                    .containsExactlyInAnyOrder(new RestoredKey(first, Action.ADD), new RestoredKey(active, Action.ADD));
            assertThat(Databases.count(database, "encryption_keys")).isZero();
            keyring.restore(file, PASSPHRASE);

            assertThat(keyring.status().active().map(KeyInfo::id)).contains(active);
            try (CredentialStore store = open(TestKeys.masterKey())) {
                assertReadable(store, "first");
                assertReadable(store, "second");
            }
            assertThat(keyring.restore(file, PASSPHRASE)).allMatch(key -> key.action() == Action.PRESENT);
        }

        @Test
        void makesEveryRowReadableAfterALostMasterKey() throws SQLException {
            keyring.prepare();
            fillOverTwoKeys();
            keyring.backup(file, PASSPHRASE);
            MasterKey next = another();
            assertThatThrownBy(() -> open(next)).isInstanceOf(CredentialException.MasterKeyMismatch.class);

            assertThat(keyring(next).restore(file, PASSPHRASE)).allMatch(key -> key.action() == Action.REWRAP);

            try (CredentialStore store = open(next)) {
                assertReadable(store, "first");
                assertReadable(store, "second");
            }
        }

        @Test
        void refusesAKeyThatStandsForAnother() throws SQLException {
            UUID id = keyring.prepare().orElseThrow();
            keyring.backup(file, PASSPHRASE);
            UUID other = UUID.randomUUID();
            Databases.run(database, "DELETE FROM netraven.encryption_keys");
            UUID fresh = keyring.prepare().orElseThrow();
            Databases.run(
                    database,
                    "UPDATE netraven.encryption_keys SET id = ?,"
                            + " check_value = overlay(check_value PLACING uuid_send(?) FROM 5) WHERE id = ?",
                    id,
                    id,
                    fresh);

            assertThatThrownBy(() -> keyring.restore(file, PASSPHRASE))
                    .isInstanceOf(CredentialException.Conflict.class)
                    .hasMessageContaining(id.toString())
                    .hasMessageNotContaining(other.toString());
        }

        @Test
        void tellsAWrongPassphraseADamagedFileAndOneTooCostlyApart() throws Exception {
            keyring.prepare();
            keyring.backup(file, PASSPHRASE);

            assertThatThrownBy(() -> keyring.restore(file, Secret.ofString("another passphrase, long enough")))
                    .isInstanceOf(CredentialException.WrongPassphrase.class);
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Path damaged = Files.write(folder.resolve("damaged"), bytes);
            assertThatThrownBy(() -> keyring.restore(damaged, PASSPHRASE))
                    .isInstanceOf(CredentialException.FileDamaged.class);
            assertThatThrownBy(() -> keyring.restore(folder.resolve("missing"), PASSPHRASE))
                    .isInstanceOf(CredentialException.FileFailed.class);
            assertThatThrownBy(() -> keyring.backup(file, PASSPHRASE)).isInstanceOf(CredentialException.Invalid.class);
            assertThatThrownBy(() -> keyring.backup(folder.resolve("weak"), Secret.ofString("short")))
                    .isInstanceOf(CredentialException.Invalid.class);
            assertThat(folder.resolve("weak")).doesNotExist();
        }

        /** Whole and authentic, and yet no backup: less or more than it says, or a key twice. */
        @ParameterizedTest
        @CsvSource({"1, 0, 0", "2, 1, 0", "1, 1, 1", "2, 2, 0", "0, 0, 0"})
        void refusesAFileThatHasNotTheKeysThatItSays(int said, int there, int more) {
            keyring.prepare();
            byte[] key = new byte[16 + 1 + 32];
            CHEAP.write(file, Kind.DATA_KEYS, PASSPHRASE, out -> {
                out.write(new byte[] {0, 0, 0, (byte) said});
                for (int i = 0; i < there; i++) {
                    out.write(key);
                }
                out.write(new byte[more]);
            });

            assertThatThrownBy(() -> keyring.restore(file, PASSPHRASE))
                    .isInstanceOf(CredentialException.FileDamaged.class);
            assertThat(keyring.status().keys()).hasSize(1);
        }

        private void fillOverTwoKeys() {
            try (CredentialStore store = open(TestKeys.masterKey())) {
                UUID id = store(store, "first");
                keyring.rotate(Rotation.now());
                store(store, "second");
                assertThat(store.find(id)).isPresent();
            }
        }
    }

    /** What the foreign keys refuse to everybody but a superuser who turns them off. */
    private static void loseKeyring() throws SQLException {
        Databases.run(
                database,
                "SET session_replication_role = replica; DELETE FROM netraven.encryption_keys;"
                        + " SET session_replication_role = origin");
    }

    @Test
    void namesNoKeyInItsStatusButIds() {
        keyring.prepare();
        assertThat(Set.of(keyring.status().toString())).noneMatch(text -> text.contains("wrapped"));
    }
}
