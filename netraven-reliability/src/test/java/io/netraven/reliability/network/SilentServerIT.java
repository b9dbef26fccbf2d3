package io.netraven.reliability.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.Configuration;
import io.netraven.launcher.NetRaven;
import io.netraven.launcher.NetRavenSchema;
import io.netraven.launcher.testing.Database;
import io.netraven.reliability.Area;
import io.netraven.reliability.Recovery;
import io.netraven.reliability.Trials;
import io.netraven.schema.SchemaException.DatabaseUnavailable;
import io.netraven.schema.testing.Template;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The patience that a service has by default: no parameter of the URL sets one. */
@Tag("network")
class SilentServerIT {

    /** The messages of the client until it knows that all is there. */
    private static final int MESSAGES = 8;

    /** More than a statement takes on a busy machine. */
    private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(10);

    /**
     * The statement time-out and the client's margin are 25 s; the rest is for a busy machine. Less than the default's
     * 75 s.
     */
    private static final Duration LONGEST = Duration.ofSeconds(70);

    private static final Template READY = Template.of(NetRavenSchema.model());

    @Test
    void endsTheStartOfAService() {
        ExecutorService threads = Executors.newCachedThreadPool();
        Map<Point, Future<Recovery>> results = new LinkedHashMap<>();
        for (int number = 1; number <= MESSAGES; number++) {
            Point point = new Point(Side.CLIENT, number);
            results.put(point, threads.submit(() -> start(point)));
        }
        threads.shutdown();
        try (Trials trials = Trials.of(Area.NETWORK, "Server silent during the start of a service")) {
            results.forEach((point, result) -> trials.attempt(point.toString(), () -> result.get(5, TimeUnit.MINUTES)));
        }
    }

    private static Recovery start(Point point) throws Exception {
        try (Database database = new Database(READY);
                FaultyProxy proxy = FaultyProxy.with(database.login(), point, Fault.SILENT)) {
            Map<String, String> environment = new HashMap<>(proxy.login().environment());
            environment.put("NETRAVEN_WAIT", "0s");
            environment.put("NETRAVEN_CONNECT_TIMEOUT", "10s");
            environment.put("NETRAVEN_STATEMENT_TIMEOUT", STATEMENT_TIMEOUT.toSeconds() + "s");
            Configuration configuration = Configuration.from(environment);
            startOrGiveUp(configuration);
            Duration silence = Duration.ofNanos(System.nanoTime() - proxy.struck());
            assertThat(silence).isLessThan(LONGEST);
            // The proxy does no more harm.
            NetRaven.start(configuration).close();
            return Recovery.since(proxy.struck());
        }
    }

    private static void startOrGiveUp(Configuration configuration) {
        try {
            NetRaven.start(configuration).close();
        } catch (DatabaseUnavailable e) {
            assertThat(e).hasMessageContaining("not available");
        }
    }
}
