package io.netraven.launcher.internal.backup;

import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a database holds that its creation did not put there: objects of every catalogue that has object identifiers.
 *
 * @param isThere whether there is such a database
 * @param isClosed whether it takes no sessions, so that nothing is known of what it holds
 * @param examples some of the objects, as PostgreSQL describes them
 * @param objects how many there are, less those that belong to others
 * @param size of the database, for people
 */
record DatabaseContent(boolean isThere, boolean isClosed, List<String> examples, long objects, String size) {

    private static final int MOST_EXAMPLES = 5;
    /** The first that is not given by initdb (PostgreSQL, {@code transam.h}). */
    private static final int FIRST_NORMAL = 16_384;

    private static final String CATALOGUES = """
            SELECT c.relname::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'oid'
            WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind = 'r' AND NOT c.relisshared
              AND has_column_privilege(c.oid, a.attnum, 'SELECT')
              -- No object by themselves: the large object and the type are.
              AND c.relname NOT IN ('pg_largeobject_metadata', 'pg_enum')
            ORDER BY 1""";

    /** An extension of the model hides its members, unless it has tables, which may have rows. */
    private static final String OBJECTS = """
            WITH RECURSIVE object(classid, objid) AS ({objects}
                UNION ALL SELECT 'pg_largeobject'::regclass::oid, oid FROM pg_largeobject_metadata
                UNION ALL SELECT 'pg_subscription'::regclass::oid, s.oid FROM pg_subscription s
                    JOIN pg_database b ON b.oid = s.subdbid WHERE b.datname = current_database()),
            hidden(classid, objid) AS (
                (SELECT 'pg_extension'::regclass::oid, e.oid FROM pg_extension e
                    WHERE e.extname = ANY (?) AND NOT EXISTS (
                        SELECT FROM pg_depend d JOIN pg_class c ON d.classid = 'pg_class'::regclass AND d.objid = c.oid
                        WHERE d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid AND d.deptype = 'e'
                          AND c.relkind IN ('r', 'p', 'm', 'S', 'f'))
                 UNION ALL SELECT 'pg_class'::regclass::oid, oid FROM pg_class WHERE relpersistence = 't'
                 UNION ALL SELECT 'pg_namespace'::regclass::oid, oid FROM pg_namespace
                    WHERE nspname ~ '^pg_(toast_)?temp_')
                UNION SELECT d.classid, d.objid FROM pg_depend d
                    JOIN hidden h ON d.refclassid = h.classid AND d.refobjid = h.objid
                    WHERE d.deptype IN ('e', 'i', 'a'))
            SELECT o.classid, o.objid FROM object o
            WHERE NOT EXISTS (SELECT FROM hidden h WHERE h.classid = o.classid AND h.objid = o.objid)
              AND NOT (o.classid = 'pg_namespace'::regclass AND o.objid = ANY (
                  SELECT n.oid FROM pg_namespace n WHERE n.nspname = ?))
              AND NOT EXISTS (
                  SELECT FROM pg_depend d WHERE d.classid = o.classid AND d.objid = o.objid
                    AND d.deptype IN ('a', 'i', 'e', 'P', 'S') AND d.refobjid >= {first}
                    AND NOT (d.refclassid = 'pg_namespace'::regclass AND d.refobjid = ANY (
                        SELECT n.oid FROM pg_namespace n WHERE n.nspname = ?)))""";

    private static final String CLOSED = "55000";

    DatabaseContent {
        examples = List.copyOf(examples);
    }

    /**
     * Looks at a database.
     *
     * @param extensions those of the model, which lose nothing
     * @param namespace that of the model, which loses nothing while it is empty
     */
    static DatabaseContent of(DatabaseServer server, String database, List<String> extensions, String namespace)
            throws SQLException {
        try (Session maintenance = server.maintenance()) {
            if (maintenance
                    .text("SELECT datname FROM pg_database WHERE datname = ?", database)
                    .isEmpty()) {
                return new DatabaseContent(false, false, List.of(), 0, "");
            }
        }
        try (Session session = server.session(database)) {
            return of(session, extensions, namespace);
        } catch (SQLException e) {
            if (CLOSED.equals(e.getSQLState())) {
                return new DatabaseContent(true, true, List.of(), 0, "");
            }
            throw e;
        }
    }

    private static DatabaseContent of(Session session, List<String> extensions, String namespace) throws SQLException {
        String sql = "SELECT pg_describe_object(classid, objid, 0), count(*) OVER (),"
                + " pg_size_pretty(pg_database_size(current_database())) FROM (" + objects(session) + ") content"
                // Tables first, as people look for them.
                + " ORDER BY classid <> 'pg_class'::regclass, 1 LIMIT " + MOST_EXAMPLES;
        long[] number = new long[1];
        String[] size = {""};
        List<String> examples = session.query(
                sql,
                row -> {
                    number[0] = row.getLong(2);
                    size[0] = row.getString(3);
                    return row.getString(1);
                },
                session.array(extensions),
                namespace,
                namespace);
        return new DatabaseContent(true, false, examples, number[0], size[0]);
    }

    private static String objects(Session session) throws SQLException {
        String union = session.texts(CATALOGUES).stream()
                .map(catalogue -> "SELECT '" + catalogue + "'::regclass::oid AS classid, oid AS objid FROM " + catalogue
                        + " WHERE oid >= " + FIRST_NORMAL)
                .collect(Collectors.joining(" UNION ALL "));
        return OBJECTS.replace("{objects}", union).replace("{first}", Integer.toString(FIRST_NORMAL));
    }

    /** How many objects there are of each kind, less those that belong to others and members of extensions. */
    static SortedMap<String, Long> counts(Session session) throws SQLException {
        SortedMap<String, Long> counts = new TreeMap<>();
        String sql = "SELECT (pg_identify_object(classid, objid, 0)).type, count(*) FROM (" + objects(session)
                + ") content GROUP BY 1";
        session.query(
                sql,
                row -> {
                    counts.put(row.getString(1) + " objects", row.getLong(2));
                    return true;
                },
                session.array(List.of()),
                "",
                "");
        return counts;
    }

    /** Whether nothing would be lost with it. */
    boolean isEmpty() {
        return isThere && !isClosed && objects == 0;
    }

    boolean holdsSomething() {
        return isThere && !isEmpty();
    }

    /** What it holds, for people. */
    @Override
    public String toString() {
        if (isClosed) {
            return "takes no connections, so what it holds is not known";
        }
        long more = objects - examples.size();
        return "holds " + String.join(", ", examples) + (more > 0 ? " and " + more + " more objects" : "") + " (" + size
                + ")";
    }
}
