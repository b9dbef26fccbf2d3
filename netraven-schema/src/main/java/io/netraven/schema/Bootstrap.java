package io.netraven.schema;

import io.netraven.schema.internal.Sql;
import io.netraven.schema.internal.definition.TableScript;

/** The statements for what belongs to the database rather than to a table. Each has one source, which is here. */
final class Bootstrap {

    private final Settings settings;
    private final String database;

    Bootstrap(Settings settings, String database) {
        this.settings = settings;
        this.database = database;
    }

    /** Returns the statement that makes, or sets right, an object of the database. */
    String make(SchemaObject object) {
        return switch (object.kind()) {
            case EXTENSION -> createExtension(object.name());
            case NAMESPACE -> TableScript.in(settings.namespace(), createNamespace());
            case DATABASE_SETTING ->
                setSearchPath(Sql.identifier(database), SchemaModel.searchPath(settings.namespace()));
            case ROLE -> Access.createRole(object.name());
            case SEED_ROW ->
                settings.model().seeds().stream()
                        .filter(seed -> Seeding.object(seed).equals(object))
                        .map(seed -> TableScript.in(settings.namespace(), Seeding.insert(seed)))
                        .findFirst()
                        .orElseThrow();
            default -> throw new IllegalArgumentException(object + " belongs to a table");
        };
    }

    /** Returns what an administrator runs in the place of a role, which goes on from there as the namespace's owner. */
    String mendFor(String role, SchemaDifference difference) {
        boolean namespace = difference.object().kind() == ObjectKind.NAMESPACE;
        return difference.mend().sql() + (namespace ? " AUTHORIZATION " + Sql.identifier(role) : "") + ";";
    }

    static String createExtension(String extension) {
        return "CREATE EXTENSION IF NOT EXISTS " + Sql.identifier(extension) + " SCHEMA public";
    }

    /** The statement takes a name only, and a script does not know the name of the database it runs in. */
    static String setSearchPathOfThisDatabase(String searchPath) {
        return "DO $$ BEGIN EXECUTE format(" + Sql.literal(setSearchPath("%I", searchPath))
                + ", current_database()); END $$";
    }

    private static String setSearchPath(String quotedDatabase, String searchPath) {
        return "ALTER DATABASE " + quotedDatabase + " SET search_path = " + searchPath;
    }

    static String createNamespace() {
        return "CREATE SCHEMA IF NOT EXISTS " + TableScript.NAMESPACE;
    }
}
