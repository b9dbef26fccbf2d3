package io.netraven.schema;

import io.netraven.schema.Inspection.Survey;
import io.netraven.schema.Patience.Work;
import io.netraven.schema.SchemaException.InsufficientPrivilege;
import io.netraven.schema.internal.Sql;
import io.netraven.schema.internal.catalog.History;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds out why the server refused something with SQLSTATE 42501, and what an administrator can run so that the same call
 * succeeds. The server's message is in its own language and names no owner: the catalogue is asked.
 */
final class PrivilegeAdvice {

    /** Parameters: the namespace, the tables. */
    private static final String EXISTING = """
            SELECT c.relname FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relname = ANY (?)""";

    /** Parameters: the namespace, the tables. */
    private static final String TABLES_OF_OTHERS = """
            SELECT r.rolname, r.rolsuper, c.relname, pg_catalog.has_table_privilege(c.oid, 'REFERENCES')
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_catalog.pg_roles r ON r.oid = c.relowner
            WHERE n.nspname = ? AND c.relname = ANY (?) AND c.relkind IN ('r', 'p')
                AND NOT pg_catalog.pg_has_role(c.relowner, 'USAGE')
            ORDER BY r.rolname, c.relname""";

    /**
     * Event triggers of others, whose functions run with the rights of the login that changes a schema, and what has to be
     * granted on the relations that such a function names, and on the sequences of these. Parameter: the namespace.
     */
    private static final String EVENT_TRIGGERS = """
            SELECT e.evtname, p.oid::pg_catalog.regprocedure::text, pg_catalog.pg_get_userbyid(p.proowner)::text,
                ARRAY(SELECT DISTINCT g.privilege
                    FROM pg_catalog.pg_class c
                    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                    CROSS JOIN LATERAL (VALUES (format('USAGE ON SCHEMA %I', n.nspname)),
                        (format(CASE c.relkind WHEN 'S' THEN 'USAGE, SELECT ON SEQUENCE %I.%I'
                            ELSE 'SELECT, INSERT, UPDATE, DELETE ON %I.%I' END, n.nspname, c.relname))) g (privilege)
                    WHERE n.nspname <> ? AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
                        AND c.relkind IN ('r', 'p', 'v', 'f', 'S')
                        AND (c.relname = ANY (word.all) OR EXISTS (SELECT FROM pg_catalog.pg_depend d
                            JOIN pg_catalog.pg_class t ON t.oid = d.refobjid
                            WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid
                                AND d.deptype IN ('a', 'i') AND c.relkind = 'S' AND t.relname = ANY (word.all)))
                    ORDER BY g.privilege),
                p.pronamespace::pg_catalog.regnamespace::text
            FROM pg_catalog.pg_event_trigger e
            JOIN pg_catalog.pg_proc p ON p.oid = e.evtfoid
            CROSS JOIN LATERAL (SELECT regexp_split_to_array(p.prosrc, '[^[:alnum:]_$]+') AS all) word
            WHERE e.evtenabled IN ('O', 'A') AND NOT p.prosecdef AND NOT pg_catalog.pg_has_role(p.proowner, 'USAGE')
            ORDER BY e.evtname""";

    private static final int NAMED = 3;

    private final Connection connection;
    private final Settings settings;
    private final Rights rights;
    private final List<String> reasons = new ArrayList<>();
    private final List<String> sql = new ArrayList<>();

    private PrivilegeAdvice(Connection connection, Settings settings, Rights rights) {
        this.connection = connection;
        this.settings = settings;
        this.rights = rights;
    }

    /** Whom a refusal is explained to. */
    interface Audience {
        InsufficientPrivilege explain(Connection connection, Settings settings, SQLException refused)
                throws SQLException;
    }

    /** Runs work, and explains it where the login may not do it: the catalogue tells more than the server's message. */
    static <T> T explained(Connection connection, Settings settings, Audience audience, Work<T> work)
            throws SQLException {
        try {
            return work.on(connection);
        } catch (SQLException e) {
            if (SqlFailure.of(e).kind() != SqlFailure.Kind.PRIVILEGE) {
                throw e;
            }
            throw audience.explain(connection, settings, e);
        }
    }

