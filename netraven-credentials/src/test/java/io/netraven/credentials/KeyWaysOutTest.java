package io.netraven.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netraven.credentials.RestoredKey.Action;
import io.netraven.credentials.internal.crypto.KeyDerivation;
import io.netraven.credentials.testing.SampleData;
import io.netraven.credentials.testing.TestKeys;
import io.netraven.schema.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** First the trouble with keys and secrets, then what its message says to do: after that everything can be read. */
@SuppressWarnings("NullAway.Init")
class KeyWaysOutTest {

    private static final Secret PASSPHRASE = Secret.ofString("a passphrase of many words");
    private static final ProtectedFiles CHEAP = new ProtectedFiles(
            random -> new KeyDerivation(64, 1, 1, KeyDerivation.forFile(random).salt()));

    @RegisterExtension
    static final TestDatabase database = Databases.perMethod();

    @TempDir
    Path folder;

    private Keyring keyring;
    private UUID credential;

    @BeforeEach
    void storeOne() {
        keyring = keyring(TestKeys.masterKey());
        keyring.prepare();
        try (CredentialStore store = open()) {
            credential = store.add(NewCredential.named("core", "backup")
                    .password(Secret.ofString("one"))
                    .secret(SecretPart.ENABLE_PASSWORD, Secret.ofString("two"))
                    .secret(SecretPart.PRIVATE_KEY, Secret.ofString("three"))
                    .build());
        }
    }

    private static Keyring keyring(MasterKey master) {
        return Keyring.builder(database.dataSource())
                .masterKey(master)
                .files(CHEAP)
                .build();
    }

    private static CredentialStore open() {
        return CredentialStore.open(database.dataSource(), TestKeys.masterKey());
    }

    private static void run(String sql) throws SQLException {
        Databases.run(database, sql);
    }

    private void assertReadable() {
        try (CredentialStore store = open()) {
            assertThat(store.reveal(credential, SecretPart.PASSWORD)).contains(Secret.ofString("one"));
        }
    }

    @Test
    void whereNoKeyIsActiveARotationMakesOne() throws SQLException {
        run("UPDATE netraven.encryption_keys SET state = 'decrypt_only'");
        assertThatThrownBy(KeyWaysOutTest::open)
                .isInstanceOf(CredentialException.KeyringMissing.class)
                .hasMessageContaining("run keys rotate");
        assertThatThrownBy(keyring::prepare).hasMessageContaining("run keys rotate");

        RotationReport report = keyring.rotate(Rotation.whenDue());

        assertThat(report.newKey()).isTrue();
        assertThat(report.rows()).isOne();
        assertReadable();
        assertThat(keyring.prepare()).isEmpty();
    }

    @Test
    void whereThereIsNoKeyARotationMakesNone() throws SQLException {
        run("DELETE FROM netraven.credentials; DELETE FROM netraven.encryption_keys");
        assertThatThrownBy(() -> keyring.rotate(Rotation.now()))
                .isInstanceOf(CredentialException.KeyringMissing.class)
                .hasMessageContaining("run init");
        assertThat(keyring.prepare()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"check_value, does not fit its check value", "wrapped_key, does not open 1 of the 1"})
    void aDamagedDataKeyComesBackFromAKeyBackup(String column, String message) throws SQLException {
        Path backup = folder.resolve("backup");
        keyring.backup(backup, PASSPHRASE);
        damage("encryption_keys", column);
        assertThatThrownBy(KeyWaysOutTest::open)
                .hasMessageContaining(message)
                .hasMessageMatching("(?s).*(keys restore|restore a key backup).*");

        assertThat(keyring.restore(backup, PASSPHRASE))
                .extracting(RestoredKey::action)
                .containsExactly(Action.REWRAP);

        assertReadable();
        assertThat(keyring.restore(backup, PASSPHRASE))
                .extracting(RestoredKey::action)
                .containsExactly(Action.PRESENT);
    }

