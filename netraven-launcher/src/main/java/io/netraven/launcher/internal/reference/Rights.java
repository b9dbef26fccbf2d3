package io.netraven.launcher.internal.reference;

import io.netraven.schema.Grant;
import io.netraven.schema.Privilege;
import io.netraven.schema.SchemaDescription;
import io.netraven.schema.TableDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What one role may do on one table.
 *
 * @param role the model's word for it
 * @param deeds what it may do, each with the columns it is limited to; empty for nothing
 */
record Rights(String role, List<String> deeds) {

    /** The rights of every role of the model, sorted by role. */
    static List<Rights> on(TableDescription table, SchemaDescription schema) {
        SortedSet<String> roles =
                schema.grants().stream().map(Grant::role).collect(Collectors.toCollection(TreeSet::new));
        return roles.stream().map(role -> of(role, table, schema.grants())).toList();
    }

    private static Rights of(String role, TableDescription table, List<Grant> grants) {
        Map<String, SortedSet<Privilege>> byColumns = new TreeMap<>();
        for (Grant grant : grants) {
            if (grant.role().equals(role) && grant.table().equals(table.name())) {
                byColumns
                        .computeIfAbsent(columns(grant.columns(), table), columns -> new TreeSet<>())
                        .addAll(grant.privileges());
            }
        }
        List<String> deeds = new ArrayList<>();
        byColumns.forEach((columns, privileges) ->
                deeds.add(privileges.stream().map(Privilege::name).collect(Collectors.joining(", ")) + columns));
        return new Rights(role, deeds);
    }

    private static String columns(Set<String> granted, TableDescription table) {
        List<String> hidden = table.columns().stream()
                .map(TableDescription.Column::name)
                .filter(name -> !granted.contains(name))
                .toList();
        if (granted.isEmpty() || hidden.isEmpty()) {
            return "";
        }
        return hidden.size() < granted.size()
                ? " of all but " + String.join(", ", hidden)
                : " of " + String.join(", ", granted);
    }
}
