package io.netraven.benchmark;

import io.netraven.launcher.NetRavenSchema;
import io.netraven.schema.SchemaEngine;
import io.netraven.schema.internal.catalog.CatalogReader;
import java.sql.Connection;
import java.sql.SQLException;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.RunnerException;

/** The comparison of two catalogues, beside the reading of one. */
final class ComparisonSection {

    private static final String DATABASE = "bench_comparison";

    private ComparisonSection() {}

    static void measure(Bench bench, Report report) throws SQLException, RunnerException {
        BenchServer server = bench.server();
        server.create(DATABASE);
        SchemaEngine.builder(server.source(DATABASE))
                .model(NetRavenSchema.model())
                .build()
                .initialize();
        Jmh jmh = Jmh.run(
                bench,
                ComparisonBenchmark.class,
                Mode.AverageTime,
                "-Xmx256m",
                "-D" + ComparisonBenchmark.URL + "=" + server.urlWithUser(DATABASE));
        report.add(new Table("catalogue of " + objects(server) + " objects", "÷ reading it", "ms")
                .row("reading it", 1.0, jmh.score("reading"))
                .row("NetRaven, comparing it with an equal one", jmh.ratio("equal", "reading"), jmh.score("equal"))
                .row(
                        "NetRaven, comparing it with one without its indexes",
                        jmh.ratio("withoutIndexes", "reading"),
                        jmh.score("withoutIndexes")));
    }

    private static int objects(BenchServer server) throws SQLException {
        try (Connection connection = server.connect(DATABASE)) {
            return new CatalogReader(connection, ComparisonBenchmark.scope())
                    .live()
                    .objects()
                    .size();
        }
    }
}
