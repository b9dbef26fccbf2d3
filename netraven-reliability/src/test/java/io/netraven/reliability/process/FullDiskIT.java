package io.netraven.reliability.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netraven.launcher.testing.Ended;
import io.netraven.reliability.Area;
import io.netraven.reliability.Recovery;
import io.netraven.reliability.Run;
import io.netraven.reliability.Trials;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The disk that holds the tables fills up: at once, in the middle, or shortly before the end. */
@Tag("process")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class FullDiskIT {

    private static final String STATEMENT_REFUSED = "SQLSTATE 53100";

    /** With not a byte left the server gives no session of a database whose tables are on that disk. */
    private static final String SESSION_REFUSED = "could not write init file";

    private SmallDisk disk;
    private Server server;

    @BeforeAll
    void start() throws Exception {
        assumeTrue(SmallDisk.isPossible(), "a disk of a size of its own takes root and the right to mount");
        disk = SmallDisk.mount();
        server = Server.start();
        server.cluster().execute("postgres", "CREATE TABLESPACE small LOCATION '" + disk.folder() + "'");
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
        if (disk != null) {
            disk.close();
        }
    }

    @Test
    void atManyLevels(@TempDir Path folder) {
        Operation.forEach(Operation.tried(folder, FullDiskIT.class), operation -> {
            long needed = needed(operation);
            int rounds = Run.rounds(3, 20);
            try (Trials trials = Trials.of(
                    Area.PROCESS, "Disk full in `" + operation.name() + "`, at levels spread over what it writes")) {
                for (int round = 0; round < rounds; round++) {
                    long free = needed * round / rounds;
                    trials.attempt(free + " bytes free", () -> with(free, operation));
                }
            }
        });
    }

    private long needed(Operation operation) throws Exception {
        Target target = server.database(operation, "small");
        try {
            long before = disk.free();
            operation.run(target).succeeded();
            return before - disk.free();
        } finally {
            server.drop(target);
        }
    }

    private Recovery with(long free, Operation operation) throws Exception {
        Target target = server.database(operation, "small");
        try {
            disk.fillUpTo(free);
            Ended ended = operation.run(target);
            disk.empty();
            if (ended.exitCode() == 0) {
                assertThat(operation.check(target)).isEqualTo(Left.COMPLETE);
            } else {
                assertThat(ended.failedWith(7)).containsAnyOf(STATEMENT_REFUSED, SESSION_REFUSED);
            }
            return operation.recover(target);
        } finally {
            disk.empty();
            server.drop(target);
        }
    }
}
