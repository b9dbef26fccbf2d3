package io.netraven.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netraven.credentials.CredentialException.KeyringMissing;
import io.netraven.credentials.CredentialException.MasterKeyMismatch;
import io.netraven.credentials.CredentialException.MasterKeyUnusable;
import io.netraven.credentials.internal.crypto.EnvelopeCipher;
import io.netraven.credentials.internal.crypto.KeyDerivation;
import io.netraven.credentials.internal.crypto.KeyMaterial;
import io.netraven.credentials.internal.sql.Database;
import io.netraven.credentials.testing.SampleData;
import io.netraven.credentials.testing.TestKeys;
import io.netraven.schema.testing.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.PSQLException;

/** There is no way by which a secret gets into the database in plain text, nor out of it in an exception. */
@SuppressWarnings("NullAway.Init")
class ZeroPlainTextTest {

    private static final String PLAIN = "Tr0ub4dor&3-and-some-more-to-be-as-long-as-an-envelope";

    private static final ProtectedFiles CHEAP = new ProtectedFiles(
            random -> new KeyDerivation(64, 1, 1, KeyDerivation.forFile(random).salt()));

    @RegisterExtension
    static final TestDatabase database = Databases.perMethod();

    @TempDir
    Path folder;

    private static MasterKey another() {
        try (Secret text = MasterKey.generate()) {
            return MasterKey.of(text);
        }
    }

    private static Keyring keyring(MasterKey master) {
        return Keyring.builder(database.dataSource())
                .masterKey(master)
                .files(CHEAP)
                .build();
    }

    private static void storeOneOfEach() {
        try (CredentialStore store = TestKeys.openStore(database.dataSource())) {
            SampleData sample = SampleData.in(database.dataSource());
            for (SecretPart part : SecretPart.values()) {
                store.add(NewCredential.named(part.column(), "backup")
                        .secret(part, Secret.ofString(PLAIN))
                        .build());
            }
            store.setDeviceLogin(sample.device("r1"), "own", Secret.ofString(PLAIN));
            sample.sensitiveSetting("smtp.password");
            store.setSetting("smtp.password", Secret.ofString(PLAIN));
        }
    }

    @Nested
    class TheStoreRefuses {

        private final Secret passphrase = Secret.ofString("a passphrase of many words");

        private void refusesAndWritesNothing(Class<? extends Throwable> type, ThrowingCallable... attempts)
                throws SQLException {
            Map<String, List<Object>> before = TableTexts.of(database);
            for (ThrowingCallable attempt : attempts) {
                assertThatThrownBy(attempt).isInstanceOf(type);
                assertThat(TableTexts.of(database)).isEqualTo(before);
            }
            assertThat(folder).isEmptyDirectory();
        }

        @Test
        void withoutAnyMasterKey() throws SQLException {
            storeOneOfEach();
            Keyring keyring = Keyring.builder(database.dataSource()).build();
            refusesAndWritesNothing(
                    MasterKeyUnusable.class,
                    keyring::prepare,
                    () -> keyring.rotate(Rotation.now()),
                    () -> keyring.rewrap(TestKeys.masterKey()),
                    () -> keyring.backup(folder.resolve("keys"), passphrase));
        }

        @Test
        void withoutAnyDataKey() throws SQLException {
            refusesAndWritesNothing(
                    KeyringMissing.class,
                    () -> CredentialStore.open(database.dataSource(), TestKeys.masterKey()),
                    () -> keyring(TestKeys.masterKey()).rotate(Rotation.now()),
                    () -> keyring(TestKeys.masterKey()).backup(folder.resolve("keys"), passphrase));
        }

        @Test
        void underAnotherMasterKey() throws SQLException {
            storeOneOfEach();
            MasterKey other = another();
            refusesAndWritesNothing(
                    MasterKeyMismatch.class,
                    () -> CredentialStore.open(database.dataSource(), other),
                    () -> keyring(other).prepare(),
                    () -> keyring(other).rotate(Rotation.now()),
                    () -> keyring(other).rewrap(another()),
                    () -> keyring(other).backup(folder.resolve("keys"), passphrase));
        }

        @Test
        void aPassphraseThatIsNotTheKeys() throws SQLException {
            keyring(MasterKey.of(Secret.ofString("violet otter, slow comet"))).prepare();
            MasterKey other = MasterKey.of(Secret.ofString("violet otter, slow Comet"));
            refusesAndWritesNothing(
                    MasterKeyMismatch.class,
                    () -> CredentialStore.open(database.dataSource(), other),
                    () -> keyring(other).rotate(Rotation.now()));
        }

