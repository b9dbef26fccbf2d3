package io.netraven.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netraven.credentials.Actor;
import io.netraven.credentials.CredentialException;
import io.netraven.credentials.EncryptedTable;
import io.netraven.credentials.MasterKey;
import io.netraven.credentials.NewCredential;
import io.netraven.credentials.Secret;
import io.netraven.credentials.SecretPart;
import io.netraven.launcher.testing.Await;
import io.netraven.launcher.testing.Sql;
import io.netraven.model.tag.Tag;
import io.netraven.schema.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class NetRavenCredentialsTest {

    private static final String PASSPHRASE = "seven small stones in a row";
    private static final String KEY = "base64:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    /** Finds what stays open: a session that outlives its test fails it. */
    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static Configuration.Builder pooled() {
        return Configuration.builder()
                .host(database.host())
                .port(database.port())
                .database(database.name())
                .login(database.user(), database.password());
    }

    private Path keyFile(String text) throws IOException {
        return Files.writeString(folder.resolve("key"), text + "\n");
    }

    private static UUID add(NetRaven netRaven, String password) {
        try (Secret secret = Secret.ofString(password)) {
            return netRaven.credentials()
                    .add(NewCredential.named("core-ssh", "backup")
                            .password(secret)
                            .tag(Tag.DEFAULT_ID, 90)
                            .build());
        }
    }

    private static String reveal(NetRaven netRaven, UUID id) {
        try (Secret secret =
                netRaven.credentials().reveal(id, SecretPart.PASSWORD).orElseThrow()) {
            return secret.use(String::valueOf);
        }
    }

    private static String ask(String query) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }

    @Nested
    final class Start {

        @Test
        void makesTheFirstKeyAndFindsItAgain() throws IOException {
            Path key = keyFile(PASSPHRASE);
            UUID id;
            try (NetRaven netRaven =
                    NetRaven.start(pooled().encryptionKeyFile(key).build())) {
                id = add(netRaven, "stored");
                assertThat(netRaven.keyring().status().keys()).hasSize(1);
            }
            try (NetRaven netRaven =
                    NetRaven.start(pooled().encryptionKeyFile(key).build())) {
                assertThat(reveal(netRaven, id)).isEqualTo("stored");
                assertThat(netRaven.keyring().status().keys()).hasSize(1);
            }
        }

        @Test
        void goesWithoutTheStoreWhereNoMasterKeyIsSet() throws SQLException {
            try (NetRaven netRaven = NetRaven.start(pooled().build())) {
                assertThatExceptionOfType(ConfigurationException.class)
                        .isThrownBy(netRaven::credentials)
                        .withMessageContaining("NETRAVEN_ENCRYPTION_KEY_FILE");
                assertThat(netRaven.keyring().status().keys()).isEmpty();
            }
            assertThat(ask("SELECT count(*) FROM netraven.encryption_keys")).isEqualTo("0");
        }

        @Test
        void refusesAnotherMasterKeyAndLeavesNothingOpen() throws IOException {
            NetRaven.start(pooled().encryptionKeyFile(keyFile(KEY)).build()).close();
            Configuration another = pooled().encryptionKeyFile(keyFile(KEY.replace("AAEC", "AQEC")))
                    .build();
            assertThatExceptionOfType(CredentialException.MasterKeyMismatch.class)
                    .isThrownBy(() -> NetRaven.start(another));
        }

        @Test
        void refusesAKeyThatIsNoneBeforeItMakesAnything() throws IOException, SQLException {
            Configuration weak = pooled().encryptionKeyFile(keyFile("short")).build();
            assertThatExceptionOfType(CredentialException.MasterKeyUnusable.class)
                    .isThrownBy(() -> NetRaven.start(weak));
            assertThat(ask("SELECT count(*) FROM pg_namespace WHERE nspname = 'netraven'"))
                    .isEqualTo("0");
        }

        @Test
        void leavesTheMasterKeyThatAServiceBringsOpenAndReadsNoOther() throws SQLException {
            try (Secret text = MasterKey.generate();
                    MasterKey master = MasterKey.of(text)) {
                Configuration configuration = pooled().masterKey(master)
                        .encryptionKeyFile(Path.of("missing"))
                        .actor(Actor.service("inventory"))
                        .build();
                NetRaven.start(configuration).close();
                try (NetRaven netRaven = NetRaven.start(configuration)) {
                    add(netRaven, "stored");
                }
            }
            assertThat(ask("SELECT DISTINCT actor_id FROM netraven.audit_logs")).isEqualTo("inventory");
        }

        @Test
        void registersAServicesOwnTables() throws IOException, SQLException {
            NetRaven.start(pooled().build()).close();
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE netraven.routers (id uuid PRIMARY KEY, community bytea, version bigint,"
                        + " key_id uuid REFERENCES netraven.encryption_keys)");
            }
            EncryptedTable routers = EncryptedTable.named("routers").with("community", "acme.router.community");
            Configuration.Builder builder = pooled().encryptionKeyFile(keyFile(KEY));
            try (NetRaven netRaven = NetRaven.start(builder.build())) {
                assertThat(netRaven.keyring().status().unknownTables()).containsExactly("routers");
            }
            try (NetRaven netRaven = NetRaven.start(builder.encrypted(routers).build())) {
                assertThat(netRaven.keyring().status().unknownTables()).isEmpty();
            }
        }
    }

    @Nested
    final class StartWhenReady {

        @Test
        void waitsForTheFirstKeyAsForTheSchema() throws Exception {
            NetRaven.start(pooled().build()).close();
            Configuration configuration =
                    pooled().encryptionKeyFile(keyFile(KEY)).build();
            CompletableFuture<NetRaven> waiter;
            try (Connection holder = database.connect()) {
                holder.setAutoCommit(false);
                Sql.execute(holder, "LOCK TABLE netraven.encryption_keys IN ACCESS EXCLUSIVE MODE");
                String pid = Sql.ask(holder, "SELECT pg_backend_pid()");
                waiter = CompletableFuture.supplyAsync(() -> NetRaven.startWhenReady(configuration));
                // It looks for the data key, and the lock blocks it.
                Await.until(() -> !ask("SELECT count(*) FROM pg_stat_activity WHERE " + pid
                                + " = ANY (pg_blocking_pids(pid))")
                        .equals("0"));
                holder.rollback();
            }
            NetRaven.start(configuration).close();
            try (NetRaven netRaven = waiter.get(5, TimeUnit.MINUTES)) {
                assertThat(netRaven.credentials().statistics().credentials()).isZero();
            }
        }

        @Test
        void makesNoKeyAndEndsAtTheDeadline() throws IOException, SQLException {
            NetRaven.start(pooled().build()).close();
            Configuration configuration = pooled().encryptionKeyFile(keyFile(KEY))
                    .waitAtMost(Duration.ofMillis(400))
                    .build();
            assertThatExceptionOfType(CredentialException.KeyringMissing.class)
                    .isThrownBy(() -> NetRaven.startWhenReady(configuration));
            assertThat(ask("SELECT count(*) FROM netraven.encryption_keys")).isEqualTo("0");
        }
    }
}
