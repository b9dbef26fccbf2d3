package io.netraven.reliability.network;

import io.netraven.launcher.testing.Database;
import io.netraven.reliability.Area;
import io.netraven.reliability.Recovery;
import io.netraven.reliability.Run;
import io.netraven.reliability.Trials;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A fault at every message of an operation: a clean run through the proxy counts the messages, and then each has its
 * turn. The faults take turns too, beginning with the seed's: seven seeds in a row have them all at every message, and a
 * duration of an hour or more has so at once. The short form takes some messages, spread evenly.
 */
final class EveryMessage implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EveryMessage.class);

    /** Those that wait for something to give up. */
    private static final int WAITING_AT_ONCE = 16;

    private static final int WORKING_AT_ONCE = 4;

    private static final int SHORT_FORM = 6;

    private static final List<Fault> FAULTS = List.of(Fault.values());

    /** Takes many hours. */
    private static final boolean EVERY_FAULT = Run.duration().compareTo(Duration.ofHours(1)) >= 0;

    private static final List<Fault> LOSING_AN_ANSWER =
            List.of(Fault.RESET, Fault.CLOSED, Fault.SILENT, Fault.SERVER_GONE, Fault.CLIENT_GONE);

    private final Role role;
    private final ExecutorService waiting = Executors.newFixedThreadPool(WAITING_AT_ONCE);
    private final ExecutorService working = Executors.newFixedThreadPool(WORKING_AT_ONCE);

    EveryMessage(Role role) {
        this.role = role;
    }

    void of(Operation operation) throws Exception {
        of(operation, 1);
    }

    /**
     * Likewise, past some messages.
     *
     * @param step how many there are for one that is tried
     */
    void of(Operation operation, int step) throws Exception {
        FaultyProxy clean = clean(operation);
        Map<Kind, List<Trial>> trials = new EnumMap<>(Kind.class);
        int turn = Math.floorMod(Run.seed(), FAULTS.size());
        for (int i = Math.floorMod(Run.seed(), step); i < clean.seen().size(); i += step) {
            for (Fault fault : EVERY_FAULT ? FAULTS : List.of(FAULTS.get(turn))) {
                trials.computeIfAbsent(fault.kind(), kind -> new ArrayList<>())
                        .add(new Trial(role, operation, clean.seen().get(i), fault, OptionalInt.empty()));
            }
            turn = (turn + 1) % FAULTS.size();
        }
        String past = step == 1 ? "" : ", one message of " + step;
        List<Started> started = new ArrayList<>();
        trials.forEach((kind, list) ->
                started.add(start("Connection " + kind.word() + " during " + operation.words() + past, some(list))));
        List<Trial> answersLost = answersLost(operation, clean.commits());
        if (!answersLost.isEmpty()) {
            started.add(start("Answer to a COMMIT of " + operation.words() + " lost", some(answersLost)));
        }
        for (Started row : started) {
            row.await();
        }
    }

    private List<Trial> answersLost(Operation operation, List<Point> commits) {
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < commits.size(); i++) {
            for (Fault fault : LOSING_AN_ANSWER) {
                trials.add(new Trial(role, operation, commits.get(i), fault, OptionalInt.of(i + 1)));
            }
        }
        return trials;
    }

    /** Counts the messages. */
    private FaultyProxy clean(Operation operation) throws Exception {
        try (Database database = operation.database();
                FaultyProxy proxy = FaultyProxy.harmless(operation.login(role, database))) {
            InProcess.run(proxy.login(), operation, operation.command()).succeeded();
            operation.checkComplete(database);
            log.info(
                    "{}: {} messages, {} of them commits",
                    operation.words(),
                    proxy.seen().size(),
                    proxy.commits().size());
            return proxy;
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

    private Started start(String fault, List<Trial> trials) {
        Map<Trial, Future<Recovery>> results = new LinkedHashMap<>();
        for (Trial trial : trials) {
            results.put(trial, (trial.fault().leavesSomebodyUntold() ? waiting : working).submit(trial::run));
        }
        return new Started(fault, results);
    }

    /** A row of the page that is being tried. */
    private record Started(String fault, Map<Trial, Future<Recovery>> results) {

        void await() {
            try (Trials trials = Trials.of(Area.NETWORK, fault)) {
                results.forEach((trial, result) -> trials.attempt(trial.toString(), () -> outcome(result)));
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
        waiting.shutdown();
        working.shutdown();
    }
}
