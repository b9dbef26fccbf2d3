package io.netraven.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.credentials.internal.sql.Database;
import io.netraven.credentials.internal.sql.Session;
import io.netraven.schema.testing.TestDatabase;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@SuppressWarnings("NullAway.Init")
class SealedRowsTest {

    private static final int ROWS = 20_000;
    private static final int BATCH = 1_000;
    private static final int BATCHES = 16;
    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final SealedRows CREDENTIALS = new SealedRows(EncryptedTable.CREDENTIALS);

    @RegisterExtension
    static final TestDatabase database = Databases.perMethod();

    private static Session begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        return new Database(database.dataSource(), "netraven").session(connection);
    }

    /** Another key, that nothing is under. Its wrapped form is nobody's. */
    private static UUID anotherKey() throws SQLException {
        UUID key = UUID.randomUUID();
        Databases.run(
                database,
                "INSERT INTO netraven.encryption_keys (id, wrapped_key, state, algorithm, wrap_parameters, check_value)"
                        + " SELECT ?, wrapped_key, 'decrypt_only', algorithm, wrap_parameters,"
                        + " overlay(check_value PLACING uuid_send(?) FROM 5) FROM netraven.encryption_keys",
                key,
                key);
        return key;
    }

    /** What the running transaction has read of the table. */
    private static List<Long> reads(Session session) throws SQLException {
        return session.query(
                        "SELECT coalesce(seq_scan, 0), coalesce(idx_tup_fetch, 0) FROM pg_stat_xact_user_tables"
                                + " WHERE relid = to_regclass('$.credentials')",
                        row -> List.of(row.getLong(1), row.getLong(2)))
                .get(0);
    }

    @Test
    void readsOnlyItsOwnRowsOfManyHoweverTheServerPlans() throws SQLException {
        new Journal(database.dataSource()).fill(Collections.nCopies(1, Map.of(SecretPart.PASSWORD, "one of many")));
        Databases.run(
                database,
                "INSERT INTO netraven.credentials (id, name, username, password, key_id)"
                        + " SELECT ('01970000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, 'copy-' || i, 'backup', password, key_id"
                        + " FROM netraven.credentials, generate_series(2, ?) AS i",
                ROWS);
        Databases.run(database, "VACUUM ANALYZE netraven.credentials");
        UUID key = anotherKey();
        for (String mode : List.of("auto", "force_custom_plan", "force_generic_plan")) {
            // A session of its own: the server counts what the same session has read a moment before.
            try (Connection connection = database.current()
                    .dataSourceAs(database.user(), database.password())
                    .getConnection()) {
                Session session = begin(connection);
                session.execute("SELECT set_config('plan_cache_mode', ?, false)", mode);
                rewrite(session, key);
                List<Long> reads = reads(session);
                assertThat(reads.get(0)).as("sequential scans, " + mode).isZero();
                // The bound, the lock, the update, and the bound again, past what was just written.
                assertThat(reads.get(1)).as("rows by index, " + mode).isLessThan(BATCHES * 8L * BATCH);
                connection.rollback();
            }
        }
    }

    /** Often enough for the driver to prepare the statements, and for the server to settle on a plan. */
    private static void rewrite(Session session, UUID key) throws SQLException {
        UUID after = BEFORE_ALL;
        for (int batch = 0; batch < BATCHES; batch++) {
            List<SealedRow> rows = CREDENTIALS.lock(session, key, after, BATCH, batch % 2 == 0);
            assertThat(rows).hasSize(BATCH);
            List<SealedRow> written = rows.stream()
                    .map(row -> new SealedRow(row.id(), row.keyId(), row.version(), underKey(row, key)))
                    .toList();
            assertThat(CREDENTIALS.write(session, key, written)).isEqualTo(BATCH);
            assertThat(CREDENTIALS.last(session, key, after, BATCH)).isPresent();
            after = rows.get(BATCH - 1).id();
        }
    }

    private static List<byte[]> underKey(SealedRow row, UUID key) {
        byte[] envelope = row.envelopes().get(0).clone();
        ByteBuffer.wrap(envelope, 4, 16).putLong(key.getMostSignificantBits()).putLong(key.getLeastSignificantBits());
        return List.of(envelope, new byte[0], new byte[0], new byte[0]);
    }

    @Test
    void locksNoRowThatItDoesNotTake() throws SQLException {
        List<UUID> ids = new Journal(database.dataSource())
                .fill(Collections.nCopies(100, Map.of(SecretPart.PRIVATE_KEY, "k".repeat(65_536))));
        UUID key = anotherKey();
        try (Connection one = database.connect();
                Connection other = database.connect()) {
            List<SealedRow> first = CREDENTIALS.lock(begin(one), key, BEFORE_ALL, BATCH, true);
            UUID last = first.get(first.size() - 1).id();
            List<SealedRow> second = CREDENTIALS.lock(begin(other), key, last, BATCH, true);

            assertThat(first).hasSizeBetween(50, 70);
            assertThat(second.get(0).id()).isEqualTo(ids.get(first.size()));
            one.rollback();
            other.rollback();
        }
    }
}
