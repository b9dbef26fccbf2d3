package io.netraven.credentials;

import io.netraven.credentials.CredentialException.KeyringMissing;
import io.netraven.credentials.internal.sql.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds secrets whose data key the database has not got. Its foreign keys forbid that, but a restore with triggers off
 * goes round them: then the keyring is another database's, and nothing may come under it.
 */
final class OrphanedSecrets {

    /** Steps through the index from key to key: the number of rows does not matter. */
    private static final String UNKNOWN_KEYS = """
            SELECT '%1$s under ' || k.id FROM (
                WITH RECURSIVE used AS (
                    (SELECT key_id AS id FROM $.%1$s WHERE key_id IS NOT NULL ORDER BY key_id LIMIT 1)
                    UNION ALL
                    SELECT (SELECT t.key_id FROM $.%1$s t WHERE t.key_id > u.id ORDER BY t.key_id LIMIT 1)
                    FROM used u WHERE u.id IS NOT NULL)
                SELECT id FROM used WHERE id IS NOT NULL) k
            WHERE NOT EXISTS (SELECT FROM $.encryption_keys e WHERE e.id = k.id)
            """;

    private OrphanedSecrets() {}

    /**
     * Refuses to go on over them.
     *
     * @throws KeyringMissing when there are any
     */
    static void refuse(Session session, List<EncryptedTable> tables) throws SQLException {
        List<String> queries = new ArrayList<>();
        tables.forEach(table -> queries.add(UNKNOWN_KEYS.replace("%1$s", table.name())));
        List<String> orphans = session.query(String.join("UNION ALL ", queries), row -> row.getString(1));
        if (!orphans.isEmpty()) {
            throw new KeyringMissing("There are secrets whose data keys are gone: " + orphans
                    + ". The keyring is another database's, or has lost them: restore a key backup");
        }
    }
}
