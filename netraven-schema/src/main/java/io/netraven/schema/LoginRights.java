package io.netraven.schema;

import io.netraven.schema.internal.Sql;
import io.netraven.schema.internal.catalog.CatalogSnapshot;
import io.netraven.schema.internal.catalog.Facts;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether the login may do what it needs on the model's tables. The owner needs everything. Any other login is taken for
 * that role of the model whose rights are the most like its own.
 */
final class LoginRights {

    private static final Set<String> ALL =
            Set.of(Privilege.SELECT.name(), Privilege.INSERT.name(), Privilege.UPDATE.name(), Privilege.DELETE.name());

    private final Settings settings;

    private LoginRights(Settings settings) {
        this.settings = settings;
    }

    static LoginRights of(Settings settings) {
        return new LoginRights(settings);
    }

    /** Adds what the login lacks to the facts of the tables. */
    CatalogSnapshot addTo(CatalogSnapshot live) {
        Map<String, Facts> limited = new TreeMap<>();
        live.objects().forEach((object, facts) -> {
            if (object.kind() == ObjectKind.TABLE && facts.has("login is the owner")) {
                limited.put(object.name(), facts);
            }
        });
        if (limited.isEmpty()) {
            return live;
        }
        boolean owner = limited.values().stream().anyMatch(facts -> facts.is("login is the owner", "yes"));
        Map<String, Set<String>> lacking = owner ? lacking(limited, everything(ALL)) : lackingOfARole(limited);
        Map<SchemaObject, Facts> tables = new TreeMap<>();
        lacking.forEach((table, rights) -> tables.put(
                new SchemaObject(ObjectKind.TABLE, table, table),
                with(limited.getOrDefault(table, Facts.NONE), table, rights)));
        return live.with(tables);
    }

    private Map<String, Set<String>> lackingOfARole(Map<String, Facts> limited) {
        return roles().stream()
                .min(Comparator.comparingInt(role -> distance(limited, role)))
                .map(role -> lacking(limited, role))
                .orElse(Map.of());
    }

    /** How many rights one of the two has and the other has not; one on some columns counts as one on all. */
    private int distance(Map<String, Facts> limited, Map<String, Set<String>> role) {
        int distance = 0;
        for (String table : settings.model().tableNames()) {
            Facts facts = limited.get(table);
            Set<String> may = privileges(facts == null ? ALL : may(facts));
            Set<String> needed = privileges(role.getOrDefault(table, Set.of()));
            distance += (int) ALL.stream()
                    .filter(privilege -> may.contains(privilege) != needed.contains(privilege))
                    .count();
        }
        return distance;
    }

    private static Set<String> privileges(Set<String> rights) {
        return rights.stream().map(right -> right.replaceFirst(" \\(.*", "")).collect(Collectors.toSet());
    }

    /** What each role of the model needs: of a table, a privilege, or one on a column in parentheses. */
    private Collection<Map<String, Set<String>>> roles() {
        Map<String, Map<String, Set<String>>> roles = new TreeMap<>();
        for (Grant grant : settings.model().grants()) {
            Set<String> rights = roles.computeIfAbsent(grant.role(), role -> new TreeMap<>())
                    .computeIfAbsent(grant.table(), table -> new TreeSet<>());
            for (Privilege privilege : grant.privileges()) {
                if (grant.columns().isEmpty()) {
                    rights.add(privilege.name());
                }
                grant.columns().forEach(column -> rights.add(privilege + " (" + column + ")"));
            }
        }
        return roles.isEmpty() ? List.of(everything(ALL), everything(Set.of("SELECT"))) : roles.values();
    }

    private Map<String, Set<String>> everything(Set<String> rights) {
        return settings.model().tableNames().stream().collect(Collectors.toMap(table -> table, table -> rights));
    }

    private static Map<String, Set<String>> lacking(Map<String, Facts> limited, Map<String, Set<String>> needed) {
        Map<String, Set<String>> lacking = new TreeMap<>();
        limited.forEach((table, facts) -> {
            Set<String> may = may(facts);
            Set<String> rights = new TreeSet<>(needed.getOrDefault(table, Set.of()));
            rights.removeIf(right -> may.contains(right) || may.contains(right.replaceFirst(" \\(.*", "")));
            if (!rights.isEmpty()) {
                lacking.put(table, rights);
            }
        });
        return lacking;
    }

    private static Set<String> may(Facts facts) {
        return Set.of(facts.get("login may").split("\n"));
    }

    private Facts with(Facts facts, String table, Set<String> rights) {
        String on = " ON " + Sql.qualified(settings.namespace(), table) + " TO " + facts.get("login");
        String granted = rights.stream().map(LoginRights::quoted).collect(Collectors.joining(", "));
        return facts.with(new Facts(Map.of(
                "missing rights of this login",
                String.join(", ", rights),
                "missing rights of this login fix",
                "GRANT " + granted + on,
                "missing rights of this login hazard",
                facts.is("login owns it", "yes") ? "" : "for the owner or an administrator to grant")));
    }

    private static String quoted(String right) {
        int column = right.indexOf(" (");
        return column < 0
                ? right
                : right.substring(0, column) + " (" + Sql.identifier(right.substring(column + 2, right.length() - 1))
                        + ")";
    }
}
