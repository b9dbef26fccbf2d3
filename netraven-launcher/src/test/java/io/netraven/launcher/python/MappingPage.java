package io.netraven.launcher.python;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page that sets the old tables against ours.
 *
 * @param old the old columns, by table
 * @param ours our columns, by table
 */
record MappingPage(Map<String, SortedSet<String>> old, Map<String, SortedSet<String>> ours) {

    private static final Pattern HEADING = Pattern.compile("##+ `(\\w+)`");
    private static final Pattern COLUMN = Pattern.compile("`(\\w+)`");

    static MappingPage read() {
        MappingPage page = new MappingPage(new TreeMap<>(), new TreeMap<>());
        String table = "";
        for (String line : PythonDatabase.docs("table-mapping.md").lines().toList()) {
            if (line.startsWith("#")) {
                Matcher heading = HEADING.matcher(line);
                table = heading.matches() ? heading.group(1) : "";
            } else if (!table.isEmpty() && line.startsWith("|")) {
                String[] cells = line.split("\\|", -1);
                add(page.old, table, cells[1]);
                add(page.ours, table, cells[2]);
            }
        }
        return page;
    }

    private static void add(Map<String, SortedSet<String>> columns, String table, String cell) {
        COLUMN.matcher(cell)
                .results()
                .forEach(column ->
                        columns.computeIfAbsent(table, name -> new TreeSet<>()).add(column.group(1)));
    }
}