    /** Explains a refusal to a login that changes the schema. The connection must be in no failed transaction. */
    static InsufficientPrivilege toOwner(Connection connection, Settings settings, SQLException refused)
            throws SQLException {
        return of(connection, settings).toOwner(SqlFailure.of(refused), refused);
    }

    /** Explains it to a login that looks at the schema: one that could change it is told as the owner is. */
    static InsufficientPrivilege toReader(Connection connection, Settings settings, SQLException refused)
            throws SQLException {
        PrivilegeAdvice advice = of(connection, settings);
        SqlFailure failure = SqlFailure.of(refused);
        return advice.rights.changesSchema() ? advice.toOwner(failure, refused) : advice.toReader(failure, refused);
    }

    private static PrivilegeAdvice of(Connection connection, Settings settings) throws SQLException {
        return new PrivilegeAdvice(connection, settings, Rights.ask(connection, settings.namespace()));
    }

    private InsufficientPrivilege toOwner(SqlFailure failure, SQLException refused) throws SQLException {
        Optional<Plan> plan = SqlFailure.first(Plan.Failed.class, refused).map(Plan.Failed::plan);
        lookAtTables(plan.isEmpty() ? settings.model().tableNames() : altered(plan.get()));
        lookAtTargets(plan.isEmpty() ? List.of() : targets(plan.get()));
        lookAtNamespace();
        if (plan.isPresent() || sql.isEmpty()) {
            lookAtDatabase(failure);
        }
        if (sql.isEmpty()) {
            lookAtEventTriggers();
        }
        return exception(failure, refused);
    }

    private static Collection<String> altered(Plan plan) {
        return plan.steps().stream()
                .map(step -> step.cause().object())
                .filter(object -> object.kind() != ObjectKind.SEED_ROW)
                .map(SchemaObject::table)
                .toList();
    }

    private Collection<String> targets(Plan plan) {
        Pattern reference = Pattern.compile("REFERENCES " + Pattern.quote(Sql.identifier(settings.namespace()))
                + "\\.(\"(?:[^\"]|\"\")+\"|[^ (]+)");
        return plan.statements().stream()
                .flatMap(statement -> reference.matcher(statement).results())
                .map(target -> target.group(1).replaceAll("^\"|\"$", "").replace("\"\"", "\""))
                .toList();
    }

    private InsufficientPrivilege toReader(SqlFailure failure, SQLException refused) throws SQLException {
        String namespace = Sql.identifier(settings.namespace());
        Set<String> tables = new TreeSet<>(Set.of(History.TABLE));
        settings.model().seeds().forEach(seed -> tables.add(seed.table()));
        Set<String> existing = existing(tables);
        if (!existing.isEmpty()) {
            tables.retainAll(existing);
        }
        reasons.add("Make it a member of a role that has it, if there is one");
        sql.add("GRANT USAGE ON SCHEMA " + namespace + " TO " + user());
        sql.add(tables.stream()
                .map(this::qualified)
                .collect(Collectors.joining(", ", "GRANT SELECT ON ", " TO " + user())));
        return exception(failure, refused);
    }

    /** Of a lost table nothing can be granted. */
    private Set<String> existing(Set<String> names) throws SQLException {
        Set<String> existing = new TreeSet<>();
        try (PreparedStatement query = connection.prepareStatement(EXISTING)) {
            query.setString(1, settings.namespace());
            query.setArray(2, connection.createArrayOf("text", names.toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    existing.add(row.getString(1));
                }
            }
        }
        return existing;
    }

    /** What is missing in the database, and the login may not make. */
    private void lookAtDatabase(SqlFailure failure) throws SQLException {
        List<SchemaDifference> differences = Transaction.run(connection, session -> {
            TransactionLimits.apply(session, settings);
            Inspection inspection = new Inspection(settings, session, Place.ask(session));
            Survey survey = inspection.survey();
            return inspection.databaseDifferences(survey).stream()
                    .filter(difference -> Reach.WHOLE_TABLES.covers(difference, Set.of())
                            && !(rights.allow(difference, survey.live())
                                    && !failure.statement()
                                            .equals(difference.mend().sql())))
                    .toList();
        });
        sql.addAll(Plan.of(settings, differences).statements());
    }

