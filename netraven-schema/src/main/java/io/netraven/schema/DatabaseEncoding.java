package io.netraven.schema;

import io.netraven.schema.SchemaException.ServerUnsupported;
import io.netraven.schema.internal.Sql;
import io.netraven.schema.internal.catalog.FastPath;
import io.netraven.schema.internal.catalog.History;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** How a database stores text. It is chosen with the database, and cannot be changed. */
final class DatabaseEncoding {

    private static final String NEEDED = "UTF8";
    private static final String ENCODING = "pg_catalog.current_setting('server_encoding')";

    /** The template's locale may be one of another encoding; C goes with all. */
    private static final String LOCALE =
            "CASE WHEN EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = 'template0'"
                    + " AND (pg_catalog.pg_encoding_to_char(encoding) = 'UTF8' OR datctype IN ('C', 'POSIX')))"
                    + " THEN '' ELSE ' LC_COLLATE ''C'' LC_CTYPE ''C''' END";

    private DatabaseEncoding() {}

    /**
     * Refuses to begin in a database that cannot store every character. One that is in use goes on, and has a tolerated
     * difference.
     *
     * @throws ServerUnsupported where nothing is recorded yet and the encoding is another
     */
    static void requireForFirstInitialization(Connection connection, FastPath database, History history)
            throws SQLException {
        if (!isSupported(connection) && !history.exists()) {
            throw new ServerUnsupported("The encoding of database " + database.database() + " is "
                    + ask(connection, ENCODING)
                    + ". The schema needs " + NEEDED + ", which stores every character of names and logs. Nothing was"
                    + " changed. Let an administrator make another database:\nCREATE DATABASE "
                    + Sql.identifier(database.database() + "_utf8") + " OWNER " + Sql.identifier(database.user())
                    + " ENCODING 'UTF8' TEMPLATE template0" + ask(connection, LOCALE) + ";");
        }
    }

    /** Tells whether a first initialization may begin. */
    static boolean isSupported(Connection connection) throws SQLException {
        return ask(connection, ENCODING).equals(NEEDED);
    }

    private static String ask(Connection connection, String expression) throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet row = query.executeQuery("SELECT " + expression)) {
            row.next();
            return row.getString(1);
        }
    }
}
