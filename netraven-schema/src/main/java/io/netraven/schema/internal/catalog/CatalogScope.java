package io.netraven.schema.internal.catalog;

import java.util.Collection;

/**
 * What of a database a model is concerned with.
 *
 * @param namespace the namespace of its tables
 * @param tables their names
 * @param extensions the extensions it asks for
 * @param searchPath the search path it asks for; empty where it asks for none
 */
public record CatalogScope(
        String namespace, Collection<String> tables, Collection<String> extensions, String searchPath) {

    String tableList() {
        return String.join(",", tables);
    }

    String extensionList() {
        return String.join(",", extensions);
    }

    String ownsSearchPath() {
        return Boolean.toString(!searchPath.isEmpty());
    }

    String[] parameters(String inNamespace, String owner) {
        return new String[] {inNamespace, tableList(), owner, extensionList(), ownsSearchPath()};
    }
}