        @Test
        void theKeyringOfAnotherDatabase() throws SQLException {
            putKeyringOfAnotherDatabase(another());
            refusesAndWritesNothing(
                    MasterKeyMismatch.class,
                    () -> CredentialStore.open(database.dataSource(), TestKeys.masterKey()),
                    () -> keyring(TestKeys.masterKey()).prepare(),
                    () -> keyring(TestKeys.masterKey()).rotate(Rotation.now()));
        }

        @Test
        void aKeyOfAnotherDatabaseAmongItsOwn() throws SQLException {
            UUID foreign = putKeyringOfAnotherDatabase(another());
            Databases.run(database, "UPDATE netraven.encryption_keys SET state = 'decrypt_only'");
            List<Object> row = Databases.ask(database, "SELECT k::text FROM netraven.encryption_keys k");
            Databases.run(database, "DELETE FROM netraven.encryption_keys");
            storeOneOfEach();
            Databases.run(
                    database,
                    "INSERT INTO netraven.encryption_keys SELECT (CAST(? AS netraven.encryption_keys)).*",
                    row.get(0));

            refusesAndWritesNothing(
                    MasterKeyMismatch.class,
                    () -> CredentialStore.open(database.dataSource(), TestKeys.masterKey()),
                    () -> keyring(TestKeys.masterKey()).rotate(Rotation.now()));
            assertThatThrownBy(() -> CredentialStore.open(database.dataSource(), TestKeys.masterKey()))
                    .hasMessageContaining("1 of the 2")
                    .hasMessageContaining(foreign.toString());
        }

        /** Both databases have one master key, as those of a test and of production should not. */
        @Test
        void aKeyringUnderTheSameMasterKeyThatTheSecretsAreNotUnder() throws SQLException {
            storeOneOfEach();
            Databases.run(
                    database,
                    "SET session_replication_role = replica; DELETE FROM netraven.encryption_keys;"
                            + " SET session_replication_role = origin");
            putForeignKeyBypassingTheForeignKeys();

            refusesAndWritesNothing(
                    KeyringMissing.class,
                    () -> CredentialStore.open(database.dataSource(), TestKeys.masterKey()),
                    () -> keyring(TestKeys.masterKey()).prepare(),
                    () -> keyring(TestKeys.masterKey()).rotate(Rotation.now()));
            assertThatThrownBy(() -> CredentialStore.open(database.dataSource(), TestKeys.masterKey()))
                    .hasMessageContaining("restore a key backup")
                    .hasMessageContaining("credentials");
        }

        private static UUID putKeyringOfAnotherDatabase(MasterKey itsMasterKey) {
            return keyring(itsMasterKey).prepare().orElseThrow();
        }

        /** Makes the key where no secret is in the way, as the other database did. */
        private static void putForeignKeyBypassingTheForeignKeys() throws SQLException {
            try (Connection connection = database.connect()) {
                connection.setAutoCommit(false);
                KeyRow row = foreignRow();
                row.insert(new Database(database.dataSource(), "netraven").session(connection));
                connection.commit();
            }
        }

        private static KeyRow foreignRow() {
            return KeyProof.row(
                    new EnvelopeCipher(new SecureRandom()),
                    TestKeys.masterKey(),
                    UUID.randomUUID(),
                    KeyMaterial.random(new SecureRandom()),
                    true);
        }
    }

    @Nested
    class TheDatabaseRefuses {

        @BeforeEach
        void fill() {
            storeOneOfEach();
        }

