package io.netraven.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * docs/performance.md. What a section found stands between two comments; what is around them is written by hand, and so
 * is the last column of the goals. Sections that were not run, and their goals, stay as they are.
 *
 * @param text all of it
 */
record PerformancePage(String text) {

    private static final String GOALS = "goals";
    private static final String[] HEAD = {"goal", "figure", "measured", "met", "why"};

    static PerformancePage of(String text) {
        return new PerformancePage(text);
    }

    PerformancePage with(Map<Section, Report> reports) {
        PerformancePage page = this;
        for (Map.Entry<Section, Report> entry : reports.entrySet()) {
            page = page.with(entry.getKey().tag(), entry.getValue().toString().stripTrailing() + "\n");
            page = page.with(entry.getValue().goals());
        }
        return page;
    }

    /** All tables that were measured. */
    List<Table> tables() {
        List<Table> tables = new ArrayList<>();
        for (Section section : Section.values()) {
            tables.addAll(Table.in(between(section.tag())));
        }
        return tables;
    }

    /** What a run prints. */
    static String document(Map<Section, Report> reports) {
        StringBuilder document = new StringBuilder("# Performance\n\n");
        document.append(goals(
                new Table(HEAD),
                reports.values().stream()
                        .flatMap(report -> report.goals().stream())
                        .toList()));
        reports.forEach((section, report) ->
                document.append("\n## ").append(section.tag()).append("\n\n").append(report));
        return document.toString();
    }

    private PerformancePage with(List<Goal> goals) {
        List<Table> before = Table.in(between(GOALS));
        return with(
                GOALS,
                goals(before.isEmpty() ? new Table(HEAD) : before.get(0), goals).toString());
    }

    private static Table goals(Table before, List<Goal> goals) {
        Table after = new Table(HEAD);
        List<Goal> more = new ArrayList<>(goals);
        for (List<String> row : before.rows()) {
            goals.stream()
                    .filter(goal -> goal.what().equals(row.get(0)))
                    .findFirst()
                    .ifPresentOrElse(
                            goal -> {
                                add(after, goal, row.get(HEAD.length - 1));
                                more.remove(goal);
                            },
                            () -> after.row(row.toArray()));
        }
        more.forEach(goal -> add(after, goal, ""));
        return after;
    }

    private static void add(Table table, Goal goal, String why) {
        table.row(goal.what(), goal.limitText(), goal.measuredText(), goal.metText(), why);
    }

    private PerformancePage with(String tag, String content) {
        String old = begin(tag) + between(tag) + end(tag);
        return new PerformancePage(text.replace(old, begin(tag) + content + end(tag)));
    }

    private String between(String tag) {
        int start = text.indexOf(begin(tag));
        int end = text.indexOf(end(tag));
        if (start < 0 || end < start) {
            throw new IllegalStateException("The page has no place for " + tag);
        }
        return text.substring(start + begin(tag).length(), end);
    }

    private static String begin(String tag) {
        return "<!-- " + tag + " -->\n";
    }

    private static String end(String tag) {
        return "<!-- end of " + tag + " -->";
    }
}