    private void lookAtTables(Collection<String> names) throws SQLException {
        Map<String, List<TableOfOther>> tables = tablesOfOthers(names).stream()
                .collect(Collectors.groupingBy(TableOfOther::owner, TreeMap::new, Collectors.toList()));
        tables.forEach((owner, theirs) -> {
            reasons.add(belong(owner, theirs) + ", and " + rights.user() + " does not have the rights of this role");
            if (theirs.get(0).ofSuperuser() || !rights.inherits()) {
                theirs.forEach(table -> sql.add("ALTER TABLE " + qualified(table.name()) + " OWNER TO " + user()));
            } else {
                sql.add("GRANT " + Sql.identifier(owner) + " TO " + user());
            }
        });
    }

    /** A foreign key takes a privilege on the table that it refers to, which may stay its owner's. */
    private void lookAtTargets(Collection<String> names) throws SQLException {
        for (TableOfOther target : tablesOfOthers(names)) {
            if (!target.mayBeReferenced()) {
                reasons.add(belong(target.owner(), List.of(target)) + ", and a foreign key refers to it");
                sql.add("GRANT REFERENCES ON " + qualified(target.name()) + " TO " + user());
            }
        }
    }

    /** A table of another role, whose rights the login does not have. */
    private record TableOfOther(String owner, boolean ofSuperuser, String name, boolean mayBeReferenced) {}

    private List<TableOfOther> tablesOfOthers(Collection<String> names) throws SQLException {
        List<TableOfOther> tables = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(TABLES_OF_OTHERS)) {
            query.setString(1, settings.namespace());
            query.setArray(2, connection.createArrayOf("text", names.toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    tables.add(
                            new TableOfOther(row.getString(1), row.getBoolean(2), row.getString(3), row.getBoolean(4)));
                }
            }
        }
        return tables;
    }

    private static String belong(String owner, List<TableOfOther> tables) {
        List<String> names = tables.stream().map(TableOfOther::name).toList();
        return names.size() == 1
                ? "The table " + names.get(0) + " belongs to " + owner
                : "The tables " + some(names) + " belong to " + owner;
    }

    private String qualified(String table) {
        return Sql.qualified(settings.namespace(), table);
    }

    private static String some(List<String> names) {
        int more = names.size() - NAMED;
        return names.stream().limit(NAMED).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }

    private void lookAtNamespace() {
        if (!rights.namespaceOwner().isEmpty() && !(rights.usesNamespace() && rights.makesTables())) {
            reasons.add("The schema " + settings.namespace() + " belongs to " + rights.namespaceOwner() + ", and "
                    + rights.user() + " lacks " + (rights.usesNamespace() ? "CREATE" : "USAGE and CREATE")
                    + " on it");
            sql.add("GRANT USAGE, CREATE ON SCHEMA " + Sql.identifier(settings.namespace()) + " TO " + user());
        }
    }

    private void lookAtEventTriggers() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(EVENT_TRIGGERS)) {
            query.setString(1, settings.namespace());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    reasons.add("The event trigger " + row.getString(1) + " of " + row.getString(3)
                            + " runs with the rights of " + rights.user());
                    String[] grants = (String[]) row.getArray(4).getArray();
                    for (String grant : grants) {
                        sql.add("GRANT " + grant + " TO " + user());
                    }
                    if (grants.length == 0) {
                        sql.add("ALTER FUNCTION " + row.getString(2)
                                + " SECURITY DEFINER SET search_path = pg_catalog, " + row.getString(5) + ", pg_temp");
                    }
                }
            }
        }
    }

    private InsufficientPrivilege exception(SqlFailure failure, SQLException refused) {
        String administratorSql = sql.stream().map(statement -> statement + ";").collect(Collectors.joining("\n"));
        String why = reasons.isEmpty() ? "" : ". " + String.join(". ", reasons);
        return new InsufficientPrivilege(
                "The login " + rights.user() + " lacks a privilege: " + failure.message() + why
                        + ". Nothing was changed. "
                        + (sql.isEmpty()
                                ? "Grant it, or run as the owner of the schema."
                                : "Let an administrator run in this database:\n" + administratorSql),
                administratorSql,
                failure.withoutDetail(refused));
    }

    private String user() {
        return Sql.identifier(rights.user());
    }
}
