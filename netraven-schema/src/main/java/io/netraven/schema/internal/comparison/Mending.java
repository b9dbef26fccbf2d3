package io.netraven.schema.internal.comparison;

import io.netraven.schema.Mend;
import io.netraven.schema.ObjectKind;
import io.netraven.schema.SchemaObject;
import io.netraven.schema.internal.Sql;
import io.netraven.schema.internal.catalog.CatalogScope;
import io.netraven.schema.internal.catalog.Facts;
import io.netraven.schema.internal.definition.TableScript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes the SQL that brings one difference back to the model, and says where a person must decide. */
public final class Mending {

    private static final String REMOVES = "removes what is not NetRaven's";
    private static final String NOT_OURS_TO_TAKE = "an administrator has to decide";
    private static final String VARCHAR = "character varying(?:\\((\\d+)\\))?";
    private static final List<String> WIDER_INTEGERS = List.of("smallint", "integer", "bigint");

    private final CatalogScope scope;
    private final List<TableScript> scripts;
    private final Bootstrap bootstrap;
    private final String owner;

    /** Gives the statements for objects of the database, which the engine itself runs too. */
    public interface Bootstrap {
        /**
         * Returns the statement that makes an object of the database.
         *
         * @param object an extension, a namespace or a setting
         * @return SQL
         */
        String make(SchemaObject object);
    }

    /**
     * Creates the writer for one model in one namespace.
     *
     * @param scope what of the database the model is concerned with
     * @param scripts the tables' statements, in an order in which they can be made
     * @param bootstrap gives the statements for objects of the database
     * @param owner the role that owns the tables
     */
    public Mending(CatalogScope scope, List<TableScript> scripts, Bootstrap bootstrap, String owner) {
        this.scope = scope;
        this.scripts = List.copyOf(scripts);
        this.bootstrap = bootstrap;
        this.owner = owner;
    }

    /** Returns what makes a missing object. */
    Mend make(SchemaObject object, Facts facts) {
        return switch (object.kind()) {
            case TABLE -> Mend.additive(String.join(";\n", tableStatements(object.name())));
            case COLUMN -> makeColumn(object, facts);
            case INDEX -> Mend.additive(makeIndex(object, facts));
            case PRIMARY_KEY, UNIQUE, CHECK, FOREIGN_KEY, EXCLUSION ->
                Mend.additive(alter(object) + "ADD " + constraint(object, facts));
            case GRANT -> Mend.additive("GRANT " + granted(object, facts) + " TO " + grantee(facts));
            default -> Mend.additive(bootstrap.make(object));
        };
    }

    /** Returns what removes an object that the model does not know. */
    Mend remove(SchemaObject object, Facts facts) {
        String name = Sql.identifier(object.name());
        return switch (object.kind()) {
            case TABLE ->
                Mend.hazardous(
                        "drops data",
                        "DROP " + facts.get("kind").replace("partitioned ", "").toUpperCase(Locale.ROOT) + " "
                                + qualified(object.name()));
            case COLUMN -> Mend.hazardous("drops data", alter(object) + "DROP COLUMN " + name);
            case INDEX -> Mend.hazardous(REMOVES, "DROP INDEX " + qualified(object.name()));
            case TRIGGER, RULE, POLICY ->
                Mend.hazardous(REMOVES, "DROP " + object.kind() + " " + name + " ON " + qualified(object.table()));
            case GRANT -> {
                String sql = "REVOKE " + granted(object, facts) + " FROM " + grantee(facts);
                boolean forAPerson = facts.has("database") || facts.is("of owner", "yes");
                yield forAPerson ? Mend.hazardous(NOT_OURS_TO_TAKE, sql) : Mend.additive(sql);
            }
            case DATABASE_SETTING ->
                Mend.hazardous(facts.has("hazard") ? facts.get("hazard") : NOT_OURS_TO_TAKE, facts.get("fix"));
            case DEFAULT_PRIVILEGE ->
                Mend.hazardous(
                        NOT_OURS_TO_TAKE,
                        "ALTER DEFAULT PRIVILEGES FOR ROLE " + Sql.identifier(facts.get("owner"))
                                + (facts.is("everywhere", "yes") ? "" : " IN SCHEMA " + namespace()) + " REVOKE "
                                + facts.get("privilege") + " ON "
                                + facts.get("objects").toUpperCase(Locale.ROOT) + " FROM " + grantee(facts));
            default -> Mend.hazardous(REMOVES, alter(object) + "DROP CONSTRAINT " + name);
        };
    }

