package io.netraven.benchmark;

import io.netraven.benchmark.BenchStore.Offered;
import io.netraven.credentials.CredentialQuery;
import io.netraven.credentials.CredentialStore;
import io.netraven.credentials.Outcome;
import io.netraven.credentials.Rotation;
import io.netraven.credentials.SealedSecret;
import io.netraven.credentials.Secret;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** What services and operators ask of a store, one after the other on one connection, at whatever size it has. */
final class Operations implements AutoCloseable {

    /** One kind of work. */
    enum Kind {
        SELECTION("candidates of one device", 80),
        RECORDING("recording a result", 80),
        LISTING("first 100 credentials by name", 20),
        LISTING_OF_TAG("credentials of a tag", 20),
        STATISTICS("statistics of all credentials", 5),
        STATISTICS_OF_TAG("statistics of a tag", 20),
        ROTATION("rotation of all credentials", 1);

        private final String text;
        private final int times;

        Kind(String text, int times) {
            this.text = text;
            this.times = times;
        }

        String text() {
            return text;
        }
    }

    private interface Work {
        void run(int turn) throws SQLException;
    }

    private final BenchStore opened;
    private final CredentialStore store;
    private final List<UUID> devices;
    private final List<UUID> credentials;
    private final List<Offered> offered;
    private final List<UUID> tags;
    private int recorded;
    private final Map<Kind, List<Double>> millis = new EnumMap<>(Kind.class);

    private Operations(BenchStore opened) throws SQLException {
        this.opened = opened;
        store = opened.store();
        devices = opened.ids("devices ORDER BY hostname LIMIT 400");
        credentials = opened.ids("credentials ORDER BY name");
        offered = opened.offered(400);
        tags = opened.ids("tags WHERE name <> 'Default' ORDER BY name LIMIT 100");
    }

    /** Opens a filled database, and gives its credentials passwords. */
    static Operations open(BenchServer server, String database) throws SQLException {
        DataSource source = server.source(database);
        Operations operations = new Operations(BenchStore.open(source, 1));
        operations.setPasswords(source);
        server.execute(database, "VACUUM ANALYZE netraven.credentials");
        return operations;
    }

    /** Does some of each kind. */
    void round() throws SQLException {
        take(Kind.SELECTION, turn -> store.rank(of(devices, turn)));
        take(Kind.RECORDING, turn -> record());
        take(Kind.LISTING, turn -> store.list(CredentialQuery.all()));
        take(Kind.LISTING_OF_TAG, turn -> store.list(CredentialQuery.all().forTag(of(tags, turn))));
        take(Kind.STATISTICS, turn -> store.statistics());
        take(Kind.STATISTICS_OF_TAG, turn -> store.statistics(of(tags, turn)));
        take(Kind.ROTATION, turn -> opened.keyring().rotate(Rotation.now()));
    }

    /** Forgets what was timed. */
    void forget() {
        millis.clear();
    }

    /** Returns the median, in milliseconds. */
    double millis(Kind kind) {
        return Figures.median(millis.getOrDefault(kind, List.of()));
    }

    @Override
    public void close() throws SQLException {
        opened.close();
    }

    private void take(Kind kind, Work work) throws SQLException {
        for (int turn = 0; turn < kind.times; turn++) {
            long start = System.nanoTime();
            work.run(turn);
            millis.computeIfAbsent(kind, key -> new ArrayList<>()).add((System.nanoTime() - start) / 1e6);
        }
    }

    /** Another device each time, as far as there are. */
    private void record() {
        Offered next = offered.get(recorded % offered.size());
        store.record(next.credential(), devices.get(recorded * 7 % devices.size()), next.tag(), Outcome.ACCEPTED);
        recorded++;
    }

    private static UUID of(List<UUID> ids, int turn) {
        return ids.get(turn % ids.size());
    }

    private void setPasswords(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE netraven.credentials SET password = ?, key_id = ? WHERE id = ?")) {
            connection.setAutoCommit(false);
            for (UUID id : credentials) {
                try (Secret password = Secret.ofString("password-" + id)) {
                    SealedSecret sealed = store.seal(connection, "credential.password", id, password);
                    update.setBytes(1, sealed.envelope());
                    update.setObject(2, sealed.keyId());
                    update.setObject(3, id);
                    update.addBatch();
                }
            }
            update.executeBatch();
            connection.commit();
        }
    }
}
