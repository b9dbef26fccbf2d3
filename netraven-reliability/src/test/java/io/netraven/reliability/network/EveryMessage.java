package io.netraven.reliability.network;

import io.netraven.launcher.testing.Database;
import io.netraven.reliability.Area;
import io.netraven.reliability.Recovery;
import io.netraven.reliability.Run;
import io.netraven.reliability.Trials;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every fault at every message of an operation: a clean run through the proxy counts the messages, and then each has its
 * turn. The short form takes some, spread evenly.
 */
final class EveryMessage implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EveryMessage.class);

    /** Most of them wait for something to give up. */
    private static final int AT_ONCE = 6;

    private static final int SHORT_FORM = 6;

    private static final List<Fault> LOSING_AN_ANSWER =
            List.of(Fault.RESET, Fault.CLOSED, Fault.SILENT, Fault.SERVER_GONE, Fault.CLIENT_GONE);

    private final Role role;
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);

    EveryMessage(Role role) {
        this.role = role;
    }

    void of(Operation operation) throws Exception {
        List<Point> points;
        List<Point> commits;
        try (Database database = operation.database();
                FaultyProxy proxy = FaultyProxy.harmless(role.on(database))) {
            InProcess.run(proxy.login(), operation.command()).succeeded();
            operation.checkComplete(database);
            points = proxy.seen();
            commits = proxy.commits();
        }
        log.info("{}: {} messages, {} of them commits", operation.words(), points.size(), commits.size());
        for (Kind kind : Kind.values()) {
            List<Trial> trials = new ArrayList<>();
            Stream.of(Fault.values())
                    .filter(fault -> fault.kind() == kind)
                    .forEach(fault -> points.forEach(
                            point -> trials.add(new Trial(role, operation, point, fault, OptionalInt.empty()))));
            run("Connection " + kind.word() + " during " + operation.words(), some(trials));
        }
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < commits.size(); i++) {
            for (Fault fault : LOSING_AN_ANSWER) {
                trials.add(new Trial(role, operation, commits.get(i), fault, OptionalInt.of(i + 1)));
            }
        }
        if (!trials.isEmpty()) {
            run("Answer to a COMMIT of " + operation.words() + " lost", some(trials));
        }
    }

    private static List<Trial> some(List<Trial> all) {
        if (Run.isLong() || all.size() <= SHORT_FORM) {
            return all;
        }
        int step = all.size() / SHORT_FORM;
        List<Trial> some = new ArrayList<>();
        for (int i = Run.random("network").nextInt(step); i < all.size(); i += step) {
            some.add(all.get(i));
        }
        return some;
    }

    private void run(String fault, List<Trial> list) {
        List<Future<Recovery>> results = new ArrayList<>();
        list.forEach(trial -> results.add(threads.submit(trial::run)));
        try (Trials trials = Trials.of(Area.NETWORK, fault)) {
            for (int i = 0; i < list.size(); i++) {
                Future<Recovery> result = results.get(i);
                trials.attempt(list.get(i).toString(), () -> outcome(result));
            }
        }
    }

    private static Recovery outcome(Future<Recovery> result) throws Exception {
        try {
            return result.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AssertionError lost) {
                throw lost;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