    /** Where both the key and its check value are damaged the backup cannot tell that it is the same key. */
    @Test
    void aDataKeyThatTheBackupDoesNotKnowComesBackAsARow() throws SQLException {
        Path backup = folder.resolve("backup");
        keyring.backup(backup, PASSPHRASE);
        run("CREATE TABLE public.dump AS SELECT * FROM netraven.encryption_keys");
        damage("encryption_keys", "check_value");
        damage("encryption_keys", "wrapped_key");
        assertThatThrownBy(() -> keyring.restore(backup, PASSPHRASE))
                .isInstanceOf(CredentialException.Conflict.class)
                .hasMessageContaining("restore these rows of encryption_keys");

        run("UPDATE netraven.encryption_keys k SET wrapped_key = d.wrapped_key, check_value = d.check_value"
                + " FROM public.dump d WHERE d.id = k.id");
        assertReadable();
    }

    /** The master key is lost, and the newest data key is in no backup: what is under it is lost, and taken out. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBackupOlderThanTheLastRotationBringsBackWhatItKnows(boolean byRotation) throws SQLException {
        Path backup = folder.resolve("backup");
        keyring.backup(backup, PASSPHRASE);
        UUID newest = keyring.rotate(Rotation.now()).activeKey();
        try (Secret text = MasterKey.generate();
                MasterKey another = MasterKey.of(text)) {
            Keyring under = keyring(another);
            under.restore(backup, PASSPHRASE);
            run("UPDATE netraven.credentials SET password = NULL, enable_password = NULL, private_key = NULL,"
                    + " private_key_passphrase = NULL, key_id = NULL WHERE key_id = '" + newest + "'");
            run("DELETE FROM netraven.encryption_keys WHERE id = '" + newest + "'");
            assertThatThrownBy(under::prepare).hasMessageContaining("run keys rotate");

            if (byRotation) {
                assertThat(under.rotate(Rotation.whenDue()).newKey()).isTrue();
            } else {
                under.restore(backup, PASSPHRASE);
            }

            assertThat(under.prepare()).isEmpty();
            assertThat(under.status().active()).isPresent();
        }
    }

    @Test
    void aDamagedSecretIsSetAgain() throws SQLException {
        damage("credentials", "password");
        try (CredentialStore store = open()) {
            assertThatThrownBy(() -> store.reveal(credential, SecretPart.PASSWORD))
                    .isInstanceOf(CredentialException.Undecipherable.class)
                    .hasMessageContaining("set it again")
                    .hasMessageContaining("docs/keys.md");
            assertThat(keyring.rotate(Rotation.now()).passedOverRows()).isOne();

            store.update(credential, new CredentialChange().secret(SecretPart.PASSWORD, Secret.ofString("one")));
        }
        assertReadable();
        assertThat(keyring.rotate(Rotation.now()).passedOverRows()).isZero();
    }

    @Test
    void aDamagedSecretComesBackAsARow() throws SQLException {
        run("CREATE TABLE public.dump AS SELECT * FROM netraven.credentials");
        damage("credentials", "password");
        try (CredentialStore store = open()) {
            assertThatThrownBy(() -> store.reveal(credential, SecretPart.PASSWORD))
                    .hasMessageContaining("restore the row from a backup");
        }
        run("UPDATE netraven.credentials c SET password = d.password FROM public.dump d WHERE d.id = c.id");
        assertReadable();
    }

    /** One call can replace one secret: where more are damaged, the page takes them all out first. */
    @Test
    void severalDamagedSecretsAreTakenOutFirst() throws SQLException {
        keyring.rotate(Rotation.now());
        damage("credentials", "password");
        damage("credentials", "enable_password");
        damage("credentials", "private_key");
        assertThat(keyring.rotate(Rotation.now()).passedOverRows()).isOne();

        run("UPDATE netraven.credentials SET password = NULL, enable_password = NULL, private_key = NULL,"
                + " private_key_passphrase = NULL, key_id = NULL WHERE id = '" + credential + "'");
        try (CredentialStore store = open()) {
            store.update(credential, new CredentialChange().secret(SecretPart.PASSWORD, Secret.ofString("one")));
        }
        assertReadable();
        assertThat(keyring.rotate(Rotation.now()).passedOverRows()).isZero();
    }

