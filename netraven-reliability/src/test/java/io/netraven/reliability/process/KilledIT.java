package io.netraven.reliability.process;

import io.netraven.launcher.testing.Await;
import io.netraven.launcher.testing.Database;
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
class KilledIT {

    @Test
    void eachOperation(@TempDir Path folder) {
        Operation.forEach(Operation.all(folder), KilledIT::atMoments);
    }

    private static void atMoments(Operation operation) {
        int rounds = Run.rounds(1, 50);
        Moment moment = Moment.of(operation);
        try (Trials trials =
                Trials.of(Area.PROCESS, "SIGKILL during `" + operation.name() + "`, at moments spread over it")) {
            for (int round = 0; round < rounds; round++) {
                Duration after = moment.of(round, rounds);
                trials.attempt("after " + after, () -> killed(operation, after));
            }
        }
    }

    private static Recovery killed(Operation operation, Duration after) throws Exception {
        try (Database database = new Database(operation.before())) {
            Target target = Target.of(database);
            try (LauncherProcess process = operation.start(target)) {
                Await.pause(after);
                process.kill();
            }
            return operation.recover(target);
        }
    }
}
