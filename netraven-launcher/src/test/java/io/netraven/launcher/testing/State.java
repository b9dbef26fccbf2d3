package io.netraven.launcher.testing;

import java.sql.Connection;
import java.sql.SQLException;

/** Where a database may be after a start that was cut short. There is nothing between. */
public enum State {
    /** No namespace, no extension, no table, no setting: nothing that was not there before. */
    AS_BEFORE,
    /** All tables, both extensions, the search path, the default data, and one row of history. */
    COMPLETE;

    private static final int TABLES = 19;

    /** What is there, in words that are the same for every database that is empty. */
    private static final String INVENTORY = """
            SELECT concat_ws(', ',
                (SELECT count(*) FROM pg_namespace WHERE nspname = 'netraven') || ' namespaces',
                (SELECT count(*) FROM pg_extension WHERE extname <> 'plpgsql') || ' extensions',
                (SELECT count(*) FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase
                    WHERE d.datname = current_database() AND s.setrole = 0) || ' settings',
                (SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                    WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema')
                    AND n.nspname NOT LIKE 'pg\\_toast%') || ' tables')""";

    public static State of(Database database) throws SQLException {
        try (Connection connection = database.connect()) {
            return of(connection);
        }
    }

    /** As above; the connection stays open. */
    public static State of(Connection connection) throws SQLException {
        String inventory = Sql.ask(connection, INVENTORY);
        if (inventory.equals("0 namespaces, 0 extensions, 0 settings, 0 tables")) {
            return AS_BEFORE;
        }
        if (inventory.equals("1 namespaces, 2 extensions, 1 settings, " + TABLES + " tables")
                && Sql.ask(connection, "SELECT count(*) FROM netraven.schema_history")
                        .equals("1")) {
            return COMPLETE;
        }
        throw new AssertionError("The database is neither as before nor complete: " + inventory);
    }
}
