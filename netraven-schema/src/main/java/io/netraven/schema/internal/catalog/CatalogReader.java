package io.netraven.schema.internal.catalog;

import io.netraven.schema.ObjectKind;
import io.netraven.schema.SchemaObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads catalogue snapshots: of a live namespace, of the session's temporary one, or as the history recorded it. */
public final class CatalogReader {

    /** The catalogue as rows of kind, relation, name and facts, with the six parameters of the scope. */
    static final NumberedQuery CATALOG = NumberedQuery.load("catalog.sql");

    private static final String NO_OWNER = "";

    private final Connection connection;
    private final CatalogScope scope;

    /**
     * Creates a reader.
     *
     * @param connection in a transaction; it is not closed
     * @param scope what to look at
     */
    public CatalogReader(Connection connection, CatalogScope scope) {
        this.connection = connection;
        this.scope = scope;
    }

    /**
     * Reads the live namespace, and what refuses statements there. Other relations in it are given by name only.
     *
     * @return the snapshot
     * @throws SQLException when the database refuses
     */
    public CatalogSnapshot live() throws SQLException {
        return new Refusals(connection, scope)
                .addTo(read(
                        scope.namespace(), NO_OWNER, scope.extensionList(), scope.ownsSearchPath(), scope.roleList()));
    }

    /**
     * Reads the session's temporary namespace as if its tables were permanent, and adds what the model asks of the
     * database itself.
     *
     * @param owner the owner to expect of the live tables
     * @return the snapshot
     * @throws SQLException when the database refuses
     */
    public CatalogSnapshot shadow(String owner) throws SQLException {
        return read("pg_temp", owner, "", "false", "").with(scope.objects());
    }

    private CatalogSnapshot read(String namespace, String owner, String extensions, String searchPath, String roles)
            throws SQLException {
        try (PreparedStatement query =
                CATALOG.prepare(connection, namespace, scope.tableList(), owner, extensions, searchPath, roles)) {
            return read(query);
        }
    }

    /**
     * Reads rows of kind, relation, name and facts.
     *
     * @param query gives the rows
     * @return the snapshot
     * @throws SQLException when the database refuses
     */
    static CatalogSnapshot read(PreparedStatement query) throws SQLException {
        SortedMap<SchemaObject, Facts> objects = new TreeMap<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                SchemaObject object =
                        new SchemaObject(ObjectKind.valueOf(row.getString(1)), row.getString(2), row.getString(3));
                objects.put(object, facts((String[]) row.getArray(4).getArray()));
            }
        }
        return new CatalogSnapshot(objects);
    }

    private static Facts facts(String[] pairs) {
        Map<String, String> facts = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            facts.put(pairs[i], pairs[i + 1]);
        }
        return new Facts(facts);
    }
}
