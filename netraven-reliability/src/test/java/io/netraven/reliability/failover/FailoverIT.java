package io.netraven.reliability.failover;

import io.netraven.launcher.testing.LocalCluster;
import io.netraven.reliability.Area;
import io.netraven.reliability.Run;
import io.netraven.reliability.Trials;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The primary ends, at once or by SIGKILL in turn, and its standby is promoted by hand. */
@Tag("failover")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailoverIT {

    private static final List<Consumer<LocalCluster>> ENDS = List.of(LocalCluster::kill, LocalCluster::stopImmediately);

    @SuppressWarnings("NullAway.Init")
    private Pair pair;

    @SuppressWarnings("NullAway.Init")
    private Takeover takeover;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        pair = Pair.start();
        takeover = new Takeover(pair, new Random(Run.seed()), folder);
    }

    @AfterAll
    void stop() {
        if (pair != null) {
            pair.close();
        }
    }

    @Test
    void init() {
        tryAll("`init`", Run.rounds(2, 12), takeover::init);
    }

    @Test
    void rotation() {
        tryAll("`keys rotate`", Run.rounds(2, 8), takeover::rotation);
    }

    @Test
    void work() {
        tryAll("a service's work", Run.rounds(2, 12), takeover::work);
    }

    private void tryAll(String what, int rounds, Deed deed) {
        try (Trials trials = Trials.of(Area.FAILOVER, "Primary killed and standby promoted during " + what)) {
            for (int round = 0; round < rounds; round++) {
                Consumer<LocalCluster> end = ENDS.get(round % ENDS.size());
                trials.attempt("round " + round, () -> deed.interruptedBy(() -> pair.failOver(end)));
            }
        }
    }
}
