package io.netraven.schema.internal.catalog;

import io.netraven.schema.InitializationOutcome;
import io.netraven.schema.Installation;
import io.netraven.schema.ObjectKind;
import io.netraven.schema.SchemaObject;
import io.netraven.schema.internal.Sql;
import io.netraven.schema.internal.definition.TableDefinition;
import io.netraven.schema.internal.definition.TableDefinition.CheckDefinition;
import io.netraven.schema.internal.definition.TableDefinition.ColumnDefinition;
import io.netraven.schema.internal.definition.TableDefinition.IndexDefinition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The table {@code schema_history}: what the engine has done in a namespace. It is only ever added to. */
public final class History {

    /** The table's name. */
    public static final String TABLE = "schema_history";

    private final Connection connection;
    private final CatalogScope scope;

    /**
     * Creates the history of a namespace.
     *
     * @param connection it is not closed
     * @param scope what to look at
     */
    public History(Connection connection, CatalogScope scope) {
        this.connection = connection;
        this.scope = scope;
    }

    /**
     * Returns the table itself, which is part of every model.
     *
     * @return its definition
     */
    public static TableDefinition definition() {
        return new TableDefinition(
                History.class.getName(),
                TABLE,
                "engine",
                "What the schema engine has done here. Rows are only ever added.",
                List.of(
                        column("id", "bigint", "GENERATED ALWAYS AS IDENTITY", ""),
                        column("model_name", "varchar(100)", "", ""),
                        column("model_version", "varchar(100)", "", ""),
                        column("model_checksum", "varchar(64)", "", "SHA-256 of the DDL of the model"),
                        new ColumnDefinition(
                                "catalog_fingerprint",
                                "varchar(64)",
                                true,
                                "",
                                "SHA-256 of the live catalogue rows; null where it had tolerated differences"),
                        column(
                                "catalog",
                                "jsonb",
                                "",
                                "The catalogue that the model asks for, as this server renders it"),
                        column("outcome", "varchar(20)", "", ""),
                        column(
                                "changes",
                                "text[]",
                                "DEFAULT '{}'",
                                "What was made, set right or run, in the order it was done"),
                        column("roles", "text", "DEFAULT ''", "The roles that were managed, separated by commas"),
                        column("server_version", "varchar(100)", "", ""),
                        column("tool_version", "varchar(100)", "", ""),
                        column("installed_by", "varchar(63)", "DEFAULT CURRENT_USER", ""),
                        column("installed_at", "timestamptz", "DEFAULT now()", ""),
                        column("duration_ms", "bigint", "", "")),
                List.of("id"),
                List.of(),
                List.of(
                        new CheckDefinition("ck_schema_history_duration_ms", "duration_ms >= 0"),
                        // Not the outcomes of this engine: an older or newer one writes into the same table.
                        new CheckDefinition("ck_schema_history_outcome", "outcome::text ~ '^[a-z_]+$'::text")),
                List.of(),
                List.of(new IndexDefinition("ix_schema_history_model_checksum", false, "model_checksum, id", "")));
    }

