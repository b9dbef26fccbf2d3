package io.netraven.benchmark;

import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a section found: tables in Markdown, and how its goals stand. */
final class Report {

    private final StringBuilder text = new StringBuilder();
    private final List<Goal> goals = new ArrayList<>();

    /** Begins with what the figures were taken on, and what the machine had to do besides. */
    static Report begin(BenchServer server, Form form) throws SQLException {
        Report report = new Report();
        report.say(
                "%s %s, %d cores, JDK %d, PostgreSQL %s with default settings; load %.1f before it%s.",
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                server.version(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                form.isShort() ? "; short form, so the figures are worth nothing" : "");
        return report;
    }

    /** Adds a paragraph. */
    void say(String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments)).append("\n\n");
    }

    void add(Table table) {
        text.append(table).append('\n');
    }

    void add(Goal goal) {
        goals.add(goal);
    }

    List<Goal> goals() {
        return List.copyOf(goals);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
