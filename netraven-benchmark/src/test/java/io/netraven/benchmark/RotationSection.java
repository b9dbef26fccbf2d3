package io.netraven.benchmark;

import io.netraven.credentials.Rotation;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Rotation of many rows beside one UPDATE of the same rows, and of ten times as many. */
final class RotationSection {

    private RotationSection() {}

    static void measure(Bench bench, Report report) throws SQLException {
        Rotations rotations = new Rotations(bench.server());
        double few = few(bench.form(), rotations, report);
        many(bench.form(), rotations, report, few);
    }

    /** Returns rows a second. */
    private static double few(Form form, Rotations rotations, Report report) throws SQLException {
        int rows = form.fewRows();
        rotations.fill(rows);
        List<Double> floors = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int round = -1; round < form.bulkRounds(); round++) {
            double floor = rotations.floorSeconds();
            double rotation = rotations.rotationSeconds(Rotation.now());
            if (round >= 0) {
                floors.add(rows / floor);
                ours.add(rows / rotation);
                ratios.add(floor / rotation);
            }
        }
        double ratio = Figures.median(ratios);
        report.add(new Table("rotation of " + Figures.count(rows) + " rows", "rows a second", "÷ one UPDATE")
                .row("one UPDATE", Figures.median(floors), 1.0)
                .row("NetRaven, all guarantees on", Figures.median(ours), ratio));
        report.add(Goal.atLeast(0.7, "rotation of 100,000 rows ÷ one UPDATE", ratio));
        return Figures.median(ours);
    }

    private static void many(Form form, Rotations rotations, Report report, double few) throws SQLException {
        int rows = form.manyRows();
        rotations.fill(rows);
        double many = rows / rotations.rotationSeconds(Rotation.now());
        report.add(new Table(
                        "rotation with a heap of " + (Runtime.getRuntime().maxMemory() >> 20) + " MiB",
                        "÷ " + Figures.count(form.fewRows()) + " rows",
                        "rows a second")
                .row("NetRaven, " + Figures.count(form.fewRows()) + " rows", 1.0, few)
                .row("NetRaven, " + Figures.count(rows) + " rows", many / few, many));
        report.add(Goal.atLeast(0.85, "rotation of 1,000,000 rows ÷ of 100,000", many / few));
    }
}
