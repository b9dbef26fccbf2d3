package io.netraven.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** Takes the figures of all sections, or of some, and prints and writes what came of it. */
final class Main {

    private static final String PAGE = "performance.md";
    private static final String CHART = "performance.svg";

    private Main() {}

    /**
     * Runs with the launcher's jar, the jar of this package, the folder of the pages, a folder to work in, the form
     * and the sections. The short form leaves the pages alone and writes its own beside what else it makes.
     */
    public static void main(String[] args) throws Exception {
        Program.Jars jars = new Program.Jars(args[0], args[1]);
        Path pages = Path.of(args[2]);
        Path work = Path.of(args[3]);
        Form form = Form.named(args[4]);
        Map<Section, Report> reports = new EnumMap<>(Section.class);
        for (Section section : Section.named(args[5])) {
            long start = System.nanoTime();
            System.err.println("benchmark: " + section.tag());
            try (BenchServer server = BenchServer.start()) {
                Report report = Report.begin(server, form);
                section.measure(new Bench(server, form, jars, work), report);
                reports.put(section, report);
            }
            // After each, as a later one may fail.
            write(form.isShort() ? work : pages, pages, reports);
            System.err.println(
                    "benchmark: " + section.tag() + " took " + (System.nanoTime() - start) / 1_000_000_000 + " s");
        }
        System.out.println(PerformancePage.document(reports));
    }

    private static void write(Path folder, Path pages, Map<Section, Report> reports) throws IOException {
        PerformancePage page =
                PerformancePage.of(Files.readString(pages.resolve(PAGE))).with(reports);
        Files.writeString(folder.resolve(PAGE), page.text());
        Files.writeString(folder.resolve(CHART), Chart.of(page.tables()).svg());
    }
}
