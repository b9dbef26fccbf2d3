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

    /** What a test's database costs, in milliseconds: the medians. */
    record Databases(double cloned, double anew) {}

    /** Returns the median of the init step of a warm database, in milliseconds. */
    static double initMillis(BenchServer server, Form form) throws Exception {
        server.create("bench_embedded");
        return ask(form, Map.of(), server.urlWithUser("bench_embedded")).get(0);
    }

    /** Asks on the server that the fixture starts for itself. */
    static Databases databases(Form form) throws Exception {
        return databases(form, Map.of());
    }

    /** Asks on a server with durability. */
    static Databases databases(BenchServer server, Form form) throws Exception {
        return databases(form, Map.of("NETRAVEN_TEST_DATABASE_URL", server.urlWithUser("postgres")));
    }

    private static Databases databases(Form form, Map<String, String> environment) throws Exception {
        List<Double> medians = ask(form, environment);
        return new Databases(medians.get(0), medians.get(1));
    }

    private static List<Double> ask(Form form, Map<String, String> environment, String... url) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                Embedded.class.getName(),
                Integer.toString(form.isShort() ? LESS : 1)));
        command.addAll(List.of(url));
        String[] lines = Command.output(command, environment).strip().split("\n", -1);
        return Arrays.stream(lines[lines.length - 1].split(" ", -1))
                .map(Double::valueOf)
                .toList();
    }

    /** Runs with by how much less is done, and with the JDBC URL of a database to initialise or without one. */
    public static void main(String[] args) {
        int less = Integer.parseInt(args[0]);
        if (args.length > 1) {
            PGSimpleDataSource connections = new PGSimpleDataSource();
            connections.setUrl(args[1]);
            System.out.println(initMillis(connections, STARTS / less));
        } else {
            Databases databases = databases(DATABASES / less);
            System.out.println(databases.cloned() + " " + databases.anew());
        }
    }

    private static Databases databases(int rounds) {
        List<Double> clones = new ArrayList<>();
        List<Double> anew = new ArrayList<>();
        for (int round = -1; round < rounds; round++) {
            double cloneMillis = cloneMillis();
            double newMillis = newMillis();
            if (round >= 0) {
                clones.add(cloneMillis);
                anew.add(newMillis);
            }
        }
        return new Databases(Figures.median(clones), Figures.median(anew));
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