    /**
     * Returns what the models that were recorded here ask for; nothing where the history has lost its catalogue, which
     * is a difference to tell, not an error.
     *
     * @param model the name of the model that asks
     * @return every table that any release has asked for, and the grants of other models: of that release of each which
     *     was first recorded last
     * @throws SQLException when the database refuses
     */
    public Recorded recorded(String model) throws SQLException {
        Set<String> tables = new HashSet<>();
        Set<SchemaObject> grants = new HashSet<>();
        String sql = "SELECT DISTINCT o ->> 'kind', o ->> 'table', o ->> 'name' FROM (SELECT NULL::jsonb AS catalog,"
                + " NULL::text AS model_name, NULL::text AS model_checksum, NULL::bigint AS id) absent,"
                + " LATERAL (SELECT objects, model, first = max(first) OVER (PARTITION BY model) AS newest"
                + " FROM (SELECT catalog::jsonb AS objects, model_name AS model,"
                + " min(id) OVER (PARTITION BY model_name, model_checksum) AS first FROM " + table() + ") release) h,"
                + " LATERAL jsonb_array_elements(h.objects) o"
                + " WHERE o ->> 'kind' = 'TABLE' OR (o ->> 'kind' = 'GRANT' AND h.newest AND h.model <> ?)";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, model);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    if (row.getString(1).equals("TABLE")) {
                        tables.add(row.getString(3));
                    } else {
                        grants.add(new SchemaObject(ObjectKind.GRANT, row.getString(2), row.getString(3)));
                    }
                }
            }
        }
        return new Recorded(tables, grants);
    }

    /**
     * Returns the catalogue that was recorded for a model.
     *
     * @param checksum the model's checksum
     * @return the snapshot, or empty when the model is not recorded
     * @throws SQLException when the database refuses
     */
    public Optional<CatalogSnapshot> recordedCatalog(String checksum) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT o ->> 'kind', o ->> 'table', o ->> 'name',"
                + " ARRAY(SELECT unnest(ARRAY[key, value]) FROM jsonb_each_text(o -> 'facts')) FROM (SELECT catalog FROM "
                + table()
                + " WHERE model_checksum = ? ORDER BY id DESC LIMIT 1) h, LATERAL jsonb_array_elements(h.catalog) o")) {
            query.setString(1, checksum);
            CatalogSnapshot snapshot = CatalogReader.read(query);
            return snapshot.objects().isEmpty() ? Optional.empty() : Optional.of(snapshot);
        }
    }

    /**
     * Returns every release of every model.
     *
     * @return the releases, in the order in which they were first recorded
     * @throws SQLException when the database refuses
     */
    public List<Release> releases() throws SQLException {
        List<Release> releases = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(
                        "SELECT model_name, (array_agg(model_version ORDER BY id DESC))[1], model_checksum FROM "
                                + table() + " GROUP BY model_name, model_checksum ORDER BY min(id)");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                releases.add(new Release(row.getString(1), row.getString(2), row.getString(3)));
            }
        }
        return releases;
    }

    /**
     * Tells whether a model is recorded.
     *
     * @param checksum the model's checksum
     * @return true when there is a row of it
     * @throws SQLException when the database refuses
     */
    public boolean hasRecorded(String checksum) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT EXISTS (SELECT FROM " + table() + " WHERE model_checksum = ?)")) {
            query.setString(1, checksum);
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /**
     * Tells whether the table is there at all. Naming a missing table would be an error in the server's log.
     *
     * @return true when there is a table of this name
     * @throws SQLException when the database refuses
     */
    public boolean exists() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT EXISTS (SELECT FROM pg_catalog.pg_class c"
                + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                + " WHERE n.nspname = ? AND c.relname = ? AND c.relkind = 'r')")) {
            query.setString(1, scope.namespace());
            query.setString(2, TABLE);
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /**
     * Returns the newest row of each model.
     *
     * @return the rows in the order they were added, in a list of the caller's own
     * @throws SQLException when the database refuses
     */
    public List<Installation> newest() throws SQLException {
        return installations(
                " h WHERE id = (SELECT max(id) FROM " + table() + " n WHERE n.model_name = h.model_name) ORDER BY id");
    }

    /**
     * Returns every row.
     *
     * @return the rows, the newest first
     * @throws SQLException when the database refuses
     */
    public List<Installation> all() throws SQLException {
        return installations(" ORDER BY id DESC");
    }

    private List<Installation> installations(String rest) throws SQLException {
        List<Installation> rows = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("SELECT model_name, model_version, model_checksum,"
                        + " upper(outcome), changes, tool_version, server_version, installed_by, installed_at, duration_ms"
                        + " FROM " + table() + rest);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                rows.add(new Installation(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        List.of((String[]) row.getArray(5).getArray()),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getObject(9, OffsetDateTime.class).toInstant(),
                        Duration.ofMillis(row.getLong(10))));
            }
        }
        return rows;
    }

    /**
     * Adds a row.
     *
     * @param entry the facts of the row
     * @param catalog the catalogue that the model asks for
     * @throws SQLException when the database refuses
     */
    public void record(Entry entry, CatalogSnapshot catalog) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + table()
                + " (model_name, model_version, model_checksum, catalog_fingerprint, outcome, server_version,"
                + " tool_version, duration_ms, changes, roles, catalog)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)")) {
            insert.setString(1, entry.model());
            insert.setString(2, entry.version());
            insert.setString(3, entry.checksum());
            insert.setString(4, entry.fingerprint());
            insert.setString(5, stored(entry.outcome()));
            insert.setString(6, entry.serverVersion());
            insert.setString(7, entry.toolVersion());
            insert.setLong(8, entry.duration().toMillis());
            insert.setArray(9, connection.createArrayOf("text", entry.changes().toArray()));
            insert.setString(10, scope.roleList());
            insert.setString(11, SnapshotJson.write(catalog));
            insert.executeUpdate();
        }
    }

    private String table() {
        return Sql.identifier(scope.namespace()) + "." + TABLE;
    }

    private static String stored(InitializationOutcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    private static ColumnDefinition column(String name, String type, String options, String comment) {
        return new ColumnDefinition(name, type, false, options, comment);
    }

    /**
     * One row to add.
     *
     * @param model the model's name
     * @param version its release
     * @param checksum its checksum
     * @param fingerprint of the live catalogue; null to have every start compare in full
     * @param outcome the result in a word
     * @param changes what was done, in order
     * @param serverVersion the server's version
     * @param toolVersion the engine's version
     * @param duration how long it took
     */
    public record Entry(
            String model,
            String version,
            String checksum,
            @Nullable String fingerprint,
            InitializationOutcome outcome,
            List<String> changes,
            String serverVersion,
            String toolVersion,
            Duration duration) {}

    /**
     * What recorded models ask for.
     *
     * @param tables of any release of any model
     * @param grants of the newest release of each other model
     */
    public record Recorded(Set<String> tables, Set<SchemaObject> grants) {
        /** Where there is no history. */
        public static final Recorded NOTHING = new Recorded(Set.of(), Set.of());
    }
}
