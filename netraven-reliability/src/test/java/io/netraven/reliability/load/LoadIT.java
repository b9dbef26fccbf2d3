package io.netraven.reliability.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.NetRaven;
import io.netraven.launcher.NetRavenSchema;
import io.netraven.launcher.testing.Await;
import io.netraven.launcher.testing.Database;
import io.netraven.launcher.testing.Ended;
import io.netraven.launcher.testing.LauncherProcess;
import io.netraven.launcher.testing.State;
import io.netraven.reliability.Area;
import io.netraven.reliability.Recovery;
import io.netraven.reliability.Run;
import io.netraven.reliability.StoredSecrets;
import io.netraven.reliability.Trials;
import io.netraven.schema.InitializationOutcome;
import io.netraven.schema.SchemaEngine;
import io.netraven.schema.testing.Template;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Fifty starters, four rotators and sixteen services on one database, each as fast as it can. */
@Tag("load")
@Isolated // Fifty processes at once leave nothing for others.
class LoadIT {

    private static final int STARTERS = 50;
    private static final int ROTATORS = 4;
    private static final int SERVICES = 16;
    private static final int LONGEST_REST_MILLIS = 5_000;
    private static final Duration WARM_UP = Duration.ofSeconds(5);

    /** Timers and cleaners of the JVM, the driver and the pool that come and go. */
    private static final int TOLERANCE = 5;

    private static final Template SCHEMA = Template.of(NetRavenSchema.model());

    private static final Pattern SEVERE = Pattern.compile("(ERROR|FATAL|PANIC): ");

    /** A key that still has rows; it is the database that refuses to delete it. */
    private static final String REFUSED_RETIREMENT = "update or delete on table \"encryption_keys\"";

    /** What all of them did in a while. */
    private record Work(int starts, int rotations, int logins) {}

    @Test
    void processesThatStartAtOnceMakeTheSchemaOnce() {
        String row = "50 `init` processes at once on an empty database: one makes the schema, all succeed";
        try (Trials trials = Trials.of(Area.LOAD, row)) {
            for (int round = 0; round < Run.rounds(1, 10); round++) {
                trials.attempt("round " + round, LoadIT::startAtOnce);
            }
        }
    }

    private static Recovery startAtOnce() throws Exception {
        try (Database database = new Database()) {
            List<LauncherProcess> processes = new ArrayList<>();
            for (int i = 0; i < STARTERS; i++) {
                processes.add(LauncherProcess.start(database.login(), "init"));
            }
            List<Ended> ended = processes.stream().map(LauncherProcess::await).toList();
            processes.forEach(LauncherProcess::close);
            assertThat(ended).allSatisfy(Ended::succeeded);
            assertThat(ended.stream().filter(one -> one.out().startsWith("CREATED")))
                    .hasSize(1);
            assertThat(State.of(database)).isEqualTo(State.COMPLETE);
            return Recovery.SURVIVED;
        }
    }

    @Test
    void allTogetherLoseNothingAndLeaveNothing() throws Exception {
        work(WARM_UP, new Random(Run.seed()));
        Handles before = Handles.now();
        work(Run.duration(), Run.random("load"));
        try (Trials trials =
                Trials.of(Area.LOAD, "threads, files and sockets that the process has left after all that")) {
            trials.attempt("compared with before", () -> {
                Await.until(() -> Handles.now().isNoMoreThan(before, TOLERANCE));
                return Recovery.SURVIVED;
            });
        }
    }

    private static void work(Duration duration, Random random) throws Exception {
        try (Database database = new Database(SCHEMA)) {
            Fleet fleet = Fleet.in(database.scratch().dataSource());
            Results results = new Results();
            Work work = work(database, fleet, results, duration, random);
            try (Trials trials = Trials.of(
                            Area.LOAD, "logins reported by 16 services beside all others: each is counted once");
                    Trials starts =
                            Trials.of(Area.LOAD, "starts by 50 starters beside all others: each finds nothing to do");
                    Trials rotations = Trials.of(
                            Area.LOAD,
                            "rotations by 4 rotators beside all others: each secret opens, under a key that is there");
                    Trials server =
                            Trials.of(Area.LOAD, "deadlocks, failed statements and sessions left on the server")) {
                trials.survived(results.reported());
                trials.attempt("counters", () -> count(database, results));
                starts.survived(work.starts());
                rotations.survived(work.rotations());
                rotations.attempt("secrets", () -> open(database, fleet));
                server.attempt("sessions", () -> {
                    database.untilNobodyIsConnected();
                    return Recovery.SURVIVED;
                });
                server.attempt("log", () -> quiet(database));
            }
        }
    }

