package io.netraven.credentials;

import io.netraven.credentials.internal.crypto.EnvelopeCipher;
import io.netraven.credentials.internal.crypto.KeyMaterial;
import io.netraven.credentials.internal.sql.Database;
import io.netraven.credentials.internal.sql.Session;
import io.netraven.credentials.internal.sql.SqlState;
import io.netraven.model.base.TimeOrderedId;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes a data key the active one, while no writer of secrets is under way. */
final class Activation {

    /** Waiting writers queue behind this one, so it gives way soon, and tries again. */
    private static final int PATIENCE_MILLIS = 2_000;

    private static final long LONGEST_NANOS = Duration.ofSeconds(60).toNanos();

    private static final String IS_DUE = """
            SELECT coalesce(activated_at, created_at) <= now() - coalesce(
                make_interval(secs => ?),
                (SELECT make_interval(days => least((value #>> '{}')::numeric, 1000000)::integer)
                    FROM $.admin_settings
                    WHERE key = 'security.key_rotation_days' AND jsonb_typeof(value) = 'number'),
                make_interval(days => 90))
            FROM $.encryption_keys WHERE state = 'active'
            """;

    private final Database database;
    private final MasterKey master;
    private final EnvelopeCipher cipher;
    private final List<EncryptedTable> tables;
    private final Audit audit;

    Activation(Database database, MasterKey master, EnvelopeCipher cipher, List<EncryptedTable> tables, Audit audit) {
        this.database = database;
        this.master = master;
        this.cipher = cipher;
        this.tables = tables;
        this.audit = audit;
    }

    /** Makes a new key where the rotation asks for one, and tells its id. */
    Optional<UUID> activate(Rotation rotation) {
        List<KeyRow> before = Failures.statements(database, KeyRow::all);
        return exclusively(session -> {
            List<KeyRow> rows = KeyRow.all(session);
            // Where no key is active, this makes one.
            KeyProof.proveEach(cipher, master, rows);
            refuseOverOrphans(session);
            boolean another = !active(rows).equals(active(before));
            if (another || (!rotation.forced() && !isDue(session, rotation))) {
                // Somebody else has just rotated: what they began is helped to its end.
                return Optional.empty();
            }
            session.update("UPDATE $.encryption_keys SET state = 'decrypt_only' WHERE state = 'active'");
            return Optional.of(insertActive(session, "rotated", "A new data key is active"));
        });
    }

    /** Makes the first key, or proves those that are there; tells the new one's id. */
    Optional<UUID> prepare() {
        List<KeyRow> before = Failures.statements(database, KeyRow::all);
        if (!before.isEmpty()) {
            KeyProof.prove(cipher, master, before).destroy();
            Failures.statements(database, this::refuseOverOrphans);
            return Optional.empty();
        }
        return exclusively(session -> {
            List<KeyRow> rows = KeyRow.all(session);
            if (!rows.isEmpty()) {
                KeyProof.prove(cipher, master, rows).destroy();
                return Optional.empty();
            }
            refuseOverOrphans(session);
            return Optional.of(insertActive(session, "created", "The first data key is active"));
        });
    }

    private boolean refuseOverOrphans(Session session) throws SQLException {
        OrphanedSecrets.refuse(session, tables);
        return true;
    }

    private UUID insertActive(Session session, String event, String description) throws SQLException {
        UUID id = TimeOrderedId.next();
        KeyMaterial key = KeyMaterial.random(new SecureRandom());
        try {
            KeyProof.row(cipher, master, id, key, true).insert(session);
        } finally {
            key.destroy();
        }
        audit.key(session, event, id, description);
        return id;
    }

    private static Optional<UUID> active(List<KeyRow> rows) {
        return rows.stream().filter(KeyRow::active).map(KeyRow::id).findFirst();
    }

    static boolean isDue(Session session, Rotation rotation) throws SQLException {
        Double seconds =
                rotation.maximumAge().map(age -> age.toMillis() / 1_000.0).orElse(null);
        return session.find(IS_DUE, row -> row.getBoolean(1), seconds).orElse(true);
    }

    /** Does work while no writer of secrets is under way. */
    <T> T exclusively(Database.Work<T> work) {
        long start = System.nanoTime();
        while (true) {
            try {
                return database.transaction(session -> {
                    KeyLock.holdExclusively(session, database, PATIENCE_MILLIS);
                    return work.run(session);
                });
            } catch (SQLException e) {
                if (!SqlState.of(e).equals("55P03") || System.nanoTime() - start > LONGEST_NANOS) {
                    throw Failures.of(e);
                }
            }
        }
    }
}
