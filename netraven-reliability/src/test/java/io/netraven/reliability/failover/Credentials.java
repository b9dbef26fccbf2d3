package io.netraven.reliability.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.credentials.CredentialStore;
import io.netraven.credentials.NewCredential;
import io.netraven.credentials.Secret;
import io.netraven.credentials.SecretPart;
import io.netraven.credentials.testing.TestKeys;
import io.netraven.launcher.internal.connect.ConnectionPool;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Credentials whose secrets are known, for rotations that nothing may come of but new keys. */
final class Credentials {

    private static final int CONNECTIONS = 2;

    private final Map<UUID, String> secrets = new LinkedHashMap<>();

    private Credentials() {}

    static Credentials fill(Hosts hosts, int rows) throws SQLException {
        Credentials credentials = new Credentials();
        try (ConnectionPool pool = ConnectionPool.over(hosts.hasty(), CONNECTIONS);
                CredentialStore store = TestKeys.openStore(pool.dataSource())) {
            for (int row = 0; row < rows; row++) {
                String text = "secret-of-" + row;
                try (Secret secret = Secret.ofString(text)) {
                    UUID id = store.add(NewCredential.named("filled-" + row, "backup")
                            .password(secret)
                            .build());
                    credentials.secrets.put(id, text);
                }
            }
        }
        // This commit waits for the standby, which then has all before it too.
        hosts.execute("UPDATE netraven.credentials SET version = 0");
        return credentials;
    }

    /** How many data keys there are. */
    int keys(Hosts hosts) throws SQLException {
        return Integer.parseInt(hosts.ask("SELECT count(*) FROM netraven.encryption_keys"));
    }

    /** Fails unless each opens, is under the active key, and was encrypted at most once for each key but the first. */
    void verify(Hosts hosts) throws SQLException {
        assertThat(hosts.ask("SELECT count(*) FROM netraven.credentials c JOIN netraven.encryption_keys k"
                        + " ON k.id = c.key_id WHERE k.state = 'active' AND c.version BETWEEN 0 AND "
                        + (keys(hosts) - 1)))
                .as("rows under the active key, none encrypted twice for it")
                .isEqualTo(Integer.toString(secrets.size()));
        try (ConnectionPool pool = ConnectionPool.over(hosts.hasty(), CONNECTIONS);
                CredentialStore store = TestKeys.openStore(pool.dataSource())) {
            for (Map.Entry<UUID, String> entry : secrets.entrySet()) {
                try (Secret secret =
                        store.reveal(entry.getKey(), SecretPart.PASSWORD).orElseThrow()) {
                    assertThat(new String(secret.reveal())).isEqualTo(entry.getValue());
                }
            }
        }
    }
}
