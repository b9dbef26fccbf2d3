package io.netraven.reliability.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netraven.launcher.Configuration;
import io.netraven.launcher.NetRaven;
import io.netraven.launcher.testing.Await;
import io.netraven.launcher.testing.Ended;
import io.netraven.launcher.testing.LauncherProcess;
import io.netraven.launcher.testing.Login;
import io.netraven.reliability.Area;
import io.netraven.reliability.Recovery;
import io.netraven.reliability.Run;
import io.netraven.reliability.Trials;
import io.netraven.schema.SchemaException.DatabaseUnavailable;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** All of the server's connections are taken. */
@Tag("process")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class CrowdedServerIT {

    private static final String PASSWORD = "no-secret-of-anybody";
    private static final String RESERVED = "remaining connection slots are reserved";
    private static final String FULL = "too many clients already";

    private Server server;

    @BeforeAll
    void start() throws SQLException {
        server = Server.start("max_connections = 10", "superuser_reserved_connections = 3");
        server.cluster().execute("postgres", "CREATE ROLE owner LOGIN PASSWORD '" + PASSWORD + "'");
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void eachOperation(@TempDir Path folder) {
        Operation.forEach(Operation.tried(folder, CrowdedServerIT.class), operation -> {
            try (Trials trials =
                    Trials.of(Area.PROCESS, "No connection free on the server for `" + operation.name() + "`")) {
                for (int round = 0; round < Run.rounds(1, 5); round++) {
                    trials.attempt(
                            "round " + round,
                            () -> operation.waits()
                                    ? waits(operation)
                                    : endsAndIsCalledAgain(operation, List.of(), "53300"));
                    List<String> deadline = operation.waits() ? List.of("--wait=1s") : List.of();
                    trials.attempt("deadline " + round, () -> endsAndIsCalledAgain(operation, deadline, FULL));
                }
            }
        });
    }

    @Test
    void aServiceThatEmbedsIt(@TempDir Path folder) {
        try (Trials trials =
                Trials.of(Area.PROCESS, "No connection free but the superuser's for a service that starts")) {
            for (int round = 0; round < Run.rounds(1, 5); round++) {
                trials.attempt("round " + round, () -> serviceWaits(new InitOperation(folder)));
                trials.attempt("deadline " + round, () -> serviceEnds(new InitOperation(folder)));
            }
        }
    }

    private Recovery waits(Operation operation) throws Exception {
        Target target = server.database(operation);
        try (Crowd crowd = Crowd.of(target.dataSource());
                LauncherProcess process = operation.start(target)) {
            Await.until(() -> process.errSoFar().contains(FULL) || !process.isAlive());
            long free = System.nanoTime();
            crowd.leave();
            process.await().succeeded();
            Recovery recovery = Recovery.since(free);
            operation.recover(target);
            return recovery;
        } finally {
            server.drop(target);
        }
    }

    private Recovery endsAndIsCalledAgain(Operation operation, List<String> options, String told) throws Exception {
        Target target = server.database(operation);
        try {
            try (Crowd crowd = Crowd.of(target.dataSource())) {
                List<String> arguments = new ArrayList<>(operation.arguments());
                arguments.addAll(options);
                Ended ended = LauncherProcess.run(target.login(), arguments.toArray(String[]::new));
                assertThat(ended.failedWith(3)).contains(told, FULL);
                assertThat(crowd.size()).isPositive();
            }
            assertThat(operation.check(target)).isEqualTo(Left.AS_BEFORE);
            return operation.recover(target);
        } finally {
            server.drop(target);
        }
    }

    private Recovery serviceWaits(Operation operation) throws Exception {
        Target target = server.database(operation);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        Login login = owner(target);
        try (Crowd crowd = Crowd.of(target.dataSource(login.user(), PASSWORD))) {
            assertThatThrownBy(() -> target.dataSource(login.user(), PASSWORD).getConnection())
                    .hasMessageContaining(RESERVED);
            CompletableFuture<NetRaven> service = CompletableFuture.supplyAsync(
                    () -> NetRaven.start(configuration(login, Duration.ofSeconds(60))), threads);
            Await.pause(Duration.ofSeconds(1));
            assertThat(service).isNotDone();
            long free = System.nanoTime();
            crowd.leave();
            service.get(60, TimeUnit.SECONDS).close();
            return Recovery.since(free);
        } finally {
            threads.shutdownNow();
            server.drop(target);
        }
    }

    private Recovery serviceEnds(Operation operation) throws Exception {
        Target target = server.database(operation);
        Login login = owner(target);
        try (Crowd crowd = Crowd.of(target.dataSource(login.user(), PASSWORD))) {
            assertThatThrownBy(() -> NetRaven.start(configuration(login, Duration.ofSeconds(1))))
                    .isInstanceOf(DatabaseUnavailable.class)
                    .hasMessageContaining(RESERVED);
            assertThat(crowd.size()).isPositive();
        } finally {
            server.drop(target);
        }
        return Recovery.SURVIVED;
    }

    private Login owner(Target target) throws SQLException {
        String database = target.login().database();
        server.cluster().execute("postgres", "ALTER DATABASE " + database + " OWNER TO owner");
        return target.login().as("owner", PASSWORD);
    }

    private static Configuration configuration(Login login, Duration deadline) {
        return Configuration.builder()
                .environment(login.environment())
                .waitAtMost(deadline)
                .build();
    }
}
