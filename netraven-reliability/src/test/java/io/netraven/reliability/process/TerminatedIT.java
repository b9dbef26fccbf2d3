package io.netraven.reliability.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.testing.Await;
import io.netraven.launcher.testing.Database;
import io.netraven.launcher.testing.Ended;
import io.netraven.launcher.testing.LauncherProcess;
import io.netraven.reliability.Area;
import io.netraven.reliability.Recovery;
import io.netraven.reliability.Run;
import io.netraven.reliability.Trials;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
class TerminatedIT {

    /** A second is the contract, on a machine that is not busy with other trials. */
    private static final Duration SOON = Duration.ofSeconds(60);

    private static final int TERMINATED = 143;

    @Test
    void eachOperation(@TempDir Path folder) {
        Operation.forEach(Operation.tried(folder, TerminatedIT.class), TerminatedIT::atMoments);
    }

    private static void atMoments(Operation operation) {
        int rounds = Run.rounds(2, 15);
        Moment moment = Moment.of(operation);
        try (Trials trials =
                Trials.of(Area.PROCESS, "SIGTERM during `" + operation.name() + "`, at moments spread over it")) {
            for (int round = 0; round < rounds; round++) {
                Duration after = moment.of(round, rounds);
                trials.attempt("after " + after, () -> terminated(operation, after));
            }
        }
    }

    private static Recovery terminated(Operation operation, Duration after) throws Exception {
        try (Database database = new Database(operation.before())) {
            Target target = Target.of(database);
            try (LauncherProcess process = operation.start(target)) {
                Await.pause(after);
                boolean late = !process.isAlive();
                long signal = System.nanoTime();
                process.terminate();
                Ended ended = process.await();
                Duration took = Duration.ofNanos(System.nanoTime() - signal);

                assertThat(took).as("time from SIGTERM to the end").isLessThan(SOON);
                assertThat(ended.exitCode()).as(ended.toString()).isIn(late ? 0 : TERMINATED, 0);
                assertThat(ended.err()).doesNotContain("netraven-launcher:", "\tat ", "Exception");
                if (ended.exitCode() == 0) {
                    assertThat(operation.check(target)).as("said to be done").isEqualTo(Left.COMPLETE);
                }
            }
            return operation.recover(target);
        }
    }
}
