package io.netraven.benchmark;

import io.netraven.launcher.NetRavenSchema;
import io.netraven.launcher.internal.connect.ConnectionPool;
import io.netraven.schema.SchemaEngine;
import io.netraven.schema.SchemaModel;
import io.netraven.schema.testing.ScratchDatabase;
import io.netraven.schema.testing.Template;
import io.netraven.schema.testing.TestServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What the init step and a test's database cost in a JVM that runs already: a process of its own, asked once. */
final class Embedded {

    private static final int STARTS = 200;
    private static final int DATABASES = 15;
    /** The short form does so much less. */
    private static final int LESS = 15;

    private Embedded() {}

    /** Returns the medians, in milliseconds: the init step, a test's database by cloning, and made anew. */
    static List<Double> run(BenchServer server, Form form) throws Exception {
        server.create("bench_embedded");
        List<String> command = List.of(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                Embedded.class.getName(),
                server.urlWithUser("bench_embedded"),
                Integer.toString(form.isShort() ? LESS : 1));
        String output = Command.output(command, Map.of("NETRAVEN_TEST_DATABASE_URL", server.urlWithUser("postgres")));
        String[] lines = output.strip().split("\n", -1);
        return Arrays.stream(lines[lines.length - 1].split(" ", -1))
                .map(Double::valueOf)
                .toList();
    }

    /** Runs with a JDBC URL, and by how much less is done. */
    public static void main(String[] args) {
        PGSimpleDataSource connections = new PGSimpleDataSource();
        connections.setUrl(args[0]);
        int less = Integer.parseInt(args[1]);
        double init = initMillis(connections, STARTS / less);
        List<Double> clones = new ArrayList<>();
        List<Double> anew = new ArrayList<>();
        for (int round = -1; round < DATABASES / less; round++) {
            double cloneMillis = cloneMillis();
            double newMillis = newMillis();
            if (round >= 0) {
                clones.add(cloneMillis);
                anew.add(newMillis);
            }
        }
        System.out.println(init + " " + Figures.median(clones) + " " + Figures.median(anew));
    }

    private static double initMillis(DataSource connections, int rounds) {
        try (ConnectionPool pool = ConnectionPool.over(connections, 1)) {
            SchemaEngine engine = SchemaEngine.builder(pool.dataSource())
                    .model(NetRavenSchema.model())
                    .build();
            List<Double> times = new ArrayList<>();
            for (int round = -rounds / 4; round < rounds; round++) {
                long start = System.nanoTime();
                engine.initialize();
                if (round >= 0) {
                    times.add(millisSince(start));
                }
            }
            return Figures.median(times);
        }
    }

    private static double cloneMillis() {
        SchemaModel model = NetRavenSchema.model();
        long start = System.nanoTime();
        ScratchDatabase database = TestServer.shared().createDatabase(Template.of(model));
        double millis = millisSince(start);
        database.close();
        return millis;
    }

    private static double newMillis() {
        SchemaModel model = NetRavenSchema.model();
        long start = System.nanoTime();
        try (ScratchDatabase database = TestServer.shared().createDatabase()) {
            SchemaEngine.builder(database.dataSource()).model(model).build().initialize();
            return millisSince(start);
        }
    }

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }
}