    @Test
    void aDamagedPasswordOfADeviceAndADamagedSettingAreSetAgain() throws SQLException {
        SampleData data = SampleData.in(database.dataSource());
        UUID device = data.device("core-1");
        data.sensitiveSetting("smtp.password");
        try (CredentialStore store = open()) {
            store.setDeviceLogin(device, "backup", Secret.ofString("four"));
            store.setSetting("smtp.password", Secret.ofString("five"));
            damage("devices", "password");
            damage("admin_settings", "secret_value");
            assertThatThrownBy(() -> store.revealDevicePassword(device)).hasMessageContaining("set it again");
            assertThat(keyring.rotate(Rotation.now()).passedOverRows()).isEqualTo(2);

            store.setDeviceLogin(device, "backup", Secret.ofString("four"));
            store.setSetting("smtp.password", Secret.ofString("five"));
            assertThat(store.revealDevicePassword(device)).contains(Secret.ofString("four"));
        }
        assertThat(keyring.rotate(Rotation.now()).passedOverRows()).isZero();
    }

    @Test
    void aKeyThatIsInUseIsRetiredAfterARotation() {
        UUID first = keyring.status().active().orElseThrow().id();
        assertThatThrownBy(() -> keyring.retire(first)).hasMessageContaining("run keys rotate --force first");
        keyring.rotate(Rotation.now());
        keyring.retire(first);
        assertThat(keyring.status().keys()).hasSize(1);
        assertReadable();
    }

    @Test
    void theTableOfAServiceIsNamedWhichItHasToRotateItself() throws SQLException {
        UUID first = keyring.status().active().orElseThrow().id();
        run("CREATE TABLE netraven.acme (id uuid PRIMARY KEY, key_id uuid REFERENCES netraven.encryption_keys (id))");
        run("INSERT INTO netraven.acme SELECT gen_random_uuid(), id FROM netraven.encryption_keys");
        UUID second = keyring.rotate(Rotation.now()).activeKey();
        assertThatThrownBy(() -> keyring.retire(first))
                .isInstanceOf(CredentialException.KeyInUse.class)
                .hasMessageContaining("Rows of acme")
                .hasMessageContaining("the service that this table belongs to");
        run("UPDATE netraven.acme SET key_id = '" + second + "'");
        keyring.retire(first);
        assertThat(keyring.status().keys()).hasSize(1);
    }

    @Test
    void anotherMasterKeyIsReplacedByTheOneThatTheKeysWereMadeUnder() {
        try (Secret text = MasterKey.generate();
                MasterKey another = MasterKey.of(text)) {
            assertThatThrownBy(() -> CredentialStore.open(database.dataSource(), another))
                    .isInstanceOf(CredentialException.MasterKeyMismatch.class)
                    .hasMessageContaining("Set the master key that they were made under");
        }
        assertReadable();
    }

