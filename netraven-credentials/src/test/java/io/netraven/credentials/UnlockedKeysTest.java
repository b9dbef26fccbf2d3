package io.netraven.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netraven.credentials.internal.crypto.EnvelopeCipher;
import io.netraven.credentials.internal.sql.Database;
import io.netraven.credentials.internal.sql.Session;
import io.netraven.credentials.testing.SampleData;
import io.netraven.credentials.testing.TestKeys;
import io.netraven.schema.testing.TestDatabase;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@SuppressWarnings("NullAway.Init")
class UnlockedKeysTest {

    @RegisterExtension
    static final TestDatabase database = Databases.perMethod();

    private static UUID store(CredentialStore store, UUID... tags) {
        NewCredential.Builder credential = NewCredential.named("core", "backup").password(Secret.ofString("s3cret"));
        for (UUID tag : tags) {
            credential.tag(tag, 50);
        }
        return store.add(credential.build());
    }

    private static UnlockedKeys open() {
        return UnlockedKeys.open(
                new Database(database.dataSource(), "netraven"),
                TestKeys.masterKey(),
                new EnvelopeCipher(new SecureRandom()),
                Listening.NOBODY);
    }

    /** A pool whose threads all hold a connection, and all wait for another one, stands still. */
    @Test
    void areReadAgainOnTheConnectionThatIsThereAlready() {
        TestKeys.openStore(database.dataSource()).close();
        SampleData sample = SampleData.in(database.dataSource());
        UUID tag = sample.tag("core");
        Keyring keyring = Keyring.builder(database.dataSource())
                .masterKey(TestKeys.masterKey())
                .build();
        try (CredentialStore store = CredentialStore.open(withOneConnection(), TestKeys.masterKey())) {
            UUID id = store(store, tag);
            keyring.rotate(Rotation.now());
            assertThat(store.reveal(id, SecretPart.PASSWORD)).contains(Secret.ofString("s3cret"));
            keyring.rotate(Rotation.now());
            try (DeviceLogin login = store.loginFor(sample.device("r1", tag))) {
                assertThat(login).hasSize(1);
            }
            keyring.rotate(Rotation.now());
            store.update(id, new CredentialChange().password(Secret.ofString("another")));
        }
    }

    @Test
    void areNotReadAgainAfterTheyWereClosed() {
        TestKeys.openStore(database.dataSource()).close();
        UnlockedKeys keys = open();
        keys.close();
        assertThatThrownBy(keys::reload).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(keys::current).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void overwriteWhatTheyOpenedForATransactionThatFails() throws SQLException {
        UUID id;
        try (CredentialStore store = TestKeys.openStore(database.dataSource())) {
            id = store(store);
        }
        byte[] envelope = (byte[]) Databases.ask(database, "SELECT password FROM netraven.credentials")
                .get(0);
        AtomicReference<Secret> opened = new AtomicReference<>();
        try (UnlockedKeys keys = open()) {
            assertThatThrownBy(() -> keys.read((session, opening) -> {
                        opened.set(opening.open(session, SecretPart.PASSWORD.logicalName(), id, envelope));
                        throw new SQLException("the audit record cannot be written");
                    }))
                    .isInstanceOf(CredentialException.DatabaseFailed.class);
        }
        Secret secret = Objects.requireNonNull(opened.get());
        assertThatThrownBy(secret::revealUtf8).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void openEverySecretByItsLogicalName() throws SQLException {
        try (CredentialStore store = TestKeys.openStore(database.dataSource());
                Connection connection = database.connect();
                Secret secret = Secret.ofString("s3cret")) {
            connection.setAutoCommit(false);
            UUID row = UUID.randomUUID();
            for (EncryptedTable table : EncryptedTable.OWN) {
                for (String column : table.columns()) {
                    String name = table.logicalName(column);
                    byte[] envelope = store.seal(connection, name, row, secret).envelope();
                    connection.commit();
                    assertThat(store.reveal(name, row, envelope)).as(name).isEqualTo(secret);
                }
            }
        }
    }

    /** A transaction that others wait for, and whose client the network has lost. */
    @Test
    void areHeldForNoLongerThanAClientMayBeSilent() {
        TestKeys.openStore(database.dataSource()).close();
        try (CredentialStore store = CredentialStore.builder(database.dataSource(), TestKeys.masterKey())
                .longestIdle(Duration.ofSeconds(7))
                .open()) {
            assertThat(store.keys().<String>write((session, held) -> idleTimeout(session)))
                    .isEqualTo("7s");
        }
    }

    @Test
    void areHeldInACallersTransactionForAsLongAsTheCallerSays() throws SQLException {
        try (CredentialStore store = TestKeys.openStore(database.dataSource());
                Connection connection = database.connect()) {
            String before = idleTimeout(store.database().session(connection));
            connection.setAutoCommit(false);
            store.keys().hold(store.database().session(connection));
            assertThat(idleTimeout(store.database().session(connection))).isEqualTo(before);
            connection.rollback();
        }
    }

    private static String idleTimeout(Session session) throws SQLException {
        return session.find("SHOW idle_in_transaction_session_timeout", row -> row.getString(1))
                .orElse("");
    }

    /** Gives a connection only when the one before it is closed. */
    private static DataSource withOneConnection() {
        List<Connection> given = new ArrayList<>();
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    for (Connection each : given) {
                        if (!each.isClosed()) {
                            throw new SQLException("The pool has no other connection");
                        }
                    }
                    given.add(database.connect());
                    return given.get(given.size() - 1);
                });
    }
}
