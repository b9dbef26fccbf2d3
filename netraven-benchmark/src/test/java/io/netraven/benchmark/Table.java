package io.netraven.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table in Markdown. */
final class Table {

    private final List<String> head;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... head) {
        this.head = List.of(head);
    }

    /** Adds a row, with figures written as {@link Figures#text} does. */
    Table row(Object... cells) {
        rows.add(Arrays.stream(cells)
                .map(cell -> cell instanceof Double figure ? Figures.text(figure) : cell.toString())
                .toList());
        return this;
    }

    List<String> head() {
        return head;
    }

    List<List<String>> rows() {
        return List.copyOf(rows);
    }

    /** Returns the tables of a page, in order. */
    static List<Table> in(String page) {
        List<Table> tables = new ArrayList<>();
        boolean inside = false;
        for (String line : page.split("\n", -1)) {
            if (!line.startsWith("|")) {
                inside = false;
            } else if (!inside) {
                tables.add(new Table(cells(line)));
                inside = true;
            } else if (!line.startsWith("|--")) {
                tables.get(tables.size() - 1).row((Object[]) cells(line));
            }
        }
        return tables;
    }

    private static String[] cells(String line) {
        return Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
                .map(String::strip)
                .toArray(String[]::new);
    }

    /** The first column to the left, figures to the right. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        line(text, head);
        text.append("|---|").append("--:|".repeat(head.size() - 1)).append('\n');
        rows.forEach(row -> line(text, row));
        return text.toString();
    }

    private static void line(StringBuilder text, List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
