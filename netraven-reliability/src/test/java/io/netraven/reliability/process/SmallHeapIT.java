package io.netraven.reliability.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.testing.Database;
import io.netraven.launcher.testing.Ended;
import io.netraven.launcher.testing.LauncherProcess;
import io.netraven.reliability.Area;
import io.netraven.reliability.Recovery;
import io.netraven.reliability.Run;
import io.netraven.reliability.Trials;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
class SmallHeapIT {

    /** From what no command can begin with to what each has enough of. */
    private static final List<Integer> MEGABYTES = IntStream.concat(
                    IntStream.rangeClosed(2, 16), IntStream.of(18, 20, 24, 28, 32, 48, 64))
            .boxed()
            .toList();

    private static final List<Integer> FEW = List.of(2, 4, 8);

    private static final int OUT_OF_MEMORY = 71;

    @Test
    void eachOperation(@TempDir Path folder) {
        Operation.forEach(Operation.tried(folder, SmallHeapIT.class), SmallHeapIT::inSmallHeaps);
    }

    private static void inSmallHeaps(Operation operation) {
        try (Trials trials = Trials.of(Area.PROCESS, "Out of memory in `" + operation.name() + "`, heaps from 2 MB")) {
            for (int megabytes : Run.isLong() ? MEGABYTES : FEW) {
                trials.attempt(megabytes + " MB", () -> inHeapOf(megabytes, operation));
            }
        }
    }

    private static Recovery inHeapOf(int megabytes, Operation operation) throws Exception {
        try (Database database = new Database(operation.before())) {
            Target target = Target.of(database);
            try (LauncherProcess process = operation.start(target, Map.of(), List.of("-Xmx" + megabytes + "m"))) {
                Ended ended = process.await();
                if (ended.exitCode() == 0) {
                    assertThat(operation.check(target)).isEqualTo(Left.COMPLETE);
                    return Recovery.SURVIVED;
                }
                assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(OUT_OF_MEMORY);
                assertThat(ended.err()).contains("memory").doesNotContain("\tat ");
            }
            return operation.recover(target);
        }
    }
}
