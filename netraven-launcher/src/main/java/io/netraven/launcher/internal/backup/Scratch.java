package io.netraven.launcher.internal.backup;

import io.netraven.launcher.internal.backup.BackupException.Reason;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The database that a backup is restored into, before it gets its name. Its comment says that it is unfinished until
 * everything is there. It is dropped when the restore fails.
 */
final class Scratch {

    private static final List<String> LOCALE_OPTIONS = List.of(
            "LOCALE_PROVIDER",
            "ICU_LOCALE",
            "ICU_RULES",
            "BUILTIN_LOCALE",
            "COLLATION_VERSION",
            "LOCALE",
            "LC_COLLATE",
            "LC_CTYPE");
    private static final int HAS_LOCALE_PROVIDER = 15;
    /** The server does not have what a CREATE DATABASE names. */
    private static final Set<String> LACKS = Set.of("42704", "22023", "42601", "42809", "0A000", "42602");

    private final Workplace workplace;
    private final DatabaseServer server;
    private final ClientPrograms programs;
    private final Cleanup cleanup;
    private final Session maintenance;
    private final String name;
    private final String target;

    Scratch(
            Workplace workplace,
            DatabaseServer server,
            ClientPrograms programs,
            Cleanup cleanup,
            Session maintenance,
            String name,
            String target) {
        this.workplace = workplace;
        this.server = server;
        this.programs = programs;
        this.cleanup = cleanup;
        this.maintenance = maintenance;
        this.name = name;
        this.target = target;
    }

    String name() {
        return name;
    }

    /** Restores everything. Afterwards the database is marked as complete, and still dropped unless it is kept. */
    void restore(BackupFile file, SqlScript script, String owner, int jobs) {
        List<SqlStatement> ofDatabase = script.ofDatabase();
        cleanup.add(name, this::drop);
        try {
            create(ofDatabase, owner);
            new Marker(Marker.State.UNFINISHED, target, "").write(maintenance, name);
            Map<String, String> leftOut = unavailableExtensions(script);
            leftOut.forEach((extension, reason) -> workplace
                    .notes()
                    .warn("Extension " + extension + " is left out, as it cannot be created here: " + reason));
            new ObjectRestore(workplace.notes(), server, programs, cleanup, name, target)
                    .run(file, leftOut, jobs, serverMajor());
            restoreProperties(ofDatabase);
            try (Session session = server.session(name)) {
                session.execute("ANALYZE");
            }
            new Marker(Marker.State.COMPLETE, target, comment(ofDatabase)).write(maintenance, name);
        } catch (SQLException e) {
            throw failed(Session.reason(e), e);
        }
    }

    /** From here on it is worth keeping. */
    void keep() {
        cleanup.keep(name);
    }

    private int serverMajor() throws SQLException {
        return maintenance
                .query("SELECT current_setting('server_version_num')::integer / 10000", row -> row.getInt(1))
                .get(0);
    }

    private BackupException failed(String reason, SQLException cause) {
        return new BackupException(
                Reason.RESTORE_FAILED,
                "The restore into " + name + " failed: " + reason + ". It is dropped; " + target + " is as it was",
                cause);
    }

    private void drop() {
        try (Session session = server.lastSession()) {
            server.drop(session, name);
        } catch (SQLException e) {
            workplace
                    .notes()
                    .warn(name + " is left over (" + Session.reason(e)
                            + "). The next restore drops it, or: DROP DATABASE " + Session.quoted(name));
        }
    }

    private void create(List<SqlStatement> ofDatabase, String owner) throws SQLException {
        Optional<SqlStatement> given = ofDatabase.stream()
                .filter(statement -> statement.startsWith("CREATE"))
                .findFirst();
        if (given.isEmpty()) {
            execute("CREATE DATABASE " + Session.quoted(name) + " TEMPLATE template0 ENCODING 'UTF8' OWNER "
                    + Session.quoted(owner));
            return;
        }
        SqlStatement statement = given.get();
        if (serverMajor() < HAS_LOCALE_PROVIDER && statement.hasOption("LOCALE_PROVIDER", "libc")) {
            // The only one that such a server knows, without a word for it.
            statement = statement.without("LOCALE_PROVIDER");
        }
        try {
            execute(withOwner(statement, owner));
        } catch (SQLException e) {
            SqlStatement plain = withoutWhatIsMissing(statement, e);
            workplace
                    .notes()
                    .warn("This server cannot create the database as it was backed up: " + Session.reason(e)
                            + ". It gets this server's defaults instead; the sort order may differ");
            execute(withOwner(plain, owner));
        }
    }

    private SqlStatement withoutWhatIsMissing(SqlStatement statement, SQLException reason) throws SQLException {
        if (!LACKS.contains(String.valueOf(reason.getSQLState()))) {
            throw reason;
        }
        // 42704: an object, which is the tablespace.
        if (statement.hasOption("TABLESPACE") && "42704".equals(reason.getSQLState())) {
            return statement.without("TABLESPACE");
        }
        SqlStatement plain = statement;
        for (String option : LOCALE_OPTIONS) {
            plain = plain.without(option);
        }
        return plain;
    }

    private void execute(String sql) throws SQLException {
        maintenance.execute(sql);
    }

    private String withOwner(SqlStatement statement, String owner) {
        return statement.about(name) + " OWNER = " + Session.quoted(owner);
    }

    /** The extensions of the backup that this login cannot create here, with the reasons. */
    private Map<String, String> unavailableExtensions(SqlScript script) throws SQLException {
        Map<String, String> unavailable = new TreeMap<>();
        try (Session session = server.session(name)) {
            for (SqlStatement statement : script.statements()) {
                if (statement.startsWith("CREATE", "EXTENSION", "IF", "NOT", "EXISTS")) {
                    String extension = statement.tokens().get(5).name();
                    session.execute("BEGIN");
                    try {
                        // Not in pg_catalog, where its functions may meet those of PostgreSQL.
                        session.execute("SET LOCAL search_path = public");
                        session.execute("CREATE EXTENSION " + Session.quoted(extension) + " CASCADE");
                    } catch (SQLException e) {
                        unavailable.put(extension, Session.reason(e));
                    } finally {
                        session.execute("ROLLBACK");
                    }
                }
            }
        }
        return unavailable;
    }

    /** Settings, limits and privileges of the database; its owner and comment come otherwise. */
    private void restoreProperties(List<SqlStatement> ofDatabase) {
        for (SqlStatement statement : ofDatabase) {
            boolean other = statement.startsWith("CREATE")
                    || statement.startsWith("COMMENT")
                    || statement.owner().isPresent();
            if (!other) {
                restoreProperty(statement);
            }
        }
    }

    private void restoreProperty(SqlStatement statement) {
        try {
            maintenance.execute(statement.about(name));
        } catch (SQLException e) {
            workplace
                    .notes()
                    .warn("Not restored (" + Session.reason(e) + "). An administrator runs: "
                            + statement.about(target));
        }
    }

    private static String comment(List<SqlStatement> ofDatabase) {
        return ofDatabase.stream()
                .filter(statement -> statement.startsWith("COMMENT"))
                .flatMap(statement -> statement.lastString().stream())
                .findFirst()
                .map(text -> text.substring(1, text.length() - 1).replace("''", "'"))
                .orElse("");
    }
}
