package io.netraven.schema.internal.catalog;

import io.netraven.schema.ObjectKind;
import io.netraven.schema.SchemaObject;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * What of a database a model is concerned with.
 *
 * @param namespace the namespace of its tables
 * @param tables their names
 * @param extensions the extensions it asks for
 * @param searchPath the search path it asks for; empty where it asks for none
 * @param roles the roles of the server that it manages
 */
public record CatalogScope(
        String namespace,
        Collection<String> tables,
        Collection<String> extensions,
        String searchPath,
        Collection<String> roles) {

    /** The owner of a namespace, where it is none that may not own it. */
    public static final String NO_MANAGED_ROLE = "no managed role";

    String tableList() {
        return String.join(",", tables);
    }

    String extensionList() {
        return String.join(",", extensions);
    }

    String roleList() {
        return String.join(",", roles);
    }

    String ownsSearchPath() {
        return Boolean.toString(!searchPath.isEmpty());
    }

    /**
     * Returns what the model asks of the database itself.
     *
     * @return the facts of each object
     */
    public Map<SchemaObject, Facts> objects() {
        Map<SchemaObject, Facts> objects = new TreeMap<>();
        objects.put(new SchemaObject(ObjectKind.NAMESPACE, "", namespace), Facts.of("owner", NO_MANAGED_ROLE));
        for (String extension : extensions) {
            objects.put(new SchemaObject(ObjectKind.EXTENSION, "", extension), Facts.of("schema", "public"));
        }
        if (!searchPath.isEmpty()) {
            objects.put(
                    new SchemaObject(ObjectKind.DATABASE_SETTING, "", "search_path"), Facts.of("value", searchPath));
        }
        return objects;
    }
}