        @ParameterizedTest
        @CsvSource({
            "credentials, password",
            "credentials, enable_password",
            "credentials, private_key",
            "credentials, private_key_passphrase",
            "devices, password",
            "admin_settings, secret_value"
        })
        void whateverIsNoEnvelopeUnderTheKeyOfTheRow(String table, String column) throws SQLException {
            String update = "UPDATE netraven." + table + " SET " + column + " = ";
            String set = " WHERE " + column + " IS NOT NULL";
            Map<String, List<Object>> before = TableTexts.of(database);

            isRefused(table, column, update + "'" + PLAIN + "'::bytea" + set);
            isRefused(table, column, update + "convert_to('" + PLAIN + "', 'UTF8')" + set);
            isRefused(table, column, update + "''::bytea" + set);
            isRefused(table, column, update + "'NR'::bytea" + set);
            isRefused(table, column, update + "substring(" + column + " FROM 1 FOR 47)" + set);
            isRefused(table, column, update + "'\\x00'::bytea || " + column + set);
            isRefused(table, column, update + "overlay(" + column + " PLACING 'XX'::bytea FROM 1)" + set);
            isRefused(
                    table,
                    column,
                    update + "overlay(" + column + " PLACING uuid_send(gen_random_uuid()) FROM 5)" + set);
            isRefused(table, column, "UPDATE netraven." + table + " SET key_id = NULL" + set);
            isRefused(
                    table,
                    column,
                    "INSERT INTO netraven.encryption_keys SELECT (jsonb_populate_record(k, jsonb_build_object("
                            + "'id', i, 'state', 'decrypt_only', 'check_value', overlay(check_value PLACING"
                            + " uuid_send(i) FROM 5)))).* FROM netraven.encryption_keys k, gen_random_uuid() AS i;"
                            + " UPDATE netraven." + table
                            + " SET key_id = (SELECT id FROM netraven.encryption_keys WHERE state = 'decrypt_only')"
                            + set);

            assertThat(TableTexts.of(database)).isEqualTo(before);
        }

        @Test
        void aSecretWhereASettingIsNotSensitiveAndAPlainValueWhereItIs() throws SQLException {
            Map<String, List<Object>> before = TableTexts.of(database);
            for (String sql : List.of(
                    "UPDATE netraven.admin_settings SET value = to_jsonb('" + PLAIN + "'::text)",
                    "UPDATE netraven.admin_settings SET value = to_jsonb('" + PLAIN + "'::text), secret_value = NULL,"
                            + " key_id = NULL",
                    "UPDATE netraven.admin_settings SET is_sensitive = false",
                    "UPDATE netraven.admin_settings SET is_sensitive = false, secret_value = NULL",
                    "UPDATE netraven.admin_settings SET is_sensitive = false, value = '1'")) {
                assertThatExceptionOfType(PSQLException.class)
                        .as(sql)
                        .isThrownBy(() -> Databases.run(database, sql))
                        .satisfies(e -> assertThat(constraint(e)).isEqualTo("ck_admin_settings_sensitive"));
            }
            assertThat(TableTexts.of(database)).isEqualTo(before);
        }

        @Test
        void aRowThatIsInsertedWithPlainText() {
            for (String sql : List.of(
                    "INSERT INTO netraven.credentials (id, name, username, password, key_id) SELECT gen_random_uuid(),"
                            + " 'n', 'u', '" + PLAIN + "'::bytea, id FROM netraven.encryption_keys",
                    "INSERT INTO netraven.credentials (id, name, username, password) VALUES (gen_random_uuid(), 'n',"
                            + " 'u', '" + PLAIN + "'::bytea)",
                    "INSERT INTO netraven.credentials (id, name, username, password) SELECT gen_random_uuid(), 'n',"
                            + " 'u', password FROM netraven.credentials")) {
                assertThatExceptionOfType(PSQLException.class)
                        .as(sql)
                        .isThrownBy(() -> Databases.run(database, sql))
                        .satisfies(e -> assertThat(constraint(e)).startsWith("ck_credentials_password"));
            }
        }

        private static void isRefused(String table, String column, String sql) {
            assertThatExceptionOfType(PSQLException.class)
                    .as(sql)
                    .isThrownBy(() -> Databases.run(database, sql))
                    .satisfies(e -> assertThat(constraint(e))
                            .isIn("ck_" + table + "_" + column, "ck_" + table + "_" + column + "_key"));
        }

        private static String constraint(PSQLException e) {
            assertThat(e.getSQLState()).isEqualTo("23514");
            return String.valueOf(e.getServerErrorMessage().getConstraint());
        }
    }

    @Nested
    class AnException {

        /** A value that stands in the row, in plain text: the server quotes the row. */
        private static final String BESIDE = "beside-the-secret-3f9c";

        @BeforeEach
        void fill() {
            storeOneOfEach();
        }

        @Test
        void ofTheDriverQuotesTheRow() {
            assertThatThrownBy(() -> Databases.run(
                            database,
                            "UPDATE netraven.credentials SET description = ?, password = '\\x00'::bytea",
                            BESIDE))
                    .hasMessageContaining(BESIDE);
        }