    /** Returns what removes an invalid index that refuses nothing, unless a session may still be building it. */
    Mend removeLeftover(InvalidIndex index) {
        String sql = "DROP INDEX " + qualified(index.object().name());
        return index.mayBeInProgress() ? Mend.hazardous("a session may still be building it", sql) : Mend.additive(sql);
    }

    /** Returns what changes one property of an object to what the model asks for. */
    Mend change(SchemaObject object, String property, String found, Facts facts) {
        if (property.equals("comment")) {
            return Mend.additive(comment(object, facts.get("comment")));
        }
        return switch (object.kind()) {
            case TABLE -> changeTable(object, property, found, facts);
            case COLUMN -> changeColumn(object, property, found, facts);
            case INDEX -> changeIndex(object, property, found, facts);
            case EXTENSION ->
                Mend.hazardous(
                        "other programs may use it there",
                        "ALTER EXTENSION " + Sql.identifier(object.name()) + " SET SCHEMA " + facts.get(property));
            case DATABASE_SETTING -> Mend.additive(bootstrap.make(object));
            case NAMESPACE ->
                Mend.hazardous(NOT_OURS_TO_TAKE, "ALTER SCHEMA " + namespace() + " OWNER TO " + Sql.identifier(owner));
            case ROLE -> Mend.hazardous(NOT_OURS_TO_TAKE, changeRole(Sql.identifier(object.name()), property, found));
            case GRANT ->
                Mend.additive("REVOKE GRANT OPTION FOR " + granted(object, facts) + " FROM " + grantee(facts));
            default -> Mend.additive(changeConstraint(object, property, found, facts));
        };
    }

    private Mend makeColumn(SchemaObject object, Facts facts) {
        String sql = alter(object) + "ADD COLUMN " + Sql.identifier(object.name()) + " " + Definitions.column(facts);
        if (facts.has("comment")) {
            sql += ";\n" + comment(object, facts.get("comment"));
        }
        boolean filled =
                facts.is("nullable", "yes") || facts.has("default") || facts.has("generated") || facts.has("identity");
        return filled
                ? Mend.additive(sql)
                : Mend.hazardous("rows need a value: NOT NULL without a default", added(object, facts));
    }

    /** In an order that works on a table with rows. */
    private String added(SchemaObject object, Facts facts) {
        String name = Sql.identifier(object.name());
        return alter(object) + "ADD COLUMN " + name + " "
                + Definitions.column(facts).replace(" NOT NULL", "") + ";\n-- UPDATE " + qualified(object.table())
                + " SET "
                + name + " = ...;\n" + alter(object) + "ALTER COLUMN " + name + " SET NOT NULL"
                + (facts.has("comment") ? ";\n" + comment(object, facts.get("comment")) : "");
    }

    /** The default that is there may not fit the type. */
    private static String withDefault(SchemaObject object, Facts facts, String sql) {
        if (facts.has("identity") || facts.has("generated")) {
            return sql;
        }
        String column = ", ALTER COLUMN " + Sql.identifier(object.name());
        return sql + column + " DROP DEFAULT"
                + (facts.has("default") ? column + " SET DEFAULT " + facts.get("default") : "");
    }