    private static Work work(Database database, Fleet fleet, Results results, Duration duration, Random random)
            throws Exception {
        List<NetRaven> netRavens = new ArrayList<>();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            for (int i = 0; i < SERVICES; i++) {
                netRavens.add(Service.open(database.login()));
            }
            DataSource dataSource = database.scratch().dataSource();
            long end = System.nanoTime() + duration.toNanos();
            BooleanSupplier goesOn = () -> System.nanoTime() < end;
            List<Future<Integer>> starts = new ArrayList<>();
            List<Future<Integer>> rotations = new ArrayList<>();
            List<Future<Integer>> logins = new ArrayList<>();
            for (int i = 0; i < STARTERS; i++) {
                starts.add(threads.submit(starter(dataSource, seeded(random), goesOn)));
            }
            for (int i = 0; i < ROTATORS; i++) {
                rotations.add(threads.submit(new Rotator(dataSource, seeded(random), goesOn)));
            }
            for (NetRaven netRaven : netRavens) {
                logins.add(threads.submit(new Service(netRaven, fleet, results, seeded(random), goesOn)));
            }
            return new Work(sum(starts), sum(rotations), sum(logins));
        } finally {
            threads.shutdownNow();
            netRavens.forEach(NetRaven::close);
        }
    }

    /** Starts as an init container does, again and again. */
    private static Callable<Integer> starter(DataSource dataSource, Random random, BooleanSupplier goesOn) {
        return () -> {
            int starts = 0;
            SchemaEngine engine = SchemaEngine.builder(dataSource)
                    .model(NetRavenSchema.model())
                    .build();
            while (goesOn.getAsBoolean()) {
                assertThat(engine.initialize().outcome()).isEqualTo(InitializationOutcome.UP_TO_DATE);
                starts++;
                Thread.sleep(random.nextInt(LONGEST_REST_MILLIS));
            }
            return starts;
        };
    }

    private static Recovery count(Database database, Results results) throws Exception {
        try (Connection connection = database.connect()) {
            assertThat(results.differences(connection)).isEmpty();
        }
        assertThat(results.mostRejections())
                .as("rejections of one user name on one device")
                .isLessThanOrEqualTo(2);
        assertThat(database.ask("SELECT count(*) FROM netraven.audit_logs WHERE event_name = 'secret_read'"))
                .as("secrets handed out, and their audit records")
                .isEqualTo(Long.toString(results.revealedSoFar()));
        return Recovery.SURVIVED;
    }

    private static Recovery open(Database database, Fleet fleet) throws Exception {
        try (Connection connection = database.connect()) {
            assertThat(StoredSecrets.read(connection))
                    .hasSameSizeAs(fleet.credentials().keySet())
                    .allSatisfy(secret -> assertThat(secret.password()).isEqualTo("password of " + secret.name()));
        }
        return Recovery.SURVIVED;
    }

    private static Recovery quiet(Database database) throws Exception {
        assertThat(database.ask("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"))
                .isEqualTo("0");
        assertThat(database.scratch().log().orElseThrow().stream()
                        .filter(SEVERE.asPredicate())
                        .filter(line -> !line.contains(REFUSED_RETIREMENT)))
                .isEmpty();
        return Recovery.SURVIVED;
    }

    private static Random seeded(Random random) {
        return new Random(random.nextLong());
    }

    private static int sum(List<Future<Integer>> futures) throws Exception {
        int sum = 0;
        for (Future<Integer> future : futures) {
            sum += future.get();
        }
        return sum;
    }
}
