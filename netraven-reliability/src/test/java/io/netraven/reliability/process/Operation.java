package io.netraven.reliability.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import io.netraven.launcher.testing.Ended;
import io.netraven.launcher.testing.LauncherProcess;
import io.netraven.launcher.testing.Tally;
import io.netraven.reliability.Recovery;
import io.netraven.reliability.Run;
import io.netraven.schema.testing.Template;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.ThrowingConsumer;

/** A command that changes a database: what it begins with, and how to tell what it has left. */
interface Operation {

    /** All of them. Their files go into a folder. */
    static List<Operation> all(Path folder) {
        return List.of(
                new InitOperation(folder),
                new UpgradeOperation(folder),
                new RotationOperation(folder),
                new ImportOperation(folder, 0),
                new ImportOperation(folder, ImportOperation.BATCH));
    }

    /** All of them in the long form; in the short one a single one, another in each run. */
    static List<Operation> tried(Path folder, Class<?> fault) {
        List<Operation> all = all(folder);
        return Run.isLong() ? all : List.of(all.get(Run.random(fault.getName()).nextInt(all.size())));
    }

    /** Does something with each, whatever becomes of the others. */
    static void forEach(List<Operation> operations, ThrowingConsumer<Operation> trials) {
        assertAll(operations.stream().map(operation -> () -> trials.accept(operation)));
    }

    /** What an operator calls it. */
    String name();

    /** The database that it begins with. */
    Template before();

    /** The command line. The same one does it, goes on with it, and finds it done. */
    List<String> arguments();

    /** Whether it waits for a server that is away, and begins anew; or ends, to be called again. */
    default boolean waits() {
        return false;
    }

    /** Looks at every row that the operation is about; fails where anything is lost, or between. */
    Left check(Target target) throws SQLException;

    default LauncherProcess start(Target target) {
        return start(target, Map.of(), List.of());
    }

    /** Starts it with more in its environment, and with options of the JVM. */
    default LauncherProcess start(Target target, Map<String, String> variables, List<String> options) {
        return LauncherProcess.start(
                target.login(), variables, options, arguments().toArray(String[]::new));
    }

    default Ended run(Target target) {
        try (LauncherProcess process = start(target)) {
            return process.await();
        }
    }

    /**
     * The end of every trial whose process is gone: no session is left, nothing is lost or between, and the next run
     * does the rest. Returns the time that the sessions took to end and the next run took.
     */
    default Recovery recover(Target target) throws SQLException {
        Duration held = target.untilNobodyIsConnected();
        assertThat(held).as("until nobody was connected").isLessThan(Tally.LOCK_IS_FREE);
        check(target);
        Ended next = run(target).succeeded();
        assertThat(check(target)).as(next.toString()).isEqualTo(Left.COMPLETE);
        return Recovery.after(held.plus(next.took()));
    }
}
