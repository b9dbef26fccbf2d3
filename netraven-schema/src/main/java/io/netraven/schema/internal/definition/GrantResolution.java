package io.netraven.schema.internal.definition;

import io.netraven.schema.Grant;
import io.netraven.schema.Privilege;
import io.netraven.schema.SchemaException.ModelError;
import io.netraven.schema.internal.catalog.History;
import io.netraven.schema.internal.definition.TableDefinition.ColumnDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Turns the grants of a model into grants that name their columns, and checks that they name what there is. */
final class GrantResolution {

    private final Set<String> tables;
    private final Map<String, TableDefinition> definitions;

    private GrantResolution(Set<String> tables, Collection<TableDefinition> definitions) {
        this.tables = tables;
        this.definitions = definitions.stream().collect(Collectors.toMap(TableDefinition::name, Function.identity()));
    }

    /** Every role that the model names may also read the history: it has to know whether the schema is ready. */
    static List<Grant> resolve(List<Grant> grants, Set<String> tables, Collection<TableDefinition> definitions) {
        GrantResolution resolution = new GrantResolution(tables, definitions);
        List<Grant> resolved = new ArrayList<>();
        grants.forEach(grant -> resolved.add(resolution.resolve(grant)));
        grants.stream()
                .map(Grant::role)
                .distinct()
                .forEach(role -> resolved.add(Grant.to(role, History.TABLE, Privilege.SELECT)));
        return resolved;
    }

    private Grant resolve(Grant grant) {
        if (!tables.contains(grant.table())) {
            throw new ModelError("A grant to " + grant.role() + " names the table " + grant.table()
                    + ", which the model does not have: add its entity or correct the name.");
        }
        TableDefinition definition = definitions.get(grant.table());
        if (definition == null) {
            if (!grant.hidden().isEmpty()) {
                throw new ModelError("A grant to " + grant.role() + " hides columns of " + grant.table()
                        + ", which another model defines: name the columns that it may use.");
            }
            return grant;
        }
        Set<String> columns = definition.columns().stream()
                .map(ColumnDefinition::name)
                .collect(Collectors.toCollection(TreeSet::new));
        checkColumns(grant, columns);
        if (grant.hidden().isEmpty()) {
            return grant;
        }
        columns.removeAll(grant.hidden());
        return new Grant(grant.role(), grant.table(), grant.privileges(), columns, Set.of());
    }

    private static void checkColumns(Grant grant, Set<String> columns) {
        Set<String> unknown = new TreeSet<>(grant.columns());
        unknown.addAll(grant.hidden());
        unknown.removeAll(columns);
        if (!unknown.isEmpty()) {
            throw new ModelError("A grant to " + grant.role() + " on " + grant.table() + " names "
                    + String.join(", ", unknown) + ", which the table does not have: correct the name.");
        }
    }
}
