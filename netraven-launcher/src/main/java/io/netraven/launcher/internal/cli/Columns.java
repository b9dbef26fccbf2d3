package io.netraven.launcher.internal.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows whose cells are below each other. */
final class Columns {

    private final List<List<String>> rows = new ArrayList<>();

    Columns(String... heading) {
        rows.add(List.of(heading));
    }

    Columns row(Object... cells) {
        rows.add(Arrays.stream(cells).map(Object::toString).toList());
        return this;
    }

    /** How many rows there are, with the heading. */
    int size() {
        return rows.size();
    }

    /** The lines, the heading first; none where there is no row. */
    List<String> lines() {
        return rows.size() == 1 ? List.of() : rows.stream().map(this::line).toList();
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            line.append("  ").append(cells.get(column));
            int gap = width(column) - cells.get(column).length();
            line.append(" ".repeat(column + 1 == cells.size() ? 0 : gap));
        }
        return line.toString();
    }

    private int width(int column) {
        int width = 0;
        for (List<String> row : rows) {
            width = Math.max(width, row.get(column).length());
        }
        return width;
    }
}
