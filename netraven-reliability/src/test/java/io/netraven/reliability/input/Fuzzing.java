package io.netraven.reliability.input;

import io.netraven.launcher.internal.config.Endpoint;
import io.netraven.launcher.internal.config.SettingsReader;
import io.netraven.launcher.internal.connect.ConnectionPool;
import io.netraven.launcher.internal.connect.DirectDataSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the fuzzer calls in its process, whose environment names a database. It goes on after an input that failed, and leaves in a folder how many inputs
 * there were ({@code count}) and, for each place that failed, the input and why ({@code failed-1}).
 */
public final class Fuzzing {

    static final String TARGET = "input.target";
    static final String RESULTS = "input.results";
    static final String COUNT = "count";
    static final String FAILED = "failed-";

    private static final long SECOND = 1_000_000_000;
    private static final int PLACE = 4;

    private static final Path FOLDER = Path.of(System.getProperty(RESULTS, "target"));
    private static final Set<String> PLACES = new HashSet<>();
    private static @Nullable Property property;
    private static long inputs;
    private static long counted = System.nanoTime();

    private Fuzzing() {}

    /** Called by the fuzzer, once. */
    public static void fuzzerInitialize() throws Exception {
        Endpoint endpoint = SettingsReader.read(Map.of(), System.getenv(), Path.of(""), true)
                .endpoint()
                .orElseThrow();
        // As a service has it: most inputs take several transactions.
        ConnectionPool pool = ConnectionPool.over(new DirectDataSource(endpoint, "fuzzer", Duration.ZERO), 2);
        Target target = Target.valueOf(System.getProperty(TARGET, ""));
        property = target.open(pool.dataSource());
        // The classes are loaded, which takes the fuzzer longer than any input may.
        for (byte[] input : Corpus.of(target)) {
            fuzzerTestOneInput(input);
        }
    }

    /** Called by the fuzzer, for each input. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        inputs++;
        if (System.nanoTime() - counted > SECOND) {
            count();
        }
        try {
            if (property != null) {
                property.check(input);
            }
        } catch (Exception | Error e) {
            failed(input, e);
        }
    }

    /** Called by the fuzzer, in the end. */
    public static void fuzzerTearDown() throws Exception {
        count();
        if (property != null) {
            property.close();
        }
    }

    private static void count() throws IOException {
        counted = System.nanoTime();
        Files.writeString(FOLDER.resolve(COUNT), Long.toString(inputs));
    }

    private static void failed(byte[] input, Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        StringBuilder place = new StringBuilder(thrown.getClass().getName());
        StackTraceElement[] stack = thrown.getStackTrace();
        for (int i = 0; i < Math.min(PLACE, stack.length); i++) {
            place.append(' ').append(stack[i]);
        }
        if (PLACES.add(place.toString())) {
            try {
                Files.writeString(FOLDER.resolve(FAILED + PLACES.size()), Corpus.encode(input) + "\n" + trace);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
