package io.netraven.reliability.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.testing.Await;
import io.netraven.launcher.testing.Database;
import io.netraven.launcher.testing.LauncherProcess;
import io.netraven.launcher.testing.Moments;
import io.netraven.launcher.testing.State;
import io.netraven.reliability.Area;
import io.netraven.reliability.Recovery;
import io.netraven.reliability.Run;
import io.netraven.reliability.Trials;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("process")
class KilledIT {

    @Test
    void init() {
        int rounds = Run.rounds(3, 100);
        Duration whole;
        try (Database database = new Database()) {
            whole = LauncherProcess.run(database.login(), "init").succeeded().took();
        }
        try (Trials trials = Trials.of(Area.PROCESS, "SIGKILL during `init`, at moments spread over it")) {
            for (int round = 0; round < rounds; round++) {
                Duration moment = Moments.of(whole, round, rounds);
                trials.attempt("after " + moment, () -> killed(moment));
            }
        }
    }

    private static Recovery killed(Duration moment) throws Exception {
        try (Database database = new Database()) {
            try (LauncherProcess init = LauncherProcess.start(database.login(), "init")) {
                Await.pause(moment);
                init.kill();
            }
            long killed = System.nanoTime();
            database.untilNobodyIsConnected();
            State.of(database);
            LauncherProcess.run(database.login(), "init").succeeded();
            Recovery recovery = Recovery.since(killed);
            assertThat(State.of(database)).isEqualTo(State.COMPLETE);
            return recovery;
        }
    }
}
