package io.netraven.launcher.bench;

import io.netraven.launcher.NetRavenSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whole processes, from {@code java} to their exit: the launcher, its floor and its peers, on one server. */
final class Starts {

    private static final String COLD = "bench_cold";
    private static final String WARM = "bench_warm";
    private static final String WARM_FLYWAY = "bench_warm_flyway";
    private static final int PAUSE_ROUNDS = 1;

    final Start floorCold;
    final Start floorWarm;
    final Start initCold;
    final Start initWarm;
    final Start validate;
    final Start flywayCold;
    final Start flywayWarm;
    final Start hibernate;

    private final Path folder;

    Starts(BenchServer server, Program.Jars jars, Path folder) throws Exception {
        this.folder = folder;
        Path migrations = Files.createDirectory(folder.resolve("migrations"));
        Path script = writeScript(migrations);
        Start.Preparation fresh = () -> server.create(COLD);
        Start.Preparation none = () -> {};
        Program launcher = Program.launcher(jars);
        String user = BenchServer.USER;
        floorCold = new Start(
                "floor cold",
                Program.floor(jars),
                List.of(server.urlWithUser(COLD), script.toString()),
                Map.of(),
                fresh);
        floorWarm = new Start("floor warm", Program.floor(jars), List.of(server.urlWithUser(WARM)), Map.of(), none);
        initCold = new Start("init cold", launcher, List.of("init"), environment(server, COLD), fresh);
        initWarm = new Start("init warm", launcher, List.of("init"), environment(server, WARM), none);
        validate = new Start("validate", launcher, List.of("validate"), environment(server, WARM), none);
        flywayCold = new Start(
                "Flyway cold",
                Program.flyway(jars),
                List.of(server.url(COLD), user, migrations.toString()),
                Map.of(),
                fresh);
        flywayWarm = new Start(
                "Flyway warm",
                Program.flyway(jars),
                List.of(server.url(WARM_FLYWAY), user, migrations.toString()),
                Map.of(),
                none);
        hibernate = new Start(
                "Hibernate validate", Program.hibernate(jars), List.of(server.url(WARM), user), Map.of(), none);

        server.create(WARM);
        server.create(WARM_FLYWAY);
        initWarm.time(Jvm.plain(), folder);
        flywayWarm.time(Jvm.plain(), folder);
        initWarm.forget();
        flywayWarm.forget();
    }

    /** The lines of every table; Hibernate is left out where it only takes time. */
    List<Start> all(boolean withHibernate) {
        List<Start> all =
                new ArrayList<>(List.of(floorWarm, initWarm, validate, flywayWarm, floorCold, initCold, flywayCold));
        if (withHibernate) {
            all.add(hibernate);
        }
        return all;
    }

    /** Times all in turn, round after round; what was timed before is forgotten. */
    void time(Jvm jvm, int rounds, List<Start> starts) throws Exception {
        for (Start start : starts) {
            start.forget();
            start.train(jvm, folder);
        }
        for (int round = -PAUSE_ROUNDS; round < rounds; round++) {
            for (Start start : starts) {
                start.time(jvm, folder);
                if (round < 0) {
                    start.forget();
                }
            }
        }
    }

    void weigh(Jvm jvm, int rounds) throws Exception {
        for (int round = 0; round < rounds; round++) {
            for (Start start : List.of(floorWarm, initWarm, floorCold, initCold)) {
                start.weigh(jvm, folder);
            }
        }
    }

    private static Map<String, String> environment(BenchServer server, String database) {
        return Map.of("DATABASE_URL", server.launcherUrl(database));
    }

    /** The schema as {@code ddl} prints it, less its BEGIN and COMMIT: floor and Flyway open their own transaction. */
    private static Path writeScript(Path migrations) throws IOException {
        String ddl = NetRavenSchema.model().ddl("netraven");
        return Files.writeString(
                migrations.resolve("V1__schema.sql"),
                ddl.replace("\nBEGIN;\n", "\n").replace("\nCOMMIT;\n", "\n"));
    }
}
