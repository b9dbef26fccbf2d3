package io.netraven.schema;

import io.netraven.schema.internal.Sql;
import io.netraven.schema.internal.definition.TableScript;

/** The statements for what belongs to the database rather than to a table. Each has one source, which is here. */
final class Bootstrap {

    private final Settings settings;
    private final String owner;

    /** The statements are right for any role that runs them: a namespace is made for its owner. */
    Bootstrap(Settings settings, String owner) {
        this.settings = settings;
        this.owner = owner;
    }

    /** Returns the statement that makes, or sets right, an object of the database. */
    String make(SchemaObject object) {
        return switch (object.kind()) {
            case EXTENSION -> createExtension(object.name());
            case NAMESPACE ->
                TableScript.in(settings.namespace(), createNamespace()) + " AUTHORIZATION " + Sql.identifier(owner);
            case DATABASE_SETTING -> setSearchPathOfThisDatabase(SchemaModel.searchPath(settings.namespace()));
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

    static String createExtension(String extension) {
        return "CREATE EXTENSION IF NOT EXISTS " + Sql.identifier(extension) + " SCHEMA public";
    }

    /** ALTER DATABASE takes a name only, and a script does not know the name of the database it runs in. */
    static String setSearchPathOfThisDatabase(String searchPath) {
        return "DO $$ BEGIN EXECUTE format("
                + Sql.literal("ALTER DATABASE %I SET search_path = " + searchPath)
                + ", current_database()); END $$";
    }

    static String createNamespace() {
        return "CREATE SCHEMA IF NOT EXISTS " + TableScript.NAMESPACE;
    }
}
