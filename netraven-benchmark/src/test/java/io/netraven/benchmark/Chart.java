package io.netraven.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Bars of ratios, one group for each table whose last column is one ({@code ÷ floor}). A group has a scale of its own
 * that begins at 0; a line marks 1. Bars of NetRaven have another colour.
 *
 * @param groups in the order of the page
 */
record Chart(List<Group> groups) {

    private static final int LABELS = 250;
    private static final int BARS = 400;
    private static final int WIDTH = LABELS + BARS + 70;
    private static final int LINE = 20;
    private static final int THICKNESS = 12;

    /** The table's first heading and its last, and its rows. */
    record Group(String title, String ratio, List<Bar> bars) {

        double greatest() {
            return bars.stream().mapToDouble(Bar::ratio).max().orElse(1);
        }
    }

    record Bar(String label, double ratio) {

        boolean isOwn() {
            return label.startsWith("NetRaven");
        }
    }

    static Chart of(List<Table> tables) {
        List<Group> groups = new ArrayList<>();
        for (Table table : tables) {
            int last = table.head().size() - 1;
            if (table.head().get(last).startsWith("÷")) {
                List<Bar> bars = table.rows().stream()
                        .map(row -> new Bar(
                                row.get(0).replace("`", ""),
                                Double.parseDouble(row.get(last).replace(",", ""))))
                        .toList();
                groups.add(new Group(table.head().get(0), table.head().get(last), bars));
            }
        }
        return new Chart(groups);
    }

    /** Draws it, for light and dark backgrounds. */
    String svg() {
        StringBuilder lines = new StringBuilder();
        int y = LINE;
        for (Group group : groups) {
            y = draw(lines, group, y) + LINE;
        }
        return String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-label="Ratios to the floor and to peers">
                <style>
                text { font: 12px sans-serif; fill: #24292f } .title { font-weight: bold }
                .other { fill: #8c959f } .own { fill: #0969da } .one { stroke: #cf222e; stroke-dasharray: 2 2 }
                @media (prefers-color-scheme: dark) {
                text { fill: #d1d7e0 } .other { fill: #656c76 } .own { fill: #478be6 } .one { stroke: #f47067 }
                }
                </style>
                """, WIDTH, y) + lines + "</svg>\n";
    }

    private static int draw(StringBuilder lines, Group group, int top) {
        double scale = BARS / Math.max(1, group.greatest());
        int y = top;
        add(lines, "<text class=\"title\" x=\"0\" y=\"%d\">%s, %s</text>", y, escaped(group.title()), group.ratio());
        for (Bar bar : group.bars()) {
            y += LINE;
            double width = Math.max(1, bar.ratio() * scale);
            add(lines, "<text x=\"12\" y=\"%d\">%s</text>", y, escaped(bar.label()));
            add(
                    lines,
                    "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
                    bar.isOwn() ? "own" : "other",
                    LABELS,
                    y - THICKNESS + 2,
                    width,
                    THICKNESS);
            add(lines, "<text x=\"%.1f\" y=\"%d\">%s</text>", LABELS + width + 6, y, Figures.text(bar.ratio()));
        }
        double one = LABELS + scale;
        add(lines, "<path class=\"one\" d=\"M%.1f %dV%d\"/>", one, top + THICKNESS / 2, y + 4);
        return y + LINE / 2;
    }

    private static void add(StringBuilder lines, String format, Object... arguments) {
        lines.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
