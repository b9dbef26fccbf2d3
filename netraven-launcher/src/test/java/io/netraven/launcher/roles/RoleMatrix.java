package io.netraven.launcher.roles;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Renders what roles may do: a row for each object, a column for each role. */
final class RoleMatrix {

    private static final String NOTHING = "–";

    private final Map<String, SortedSet<Deed>> roles;
    private final StringBuilder markdown = new StringBuilder();

    private RoleMatrix(Map<String, SortedSet<Deed>> roles) {
        this.roles = roles;
    }

    /** Renders a table in Markdown; the roles come in the order of the map. */
    static String of(List<Table> tables, Map<String, SortedSet<Deed>> roles) {
        RoleMatrix matrix = new RoleMatrix(roles);
        matrix.line("on", role -> role);
        matrix.line("---", role -> "---");
        for (Table table : tables) {
            matrix.line("`" + table.name() + "`", role -> matrix.cell(role, table.name(), table.columns()));
        }
        for (String object : Surroundings.ALL) {
            matrix.line(object, role -> matrix.cell(role, object, List.of()));
        }
        return matrix.markdown.toString();
    }

    private void line(String head, Function<String, String> cell) {
        markdown.append("| ").append(head);
        roles.keySet().forEach(role -> markdown.append(" | ").append(cell.apply(role)));
        markdown.append(" |\n");
    }

    private String cell(String role, String object, List<String> columns) {
        List<String> words = new ArrayList<>();
        for (Act act : Act.values()) {
            SortedSet<String> done = new TreeSet<>();
            for (Deed deed : roles.getOrDefault(role, new TreeSet<>())) {
                if (deed.object().equals(object) && deed.act() == act) {
                    done.add(deed.column());
                }
            }
            if (!done.isEmpty()) {
                words.add(act + to(done, columns));
            }
        }
        return words.isEmpty() ? NOTHING : String.join(", ", words);
    }

    /** The shorter of what is allowed and what is not. */
    private static String to(SortedSet<String> allowed, List<String> columns) {
        SortedSet<String> denied = new TreeSet<>(columns);
        denied.removeAll(allowed);
        if (denied.isEmpty() || allowed.contains("")) {
            return "";
        }
        return denied.size() < allowed.size() ? " all but " + list(denied) : " (" + list(allowed) + ")";
    }

    private static String list(Collection<String> columns) {
        return columns.stream().map(column -> "`" + column + "`").collect(Collectors.joining(", "));
    }
}
