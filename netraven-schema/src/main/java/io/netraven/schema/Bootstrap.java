package io.netraven.schema;

import io.netraven.schema.internal.Sql;
import io.netraven.schema.internal.definition.TableScript;

/** The statements for what belongs to the database rather than to a table. Each has one source, which is here. */
final class Bootstrap {

    private Bootstrap() {}

    static String createExtension(String extension) {
        return "CREATE EXTENSION IF NOT EXISTS " + Sql.identifier(extension) + " SCHEMA public";
    }

    static String createNamespace() {
        return "CREATE SCHEMA IF NOT EXISTS " + TableScript.NAMESPACE;
    }

    static String setSearchPath(String database, String searchPath) {
        return "ALTER DATABASE " + Sql.identifier(database) + " SET search_path = " + searchPath;
    }
}
