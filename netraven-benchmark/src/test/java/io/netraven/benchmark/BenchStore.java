package io.netraven.benchmark;

import io.netraven.credentials.CredentialStore;
import io.netraven.credentials.Keyring;
import io.netraven.credentials.MasterKey;
import io.netraven.credentials.Secret;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** A credential store over held connections, with data keys of its own. */
final class BenchStore implements AutoCloseable {

    private final DataSource source;
    private final MasterKey master;
    private final HeldConnections held;
    private final CredentialStore store;

    private BenchStore(DataSource source, MasterKey master, HeldConnections held, CredentialStore store) {
        this.source = source;
        this.master = master;
        this.held = held;
        this.store = store;
    }

    /** Opens a database without secrets; data keys of an earlier opening are made anew. */
    static BenchStore open(DataSource source, int connections) throws SQLException {
        MasterKey master = newMaster();
        execute(source, "DELETE FROM netraven.encryption_keys");
        Keyring.builder(source).masterKey(master).build().prepare();
        HeldConnections held = new HeldConnections(source, connections);
        return new BenchStore(source, master, held, CredentialStore.open(held, master));
    }

    static MasterKey newMaster() {
        try (Secret text = MasterKey.generate()) {
            return MasterKey.of(text);
        }
    }

    CredentialStore store() {
        return store;
    }

    HeldConnections connections() {
        return held;
    }

    Keyring keyring() {
        return Keyring.builder(source).masterKey(master).build();
    }

    /** Returns ids: of a table, with whatever follows it in a query. */
    List<UUID> ids(String from) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id FROM netraven." + from)) {
            while (row.next()) {
                ids.add(row.getObject(1, UUID.class));
            }
        }
        return ids;
    }

    /** A credential, and a tag that it is offered for. */
    record Offered(UUID credential, UUID tag) {}

    /** Returns the first of them, by the names of the credentials. */
    List<Offered> offered(int most) throws SQLException {
        List<Offered> offered = new ArrayList<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT ct.credential_id, ct.tag_id"
                        + " FROM netraven.credential_tags ct JOIN netraven.credentials c ON c.id = ct.credential_id"
                        + " ORDER BY c.name LIMIT " + most)) {
            while (row.next()) {
                offered.add(new Offered(row.getObject(1, UUID.class), row.getObject(2, UUID.class)));
            }
        }
        return offered;
    }

    private static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        store.close();
        held.close();
        master.close();
    }
}