        @ParameterizedTest
        @CsvSource({
            "ck_credentials_refusing, CHECK (description IS NULL)",
            "ck_credentials_priority, CHECK (description IS NULL)",
            "uq_credentials_description, UNIQUE (description)"
        })
        void ofTheStoreDoesNotAndNothingIsWritten(String name, String constraint) throws SQLException {
            Databases.run(
                    database,
                    constraint.startsWith("UNIQUE")
                            ? "UPDATE netraven.credentials SET description = '" + BESIDE + "' WHERE name = 'password'"
                            : "UPDATE netraven.credentials SET description = NULL");
            Databases.run(database, "ALTER TABLE netraven.credentials ADD CONSTRAINT " + name + " " + constraint);
            Map<String, List<Object>> before = TableTexts.of(database);
            try (CredentialStore store = CredentialStore.open(database.dataSource(), TestKeys.masterKey());
                    Secret secret = Secret.ofString(PLAIN)) {
                UUID id = store.findByName("password").orElseThrow().id();
                quotesNothing(() -> store.add(NewCredential.named("other", "backup")
                        .description(BESIDE)
                        .password(secret)
                        .build()));
                if (!constraint.startsWith("UNIQUE")) {
                    quotesNothing(() -> store.update(
                            id, new CredentialChange().description(BESIDE).password(secret)));
                }
            }
            assertThat(TableTexts.of(database)).isEqualTo(before);
        }

        @Test
        void ofARefusedEnvelopeDoesNot() throws SQLException {
            for (String table : List.of("credentials", "devices", "admin_settings")) {
                Databases.run(
                        database,
                        "ALTER TABLE netraven." + table + " ADD CONSTRAINT ck_" + table
                                + "_refusing CHECK (version < 0) NOT VALID");
            }
            Map<String, List<Object>> before = TableTexts.of(database);
            try (CredentialStore store = CredentialStore.open(database.dataSource(), TestKeys.masterKey());
                    Secret secret = Secret.ofString(PLAIN)) {
                UUID device = (UUID) Databases.ask(database, "SELECT id FROM netraven.devices")
                        .get(0);
                quotesNothing(() -> store.setDeviceLogin(device, BESIDE, secret));
                quotesNothing(() -> store.setSetting("smtp.password", secret));
                quotesNothing(() -> store.add(
                        NewCredential.named(BESIDE, BESIDE).password(secret).build()));
                assertThat(TableTexts.of(database)).isEqualTo(before);
                quotesNothing(() -> keyring(TestKeys.masterKey()).rotate(Rotation.now()));
            }
        }

        @Test
        void ofATriggerThatQuotesTheRowInItsDetailDoesNot() throws SQLException {
            Databases.run(database, """
                    CREATE FUNCTION netraven.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN RAISE EXCEPTION 'refused' USING DETAIL = NEW::text, HINT = NEW::text; END $$;
                    CREATE TRIGGER refuse BEFORE INSERT ON netraven.credentials
                    FOR EACH ROW EXECUTE FUNCTION netraven.refuse()
                    """);
            try (CredentialStore store = CredentialStore.open(database.dataSource(), TestKeys.masterKey());
                    Secret secret = Secret.ofString(PLAIN)) {
                quotesNothing(() -> store.add(NewCredential.named("other", "backup")
                        .description(BESIDE)
                        .password(secret)
                        .build()));
            }
        }

        private static void quotesNothing(ThrowingCallable call) {
            assertThatExceptionOfType(CredentialException.class)
                    .isThrownBy(call)
                    .satisfies(e -> {
                        String all = text(e).toLowerCase(Locale.ROOT);
                        assertThat(all)
                                .doesNotContain(BESIDE)
                                .doesNotContain(PLAIN.toLowerCase(Locale.ROOT))
                                .doesNotContain("failing row")
                                .doesNotContain("detail:")
                                .doesNotContain("4e5201010");
                    });
        }

        /** What any logger could write of an exception: messages, causes, what was suppressed, and what follows. */
        private static String text(Throwable thrown) {
            StringWriter text = new StringWriter();
            PrintWriter writer = new PrintWriter(text);
            thrown.printStackTrace(writer);
            List<Throwable> waiting = new ArrayList<>(List.of(thrown));
            while (!waiting.isEmpty()) {
                Throwable each = waiting.remove(0);
                writer.println(each);
                writer.println(each.getLocalizedMessage());
                if (each.getCause() != null) {
                    waiting.add(each.getCause());
                }
                waiting.addAll(List.of(each.getSuppressed()));
                if (each instanceof SQLException sql && sql.getNextException() != null) {
                    waiting.add(sql.getNextException());
                }
            }
            return text.toString();
        }
    }
}