    private Mend changeTable(SchemaObject object, String property, String found, Facts facts) {
        String value = facts.get(property);
        return switch (property) {
            case "kind" ->
                Mend.hazardous(
                        "drops what stands in the table's place",
                        "DROP " + found.replace("partitioned ", "").toUpperCase(Locale.ROOT) + " "
                                + qualified(object.name()) + ";\n"
                                + String.join(";\n", tableStatements(object.name())));
            case "owner" -> Mend.additive(alter(object) + "OWNER TO " + Sql.identifier(value));
            case "persistence" -> Mend.additive(alter(object) + "SET LOGGED");
            case "row security" ->
                Mend.additive(alter(object) + "NO FORCE ROW LEVEL SECURITY;\n" + alter(object)
                        + "DISABLE ROW LEVEL SECURITY");
            case "storage options" -> changeStorageOptions(alter(object), found, value);
            case "parents" ->
                Mend.hazardous(
                        REMOVES,
                        Arrays.stream(found.split(", "))
                                .map(parent -> alter(object) + "NO INHERIT " + parent)
                                .collect(Collectors.joining(";\n")));
            default -> Mend.hazardous("drops data", "DROP TABLE " + found);
        };
    }

    private Mend changeColumn(SchemaObject object, String property, String found, Facts facts) {
        String column = alter(object) + "ALTER COLUMN " + Sql.identifier(object.name()) + " ";
        String value = facts.get(property);
        return switch (property) {
            case "type" -> {
                String sql = column + "TYPE " + value + " USING " + Sql.identifier(object.name()) + "::" + value;
                yield isWider(value, found)
                        ? Mend.additive(sql)
                        : Mend.hazardous("may lose data or fail on the data there is", withDefault(object, facts, sql));
            }
            case "nullable" ->
                value.equals("yes")
                        ? Mend.additive(column + "DROP NOT NULL")
                        : Mend.hazardous("fails where the column holds null", column + "SET NOT NULL");
            case "default" -> Mend.additive(column + (value.isEmpty() ? "DROP DEFAULT" : "SET DEFAULT " + value));
            case "identity" ->
                Mend.additive(column
                        + (value.isEmpty()
                                ? "DROP IDENTITY"
                                : found.isEmpty()
                                        ? "ADD GENERATED " + value.toUpperCase(Locale.ROOT) + " AS IDENTITY;\n"
                                                + goOnCounting(object)
                                        : "SET GENERATED " + value.toUpperCase(Locale.ROOT)));
            case "collation" ->
                Mend.additive(column + "TYPE "
                        + Definitions.column(facts).replaceFirst(" (NOT NULL|DEFAULT|GENERATED).*", "")
                        + (value.isEmpty() ? " COLLATE \"default\"" : ""));
            default ->
                Mend.hazardous(
                        "drops data",
                        alter(object) + "DROP COLUMN " + Sql.identifier(object.name()) + ", ADD COLUMN "
                                + Sql.identifier(object.name()) + " " + Definitions.column(facts));
        };
    }

    /** A new identity would begin at 1 and meet the values that are there. */
    private String goOnCounting(SchemaObject object) {
        return "SELECT pg_catalog.setval(pg_catalog.pg_get_serial_sequence("
                + Sql.literal(qualified(object.table())) + ", " + Sql.literal(object.name())
                + "), coalesce(max(" + Sql.identifier(object.name()) + "), 0) + 1, false) FROM "
                + qualified(object.table());
    }

    private Mend changeIndex(SchemaObject object, String property, String found, Facts facts) {
        String name = qualified(object.name());
        return switch (property) {
            case "name" ->
                Mend.additive("ALTER INDEX " + qualified(found) + " RENAME TO " + Sql.identifier(object.name()));
            case "storage options" ->
                changeStorageOptions("ALTER INDEX " + name + " ", found, facts.get("storage options"));
            case "valid" -> Mend.additive("REINDEX INDEX " + name);
            default -> Mend.additive("DROP INDEX " + name + ";\n" + makeIndex(object, facts));
        };
    }

    private static Mend changeStorageOptions(String alter, String found, String value) {
        return value.isEmpty()
                ? Mend.hazardous(REMOVES, alter + "RESET (" + found.replaceAll("=[^,]*", "") + ")")
                : Mend.additive(alter + "SET (" + value + ")");
    }

