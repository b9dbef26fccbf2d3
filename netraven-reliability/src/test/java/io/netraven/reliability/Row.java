package io.netraven.reliability;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * A row of docs/reliability.md, and of the file that a class of trials leaves for it.
 *
 * @param fault what was done to what
 * @param trials how often
 * @param lost how often something was lost, or did not come back
 * @param recovery median and longest time to the next success, or a dash
 */
record Row(String fault, long trials, long lost, String recovery) {

    private static final String NO_TIME = "–";

    static Row of(String fault, long trials, long lost, List<Duration> recoveries) {
        List<Duration> sorted = recoveries.stream().sorted().toList();
        String recovery =
                sorted.isEmpty() ? NO_TIME : text(median(sorted)) + " / " + text(sorted.get(sorted.size() - 1));
        return new Row(fault, trials, lost, recovery);
    }

    private static Duration median(List<Duration> sorted) {
        int upper = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(upper)
                : sorted.get(upper - 1).plus(sorted.get(upper)).dividedBy(2);
    }

    /** Reads what {@link #toString()} wrote. */
    static Row parse(String line) {
        String[] cells = line.strip().split(" \\| ", -1);
        return new Row(cells[0].substring(2), number(cells[1]), number(cells[3]), cells[4].replace(" |", ""));
    }

    private static long number(String cell) {
        return Long.parseLong(cell.replace(",", ""));
    }

    private static String text(Duration duration) {
        long millis = duration.toMillis();
        return millis < 10_000
                ? String.format(Locale.ROOT, "%,d ms", millis)
                : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    /** A name for the row's file. */
    String fileName() {
        return fault.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + ".md";
    }

    /** The row in Markdown: fault, trials, survived, lost, recovery. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "| %s | %,d | %,d | %,d | %s |", fault, trials, trials - lost, lost, recovery);
    }
}
