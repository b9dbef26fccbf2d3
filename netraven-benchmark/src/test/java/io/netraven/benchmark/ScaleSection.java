package io.netraven.benchmark;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What grows with the size of the network: the same questions at each size. */
final class ScaleSection {

    private ScaleSection() {}

    static void measure(Bench bench, Report report) throws IOException, SQLException {
        List<Integer> scales = bench.form().scales();
        List<Operations> sizes = new ArrayList<>();
        try {
            for (int scale : scales) {
                String database = database(scale);
                Population.of(scale).fill(bench.server(), database);
                sizes.add(Operations.open(bench.server(), database));
            }
            measure(bench.form(), sizes);
            report.add(sizes(scales));
            report.add(growth(scales, sizes));
            report.add(purges(bench, scales));
        } finally {
            for (Operations size : sizes) {
                size.close();
            }
        }
    }

    /** All sizes in turn, round after round, after one that does not count. */
    private static void measure(Form form, List<Operations> sizes) throws SQLException {
        for (int round = -1; round < form.bulkRounds(); round++) {
            for (Operations size : sizes) {
                size.round();
                if (round < 0) {
                    size.forget();
                }
            }
        }
    }

    /** Last, as it takes log entries away: a tenth of them. */
    private static Table purges(Bench bench, List<Integer> scales) throws IOException, SQLException {
        Purges purges = new Purges(bench);
        for (int scale : scales) {
            int entries = Population.of(scale).entries();
            purges.of(database(scale), scale + " ×", entries / Population.ENTRIES_OF_LOG / 10);
        }
        return purges.table();
    }

    private static String database(int scale) {
        return "bench_scale_" + scale;
    }

    private static Table sizes(List<Integer> scales) {
        Table table = new Table("size", "devices", "tags", "credentials", "log entries");
        for (int scale : scales) {
            Population population = Population.of(scale);
            table.row(
                    scale + " ×",
                    Figures.count(population.devices()),
                    Figures.count(population.tags()),
                    Figures.count(population.credentials()),
                    Figures.count(population.entries()));
        }
        return table;
    }

    private static Table growth(List<Integer> scales, List<Operations> sizes) {
        List<String> head = new ArrayList<>(List.of("NetRaven, ms", "growth"));
        scales.forEach(scale -> head.add(scale + " ×"));
        Table table = new Table(head.toArray(String[]::new));
        for (Operations.Kind kind : Operations.Kind.values()) {
            double first = sizes.get(0).millis(kind);
            double last = sizes.get(sizes.size() - 1).millis(kind);
            List<Object> cells = new ArrayList<>(List.of(kind.text(), last / first));
            sizes.forEach(size -> cells.add(size.millis(kind)));
            table.row(cells.toArray());
        }
        return table;
    }
}
