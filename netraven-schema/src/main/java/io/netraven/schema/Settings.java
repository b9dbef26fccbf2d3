package io.netraven.schema;

import io.netraven.schema.internal.catalog.CatalogScope;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What an engine was built with.
 *
 * @param dataSource gives connections
 * @param model what the database is to look like
 * @param namespace where its tables are
 * @param roles the server's name of each role to make and verify, by the model's word for it
 * @param deadline how long to wait for the database; null for ever
 * @param accessGrace how long a refused login is tried again
 * @param lockTimeout how long to wait for locks
 * @param statementTimeout how long one statement may take
 * @param strict whether tolerated differences are refused too
 */
record Settings(
        DataSource dataSource,
        SchemaModel model,
        String namespace,
        SortedMap<String, String> roles,
        @Nullable Duration deadline,
        Duration accessGrace,
        Duration lockTimeout,
        Duration statementTimeout,
        boolean strict) {

    /** Which of some differences are a reason to change nothing. */
    List<SchemaDifference> refused(List<SchemaDifference> differences) {
        return differences.stream()
                .filter(difference -> strict || difference.severity() == Severity.BREAKING)
                .toList();
    }

    /** Who may do what. */
    Access access() {
        return new Access(roles, roles.isEmpty() ? List.of() : model.grants());
    }

    /** What of a database the model is concerned with. */
    CatalogScope scope() {
        return new CatalogScope(
                namespace,
                model.tableNames(),
                model.extensions(),
                SchemaModel.searchPath(namespace),
                new TreeSet<>(roles.values()));
    }
}