    @Test
    void aBackupThatIsDamagedIsReplacedByAnotherCopyAndOneOfAnotherPassphraseOpensByItsOwn() throws Exception {
        Path backup = folder.resolve("backup");
        keyring.backup(backup, PASSPHRASE);
        byte[] bytes = Files.readAllBytes(backup);
        Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, bytes.length - 9));
        assertThatThrownBy(() -> keyring.restore(cut, PASSPHRASE)).isInstanceOf(CredentialException.FileDamaged.class);
        assertThatThrownBy(() -> keyring.restore(backup, Secret.ofString("another one of many words")))
                .isInstanceOf(CredentialException.WrongPassphrase.class);
        assertThatThrownBy(() -> keyring.backup(backup, PASSPHRASE)).hasMessageContaining("name another one");

        assertThat(keyring.restore(backup, PASSPHRASE))
                .extracting(RestoredKey::action)
                .containsExactly(Action.PRESENT);
        assertThat(keyring.backup(folder.resolve("another"), PASSPHRASE)).isOne();
    }

    @Test
    void secretsAreWrittenAtReadCommittedInATransaction() throws SQLException {
        try (CredentialStore store = open();
                Connection connection = database.connect()) {
            assertThatThrownBy(() -> seal(store, connection)).hasMessageContaining("turn autocommit off");
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            assertThatThrownBy(() -> seal(store, connection))
                    .hasMessageContaining("READ COMMITTED")
                    .hasMessageContaining("set its level");
            connection.rollback();
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            seal(store, connection);
            connection.rollback();
        }
    }

    @Test
    void aCredentialThatSomebodyHasChangedIsReadAgain() {
        try (CredentialStore store = open()) {
            long version = store.find(credential).orElseThrow().version();
            store.update(credential, new CredentialChange().username("b"));
            CredentialChange change = new CredentialChange().username("c").ifVersion(version);
            assertThatThrownBy(() -> store.update(credential, change)).hasMessageContaining("read it again");
            store.update(
                    credential,
                    change.ifVersion(store.find(credential).orElseThrow().version()));
            assertThat(store.find(credential).orElseThrow().username()).isEqualTo("c");
        }
    }

    @Test
    void aNameThatIsTakenIsReplacedOrItsCredentialUpdated() {
        try (CredentialStore store = open()) {
            assertThatThrownBy(() -> store.add(NewCredential.named("core", "x").build()))
                    .isInstanceOf(CredentialException.Conflict.class)
                    .hasMessageContaining("choose another name, or update it");
            store.add(NewCredential.named("core-2", "x").build());
            store.update(credential, new CredentialChange().username("x"));
            assertThat(store.find(credential).orElseThrow().username()).isEqualTo("x");
        }
    }

    @Test
    void aRowThatSomebodyHoldsIsTriedAgain() throws SQLException {
        run("ALTER DATABASE " + database.name() + " SET lock_timeout = '200ms'");
        CredentialChange change = new CredentialChange().username("x");
        try (CredentialStore store = open()) {
            try (Connection other = database.connect()) {
                other.setAutoCommit(false);
                Databases.run(other, "SELECT FROM netraven.credentials FOR UPDATE");
                assertThatThrownBy(() -> store.update(credential, change)).hasMessageContaining("Try again");
                other.rollback();
            }
            store.update(credential, change);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aValueThatFollowsTheMessageIsAccepted(
            String wayOut, Consumer<KeyWaysOutTest> bad, Consumer<KeyWaysOutTest> good) {
        assertThatThrownBy(() -> bad.accept(this)).hasMessageContaining(wayOut);
        good.accept(this);
    }

    static Stream<Arguments> aValueThatFollowsTheMessageIsAccepted() {
        return Stream.of(
                value("name who acts", test -> Actor.system(" "), test -> Actor.system("netraven")),
                value("take more words", test -> test.backUp("short"), test -> test.backUp("a long one of many words")),
                value(
                        "take another one",
                        test -> test.backUp("correct horse battery staple"),
                        test -> test.backUp("wrong horse battery staple")),
                value(
                        "convert it",
                        test -> Secret.ofUtf8(new byte[] {(byte) 0xE4}),
                        test -> Secret.ofUtf8(new byte[] {(byte) 0xC3, (byte) 0xA4})),
                value("remove it", test -> Secret.ofString("a\0b"), test -> Secret.ofString("ab")),
                value("enter it again", test -> Secret.ofString("a\uD800"), test -> Secret.ofString("a\uD83D\uDE00")));
    }

    private static Arguments value(String wayOut, Consumer<KeyWaysOutTest> bad, Consumer<KeyWaysOutTest> good) {
        return Arguments.of(wayOut, bad, good);
    }

    private void backUp(String passphrase) {
        keyring.backup(folder.resolve("backup"), Secret.ofString(passphrase));
    }

    private void seal(CredentialStore store, Connection connection) {
        store.seal(connection, SecretPart.PASSWORD.logicalName(), credential, Secret.ofString("one"));
    }

    private static void damage(String table, String column) throws SQLException {
        run("UPDATE netraven." + table + " SET " + column + " = set_byte(" + column + ", 40, get_byte(" + column
                + ", 40) # 1) WHERE " + column + " IS NOT NULL");
    }
}
