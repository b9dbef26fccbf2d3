package io.netraven.reliability.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.testing.Await;
import io.netraven.launcher.testing.Database;
import io.netraven.launcher.testing.Ended;
import io.netraven.launcher.testing.LauncherProcess;
import io.netraven.launcher.testing.Programs;
import io.netraven.reliability.Area;
import io.netraven.reliability.Recovery;
import io.netraven.reliability.Run;
import io.netraven.reliability.Trials;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process is stopped within a transaction, for longer than another one waits for it, and then goes on. */
@Tag("process")
class StoppedIT {

    private static final Duration STOPPED = Duration.ofSeconds(3);
    private static final int MOST_ATTEMPTS = 10;

    /** The server ends a transaction that is idle for half of it, and a busy machine adds to the stop. */
    private static final Map<String, String> PATIENT = Map.of("NETRAVEN_LOCK_TIMEOUT", "10m");

    private static final String IN_TRANSACTION = "SELECT count(*) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND application_name = 'netraven-launcher' AND xact_start < now()";

    private static final String STARTER_AT_WORK = "SELECT count(*) FROM pg_locks"
            + " WHERE locktype = 'advisory' AND granted"
            + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";

    @Test
    void aStarter(@TempDir Path folder) {
        Operation.forEach(List.of(new InitOperation(folder), new UpgradeOperation(folder)), operation -> {
            try (Trials trials = Trials.of(
                    Area.PROCESS, "SIGSTOP of `" + operation.name() + "` for longer than another's lock time-out")) {
                for (int round = 0; round < Run.rounds(1, 10); round++) {
                    trials.attempt("round " + round, () -> whileAtWork(operation, StoppedIT::outlastsTheLockTimeout));
                }
            }
        });
    }

    @Test
    void besideAnotherOfTheSame(@TempDir Path folder) {
        Operation.forEach(Operation.tried(folder, StoppedIT.class), operation -> {
            try (Trials trials = Trials.of(
                    Area.PROCESS, "SIGSTOP of `" + operation.name() + "` for 3 s, beside another of the same")) {
                for (int round = 0; round < Run.rounds(1, 4); round++) {
                    trials.attempt("round " + round, () -> isWaitedFor(operation));
                }
            }
        });
    }

    @Test
    void aStarterForLongerThanItMayBeIdle(@TempDir Path folder) {
        Operation.forEach(List.of(new InitOperation(folder), new UpgradeOperation(folder)), operation -> {
            try (Trials trials = Trials.of(
                    Area.PROCESS,
                    "SIGSTOP of `" + operation.name() + "` for longer than its transaction may be idle")) {
                for (int round = 0; round < Run.rounds(1, 10); round++) {
                    trials.attempt("round " + round, () -> whileAtWork(operation, StoppedIT::isEndedByTheServer));
                }
            }
        });
    }

    /** Stops it until it was stopped in its transaction: by a hair it may have ended, which says nothing. */
    private static Recovery whileAtWork(Operation operation, WhileAtWork trial) throws Exception {
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            Optional<Recovery> recovery = trial.of(operation);
            if (recovery.isPresent()) {
                return recovery.get();
            }
        }
        throw new AssertionError("It was never stopped in its transaction");
    }

    /** Absent where the process was not in its transaction when it was stopped. */
    private interface WhileAtWork {
        Optional<Recovery> of(Operation operation) throws Exception;
    }

    /** The server takes back what it did; another does it meanwhile, and it finds it done. */
    private static Optional<Recovery> isEndedByTheServer(Operation operation) throws Exception {
        List<String> arguments = new ArrayList<>(operation.arguments());
        arguments.add("--lock-timeout=2s");
        // However long it was stopped.
        arguments.add("--wait=10m");
        try (Database database = new Database(operation.before())) {
            Target target = Target.of(database);
            try (LauncherProcess first = LauncherProcess.start(target.login(), arguments.toArray(String[]::new))) {
                stopOnce(first, target, STARTER_AT_WORK);
                long stopped = System.nanoTime();
                Recovery recovery;
                try {
                    if (target.count(STARTER_AT_WORK) == 0) {
                        return Optional.empty();
                    }
                    operation.run(target).succeeded();
                    recovery = Recovery.since(stopped);
                    assertThat(operation.check(target)).isEqualTo(Left.COMPLETE);
                    target.untilNobodyIsConnected();
                } finally {
                    signal("-CONT", first);
                }
                goesOn(operation, target, first);
                return Optional.of(recovery);
            }
        }
    }

    /** The other one names it. */
    private static Optional<Recovery> outlastsTheLockTimeout(Operation operation) throws Exception {
        try (Database database = new Database(operation.before());
                LauncherProcess first = operation.start(Target.of(database), PATIENT, List.of())) {
            Target target = Target.of(database);
            stopOnce(first, target, STARTER_AT_WORK);
            try {
                if (target.count(STARTER_AT_WORK) == 0) {
                    return Optional.empty();
                }
                List<String> arguments = new ArrayList<>(operation.arguments());
                arguments.add("--lock-timeout=1s");
                Ended other = LauncherProcess.run(target.login(), arguments.toArray(String[]::new));
                assertThat(other.failedWith(5))
                        .contains(
                                "Another starter",
                                "netraven-launcher, role " + target.login().user());
                assertThat(operation.check(target)).isEqualTo(Left.AS_BEFORE);
            } finally {
                signal("-CONT", first);
            }
            return Optional.of(goesOn(operation, target, first));
        }
    }

    private static Recovery isWaitedFor(Operation operation) throws Exception {
        try (Database database = new Database(operation.before());
                LauncherProcess first = operation.start(Target.of(database), PATIENT, List.of())) {
            Target target = Target.of(database);
            stopOnce(first, target, IN_TRANSACTION);
            try (LauncherProcess other = operation.start(target, PATIENT, List.of())) {
                try {
                    Await.pause(STOPPED);
                } finally {
                    signal("-CONT", first);
                }
                Recovery recovery = goesOn(operation, target, first);
                other.await().succeeded();
                assertThat(operation.check(target)).isEqualTo(Left.COMPLETE);
                return recovery;
            }
        }
    }

    private static Recovery goesOn(Operation operation, Target target, LauncherProcess first) throws Exception {
        long continued = System.nanoTime();
        first.await().succeeded();
        Recovery recovery = Recovery.since(continued);
        operation.recover(target);
        return recovery;
    }

    private static void stopOnce(LauncherProcess process, Target target, String condition) {
        Await.until(() -> target.count(condition) > 0 || !process.isAlive());
        signal("-STOP", process);
    }

    private static void signal(String signal, LauncherProcess process) {
        try {
            if (process.isAlive()) {
                Programs.runAsThisUser("kill", signal, Long.toString(process.pid()));
            }
        } catch (IllegalStateException e) {
            // It may have ended in between.
            Await.until(() -> !process.isAlive());
        }
    }
}
