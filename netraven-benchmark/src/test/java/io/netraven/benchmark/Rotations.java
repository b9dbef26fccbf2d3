package io.netraven.benchmark;

import io.netraven.credentials.CredentialStore;
import io.netraven.credentials.Keyring;
import io.netraven.credentials.MasterKey;
import io.netraven.credentials.Rotation;
import io.netraven.credentials.RotationReport;
import io.netraven.credentials.SealedSecret;
import io.netraven.credentials.Secret;
import io.netraven.launcher.NetRavenSchema;
import io.netraven.model.base.TimeOrderedId;
import io.netraven.schema.SchemaEngine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;

/** Rotation of many credentials, and one plain UPDATE of the same rows with the same checks, key and index. */
final class Rotations {

    private static final String FILLED = "bench_filled";
    private static final String RUN = "bench_rotation";

    private final BenchServer server;
    private final MasterKey master;

    Rotations(BenchServer server) {
        this.server = server;
        master = BenchStore.newMaster();
    }

    /** Makes a database with credentials, each with a password of 16 characters. */
    void fill(int rows) throws SQLException {
        server.create(FILLED);
        DataSource source = server.source(FILLED);
        SchemaEngine.builder(source).model(NetRavenSchema.model()).build().initialize();
        Keyring.builder(source).masterKey(master).build().prepare();
        try (CredentialStore store = CredentialStore.open(source, master);
                Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            insert(store, connection, rows);
            connection.commit();
            connection.setAutoCommit(true);
            execute(connection, "VACUUM ANALYZE netraven.credentials");
        }
    }

    private static void insert(CredentialStore store, Connection connection, int rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO netraven.credentials (id, name, username, password, key_id) VALUES (?, ?, 'backup', ?, ?)")) {
            for (int i = 0; i < rows; i++) {
                UUID id = TimeOrderedId.next();
                try (Secret password = Secret.ofString("password-" + (1_000_000 + i))) {
                    SealedSecret sealed = store.seal(connection, "credential.password", id, password);
                    insert.setObject(1, id);
                    insert.setString(2, "credential-" + i);
                    insert.setBytes(3, sealed.envelope());
                    insert.setObject(4, sealed.keyId());
                    insert.addBatch();
                }
                if (i % 1_000 == 999) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
    }

    /** Seconds of one UPDATE that gives all rows another key and another envelope, and a new version. */
    double floorSeconds() throws SQLException {
        restore();
        try (Connection connection = server.source(RUN).getConnection()) {
            UUID other = TimeOrderedId.next();
            execute(
                    connection,
                    "INSERT INTO netraven.encryption_keys (id, wrapped_key, state, algorithm, wrap_parameters, check_value)"
                            + " SELECT '" + other + "', wrapped_key, 'decrypt_only', algorithm, wrap_parameters,"
                            + " overlay(check_value PLACING uuid_send('" + other + "') FROM 5)"
                            + " FROM netraven.encryption_keys");
            long start = System.nanoTime();
            execute(
                    connection,
                    "UPDATE netraven.credentials SET password = overlay(password PLACING uuid_send('" + other
                            + "') FROM 5), key_id = '" + other + "', version = version + 1");
            return (System.nanoTime() - start) / 1e9;
        }
    }

    /** Seconds of a rotation with all guarantees. */
    double rotationSeconds(Rotation rotation) throws SQLException {
        restore();
        RotationReport report =
                Keyring.builder(server.source(RUN)).masterKey(master).build().rotate(rotation);
        if (report.passedOverRows() != 0) {
            throw new IllegalStateException("Rows were passed over");
        }
        return report.elapsed().toNanos() / 1e9;
    }

    private void restore() throws SQLException {
        server.create(RUN, FILLED);
        server.execute("postgres", "CHECKPOINT");
        try (Connection connection = server.source(RUN).getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT sum(length(password)) FROM netraven.credentials")) {
            row.next();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
