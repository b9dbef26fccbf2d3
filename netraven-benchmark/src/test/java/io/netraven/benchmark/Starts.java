package io.netraven.benchmark;

import io.netraven.launcher.NetRavenSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Whole processes, from their start to their exit: the launcher, its floor and its peers, on one server. */
final class Starts {

    private static final String COLD = "bench_cold";
    private static final String WARM = "bench_warm";
    private static final String WARM_FLYWAY = "bench_warm_flyway";
    private static final String WARM_LIQUIBASE = "bench_warm_liquibase";

    final Start floorCold;
    final Start floorWarm;
    final Start initCold;
    final Start initWarm;
    final Start validate;
    final Start flywayCold;
    final Start flywayWarm;
    final Start liquibaseCold;
    final Start liquibaseWarm;
    final Start hibernateCreate;
    final Start hibernateValidate;
    final Start eclipseLinkCreate;
    final Start psqlCold;
    final Start psqlWarm;

    private final BenchServer server;
    private final Path folder;

    Starts(BenchServer server, Program.Jars jars) throws Exception {
        this.server = server;
        folder = server.folder();
        Path migrations = Files.createDirectory(folder.resolve("migrations"));
        Path script = writeScript(migrations);
        Path changeLog = writeChangeLog(script);
        Start.Preparation fresh = () -> server.create(COLD);
        Start.Preparation withNamespace = () -> createWithNamespace(COLD);
        Start.Preparation none = () -> {};
        Program launcher = Program.launcher(jars);
        Program floor = Program.floor(jars);
        Program flyway = Program.flyway(jars);
        Program liquibase = Program.liquibase(jars);
        Program hibernate = Program.hibernate(jars);
        Program psql = new Program.Native(server.binary("psql"));
        String user = BenchServer.USER;
        String cold = server.urlWithUser(COLD);
        floorCold = start("floor, cold", floor, fresh, cold, script.toString());
        floorWarm = start("floor, warm", floor, none, server.urlWithUser(WARM));
        psqlCold = start(
                "psql, cold",
                psql,
                fresh,
                "-Xq1",
                "-v",
                "ON_ERROR_STOP=1",
                "-f",
                script.toString(),
                server.launcherUrl(COLD));
        psqlWarm = start("psql, warm", psql, none, "-Xqc", "SELECT 1", server.launcherUrl(WARM));
        initCold = launcher("NetRaven `init`, cold", launcher, COLD, fresh, "init");
        initWarm = launcher("NetRaven `init`, warm", launcher, WARM, none, "init");
        validate = launcher("NetRaven `validate`", launcher, WARM, none, "validate");
        flywayCold = start("Flyway, cold", flyway, fresh, server.url(COLD), user, migrations.toString());
        flywayWarm = start("Flyway, warm", flyway, none, server.url(WARM_FLYWAY), user, migrations.toString());
        liquibaseCold = start("Liquibase, cold", liquibase, fresh, cold, changeLog.toString());
        liquibaseWarm =
                start("Liquibase, warm", liquibase, none, server.urlWithUser(WARM_LIQUIBASE), changeLog.toString());
        hibernateCreate = start("Hibernate create, cold", hibernate, withNamespace, server.url(COLD), user, "create");
        hibernateValidate = start("Hibernate validate", hibernate, none, server.url(WARM), user, "validate");
        eclipseLinkCreate =
                start("EclipseLink create, cold", Program.eclipseLink(jars), withNamespace, server.url(COLD), user);
        warm(WARM, initWarm);
        warm(WARM_FLYWAY, flywayWarm);
        warm(WARM_LIQUIBASE, liquibaseWarm);
    }

    /** Those that are timed on each JVM. */
    List<Start> few() {
        return List.of(floorWarm, initWarm, validate, flywayWarm, floorCold, initCold, flywayCold);
    }

    /** All of them, those of an initialised database first. */
    List<Start> all() {
        return List.of(
                floorWarm,
                psqlWarm,
                initWarm,
                validate,
                flywayWarm,
                liquibaseWarm,
                hibernateValidate,
                floorCold,
                psqlCold,
                initCold,
                flywayCold,
                liquibaseCold,
                hibernateCreate,
                eclipseLinkCreate);
    }

    /** Those that make tables. */
    List<Start> making() {
        return List.of(initCold, flywayCold, liquibaseCold, hibernateCreate, eclipseLinkCreate);
    }

    /** Times all in turn, round after round, after one that does not count; what was timed before is forgotten. */
    void time(Jvm jvm, int rounds, List<Start> starts) throws Exception {
        for (Start start : starts) {
            start.forget();
            start.train(jvm, folder);
        }
        for (int round = -1; round < rounds; round++) {
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

    /** Runs one that makes tables once more, and counts what is there afterwards. */
    Made made(Start start) throws Exception {
        start.time(Jvm.plain(), folder);
        return Made.in(server, COLD);
    }

    private void warm(String database, Start start) throws Exception {
        server.create(database);
        start.time(Jvm.plain(), folder);
        start.forget();
    }

    private static Start start(String name, Program program, Start.Preparation preparation, String... arguments) {
        return new Start(name, program, List.of(arguments), Map.of(), preparation);
    }

    /** The launcher has its database in the environment, as in a container. */
    private Start launcher(
            String name, Program launcher, String database, Start.Preparation preparation, String command) {
        return new Start(
                name, launcher, List.of(command), Map.of("DATABASE_URL", server.launcherUrl(database)), preparation);
    }

    /** What JPA providers do not make of themselves: the namespace, and that it is the one that is used. */
    private void createWithNamespace(String database) throws SQLException {
        server.create(database);
        server.execute(database, "CREATE SCHEMA netraven");
        server.execute(database, "ALTER DATABASE " + database + " SET search_path = netraven, public");
    }

    /** The schema as {@code ddl} prints it, less its BEGIN and COMMIT: all but the launcher open their own transaction. */
    private static Path writeScript(Path migrations) throws IOException {
        String ddl = NetRavenSchema.model().ddl("netraven");
        return Files.writeString(
                migrations.resolve("V1__schema.sql"),
                ddl.replace("\nBEGIN;\n", "\n").replace("\nCOMMIT;\n", "\n"));
    }

    private static Path writeChangeLog(Path script) throws IOException {
        return Files.writeString(
                script.resolveSibling("changelog.sql"),
                "--liquibase formatted sql\n--changeset bench:1 splitStatements:false\n" + Files.readString(script));
    }
}
