package io.netraven.reliability.cluster;

import io.netraven.reliability.Area;
import io.netraven.reliability.Run;
import io.netraven.reliability.Trials;
import io.netraven.reliability.failover.Deed;
import io.netraven.reliability.failover.Fault;
import io.netraven.reliability.failover.Takeover;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A leader that is asked to hand over, and one that is lost. */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PatroniIT {

    @SuppressWarnings("NullAway.Init")
    private Patroni patroni;

    @SuppressWarnings("NullAway.Init")
    private Takeover takeover;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        patroni = Patroni.start();
        takeover = new Takeover(patroni, new Random(Run.seed()), folder);
    }

    @AfterAll
    void stop() {
        if (patroni != null) {
            patroni.close();
        }
    }

    /** One fault in the middle of each. */
    abstract class During {

        @Test
        void init() {
            tryAll("`init`", takeover::init);
        }

        @Test
        void rotation() {
            tryAll("`keys rotate`", takeover::rotation);
        }

        @Test
        void work() {
            tryAll("a service's work", takeover::work);
        }

        abstract void tryAll(String what, Deed deed);
    }

    @Nested
    class SwitchOver extends During {

        @Override
        void tryAll(String what, Deed deed) {
            PatroniIT.tryAll("Switch-over during " + what, deed, patroni::switchOver);
        }
    }

    @Nested
    class LossOfTheLeader extends During {

        @Override
        void tryAll(String what, Deed deed) {
            PatroniIT.tryAll("Leader killed during " + what, deed, patroni::killLeader);
        }
    }

    private static void tryAll(String fault, Deed deed, Fault strike) {
        try (Trials trials = Trials.of(Area.CLUSTER, fault)) {
            for (int round = 0; round < Run.rounds(1, 3); round++) {
                trials.attempt("round " + round, () -> deed.interruptedBy(strike));
            }
        }
    }
}
