package io.netraven.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.services.Services;
import io.netraven.launcher.testing.Await;
import io.netraven.launcher.testing.Database;
import io.netraven.launcher.testing.Ended;
import io.netraven.launcher.testing.LauncherProcess;
import io.netraven.launcher.testing.Moments;
import io.netraven.launcher.testing.Starter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** NetRaven and two services start at once on one empty database, each with its own model. */
class TwoServicesIT {

    private static final int FEW = 1;
    private static final int MANY = Moments.many(50);

    /** About what a service needs longer than NetRaven until it connects: it has a file to read. */
    private static final long MOST_MILLIS_BETWEEN = 200;

    private static final Pattern ON_THE_FAST_PATH = Pattern.compile("\\(connect [^,()]+, check [^,()]+\\)");
    private static final Pattern SEVERE = Pattern.compile(" (ERROR|FATAL|PANIC|WARNING): ");

    private static final Logger log = LoggerFactory.getLogger(TwoServicesIT.class);

    private List<Starter> starters = List.of();

    @BeforeEach
    void write(@TempDir Path folder) {
        starters = List.of(
                Starter.ofNetRaven(), Starter.of(Services.inventory(), folder), Starter.of(Services.billing(), folder));
    }

    @Test
    void allSucceedAndAreEqualAndUpToDateInAFewRounds() {
        startTogether(FEW);
    }

    @Test
    @Tag("long")
    void allSucceedAndAreEqualAndUpToDateInManyRounds() {
        startTogether(MANY);
    }

    private void startTogether(int rounds) {
        Map<String, Integer> outcomes = new TreeMap<>();
        Duration longest = Duration.ZERO;
        for (int round = 0; round < rounds; round++) {
            try (Database database = new Database()) {
                Map<Starter, Ended> first = all(database, "init");
                first.forEach((starter, init) -> outcomes.merge(starter + " " + outcome(init), 1, Integer::sum));
                assertThat(first.values())
                        .extracting(TwoServicesIT::outcome)
                        .containsOnlyOnce("CREATED")
                        .isSubsetOf("CREATED", "EXTENDED", "ADOPTED");

                all(database, "validate").values().forEach(validate -> validate.succeededWith("EQUAL"));
                all(database, "init")
                        .values()
                        .forEach(init -> assertThat(
                                        init.succeededWith("UP_TO_DATE").out())
                                .containsPattern(ON_THE_FAST_PATH));

                assertThat(database.scratch().log().orElse(List.of())).noneMatch(SEVERE.asPredicate());
                longest = longest(longest, first);
            }
        }
        log.info(
                "{} rounds of three who start at once: no failure, no false difference, {}; {} ms at most",
                rounds,
                outcomes,
                longest.toMillis());
    }

    /** Starts the command of all three in random order, each within the start of the one before. */
    private Map<Starter, Ended> all(Database database, String command) {
        List<Starter> order = new ArrayList<>(starters);
        Collections.shuffle(order);
        Map<Starter, LauncherProcess> processes = new LinkedHashMap<>();
        try {
            for (Starter starter : order) {
                processes.put(starter, starter.start(database.login(), command));
                Await.pause(Duration.ofMillis(ThreadLocalRandom.current().nextLong(MOST_MILLIS_BETWEEN)));
            }
            Map<Starter, Ended> ended = new LinkedHashMap<>();
            processes.forEach(
                    (starter, process) -> ended.put(starter, process.await().succeeded()));
            return ended;
        } finally {
            processes.values().forEach(LauncherProcess::close);
        }
    }

    private static String outcome(Ended init) {
        return init.out().substring(0, init.out().indexOf(' '));
    }

    private static Duration longest(Duration before, Map<Starter, Ended> ended) {
        return ended.values().stream()
                .map(Ended::took)
                .reduce(before, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }
}
