package io.netraven.launcher.internal.backup;

import java.sql.SQLException;

/**
 * Which server a backup is of. A copy of a server has the same system identifier, and another address.
 *
 * @param systemIdentifier what initdb gave it; empty where the login may not read it
 * @param address hosts and ports, as the settings name them
 */
record ServerIdentity(String systemIdentifier, String address) {

    static ServerIdentity read(Session session, String address) throws SQLException {
        String readable = "SELECT has_function_privilege('pg_control_system()', 'EXECUTE')";
        boolean may = session.query(readable, row -> row.getBoolean(1)).get(0);
        String identifier = may
                ? session.text("SELECT system_identifier::text FROM pg_control_system()")
                        .orElse("")
                : "";
        return new ServerIdentity(identifier, address);
    }
}