    private String changeConstraint(SchemaObject object, String property, String found, Facts facts) {
        String name = Sql.identifier(object.name());
        return switch (property) {
            case "name" -> alter(object) + "RENAME CONSTRAINT " + Sql.identifier(found) + " TO " + name;
            case "validated" -> alter(object) + "VALIDATE CONSTRAINT " + name;
            // Foreign keys may lead to it, so that it cannot be dropped.
            case "valid index" -> "REINDEX INDEX " + qualified(object.name());
            default -> alter(object) + "DROP CONSTRAINT " + name + ", ADD " + constraint(object, facts);
        };
    }

    private String constraint(SchemaObject object, Facts facts) {
        return "CONSTRAINT " + Sql.identifier(object.name()) + " "
                + (object.kind() == ObjectKind.FOREIGN_KEY
                        ? Definitions.foreignKey(namespace() + ".", facts)
                        : facts.get("definition"));
    }

    private String makeIndex(SchemaObject object, Facts facts) {
        return "CREATE " + (facts.is("unique", "yes") ? "UNIQUE " : "") + "INDEX " + Sql.identifier(object.name())
                + " ON " + qualified(object.table()) + " " + facts.get("definition")
                + (facts.has("storage options")
                        ? ";\nALTER INDEX " + qualified(object.name()) + " SET (" + facts.get("storage options") + ")"
                        : "");
    }

    /** Returns a privilege and what it is on. */
    private String granted(SchemaObject object, Facts facts) {
        String columns = facts.has("column") ? " (" + Sql.identifier(facts.get("column")) + ")" : "";
        String target = facts.has("database")
                ? "DATABASE " + Sql.identifier(facts.get("database"))
                : object.table().isEmpty() ? "SCHEMA " + namespace() : qualified(object.table());
        return facts.get("privilege") + columns + " ON " + target;
    }

    private static String grantee(Facts facts) {
        return facts.has("role") ? Sql.identifier(facts.get("role")) : "PUBLIC";
    }

    private static String changeRole(String role, String property, String found) {
        return property.equals("attribute")
                ? "ALTER ROLE " + role + " NO" + found.toUpperCase(Locale.ROOT).replace(", ", " NO")
                : "REVOKE " + found + " FROM " + role;
    }

    private String comment(SchemaObject object, String text) {
        String target = object.kind() == ObjectKind.COLUMN ? "." + Sql.identifier(object.name()) : "";
        return "COMMENT ON " + object.kind() + " " + qualified(object.table()) + target + " IS "
                + (text.isEmpty() ? "NULL" : Sql.literal(text));
    }

    private List<String> tableStatements(String table) {
        List<String> statements = new ArrayList<>();
        scripts.stream().filter(script -> script.table().equals(table)).forEach(script -> {
            statements.addAll(script.create());
            statements.addAll(script.after());
        });
        statements.replaceAll(statement -> TableScript.in(scope.namespace(), statement));
        return statements;
    }

    private String alter(SchemaObject object) {
        return "ALTER TABLE " + qualified(object.table()) + " ";
    }

    private String namespace() {
        return Sql.identifier(scope.namespace());
    }

    private String qualified(String name) {
        return Sql.qualified(scope.namespace(), name);
    }

    /** Whether every value of the narrower type is a value of the wider, unchanged. */
    private static boolean isWider(String wider, String narrower) {
        if (WIDER_INTEGERS.contains(wider) && WIDER_INTEGERS.contains(narrower)) {
            return WIDER_INTEGERS.indexOf(wider) > WIDER_INTEGERS.indexOf(narrower);
        }
        Pattern varchar = Pattern.compile(VARCHAR);
        Matcher to = varchar.matcher(wider);
        Matcher from = varchar.matcher(narrower);
        if (from.matches() && (wider.equals("text") || wider.equals("character varying"))) {
            return true;
        }
        return to.matches()
                && from.matches()
                && from.group(1) != null
                && Integer.parseInt(to.group(1)) > Integer.parseInt(from.group(1));
    }
}
