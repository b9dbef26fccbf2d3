package io.netraven.reliability.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import io.netraven.launcher.testing.Await;
import io.netraven.launcher.testing.Ended;
import io.netraven.launcher.testing.LauncherProcess;
import io.netraven.launcher.testing.LocalCluster;
import io.netraven.reliability.Area;
import io.netraven.reliability.Recovery;
import io.netraven.reliability.Run;
import io.netraven.reliability.Trials;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The server goes away in the middle, and is there again a moment later. */
@Tag("process")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class RestartedServerIT {

    private static final Duration AWAY = Duration.ofMillis(300);

    private Server server;

    /** What ends the server. */
    private record Ending(String words, Consumer<LocalCluster> way) {}

    private static final List<Ending> ENDINGS = List.of(
            new Ending("Fast restart of the server", LocalCluster::stop),
            new Ending("Immediate restart of the server", LocalCluster::stopImmediately),
            new Ending("SIGKILL of the server and start", LocalCluster::kill));

    @BeforeAll
    void start() {
        server = Server.start();
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void inEachWay(@TempDir Path folder) {
        Operation.forEach(Operation.tried(folder, RestartedServerIT.class), operation -> {
            Moment moment = Moment.of(operation);
            assertAll(ENDINGS.stream().map(ending -> () -> restart(operation, ending, moment)));
        });
    }

    private void restart(Operation operation, Ending ending, Moment moment) {
        int rounds = Run.rounds(1, 6);
        try (Trials trials = Trials.of(Area.PROCESS, ending.words + " during `" + operation.name() + "`")) {
            for (int round = 0; round < rounds; round++) {
                Duration after = moment.of(round, rounds);
                trials.attempt("after " + after, () -> restarted(operation, ending, after));
            }
        }
    }

    private Recovery restarted(Operation operation, Ending ending, Duration after) throws Exception {
        Target target = server.database(operation);
        try (LauncherProcess process = operation.start(target)) {
            Await.pause(after);
            long fault = System.nanoTime();
            ending.way.accept(server.cluster());
            Await.pause(AWAY);
            server.cluster().start();

            Ended ended = process.await();
            if (ended.exitCode() == 0) {
                Recovery recovery = Recovery.since(fault);
                assertThat(operation.check(target)).as(ended.toString()).isEqualTo(Left.COMPLETE);
                operation.recover(target);
                return recovery;
            }
            assertThat(operation.waits()).as("ends with " + ended).isFalse();
            assertThat(ended.failedWith(3)).contains("The database failed");
            Duration message = Duration.ofNanos(System.nanoTime() - fault);
            return Recovery.after(message.plus(operation.recover(target).time().orElseThrow()));
        } finally {
            server.drop(target);
        }
    }
}
