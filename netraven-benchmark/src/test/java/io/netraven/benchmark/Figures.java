package io.netraven.benchmark;

import java.util.List;
import java.util.Locale;

/** Means and medians, and how figures are written. */
final class Figures {

    private Figures() {}

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /** Writes a whole number. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Writes a figure with no more digits than it is worth. */
    static String text(double figure) {
        double size = Math.abs(figure);
        String format = size >= 100
                ? "%,.0f"
                : size >= 10 ? "%.1f" : size >= 0.1 || size == 0 ? "%.2f" : size >= 0.01 ? "%.3f" : "%.4f";
        return String.format(Locale.ROOT, format, figure);
    }
}
