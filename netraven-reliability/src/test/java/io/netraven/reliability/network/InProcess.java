package io.netraven.reliability.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netraven.credentials.testing.TestKeys;
import io.netraven.launcher.internal.cli.Launcher;
import io.netraven.launcher.internal.cli.Surroundings;
import io.netraven.launcher.testing.Ended;
import io.netraven.launcher.testing.Login;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The command line, run in this process: a JVM for each of some thousand trials would take hours. */
final class InProcess {

    /** How long the network may keep silent, here. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Where no fault is: a statement may take long on a machine that is busy. */
    private static final Duration MORE_PATIENCE = Duration.ofSeconds(60);

    /** What no run takes, however its connection ends: the default's patience is 75 s. */
    private static final Duration LONGEST = Duration.ofSeconds(70);

    private InProcess() {}

    /** Runs a command that does not wait for the database: nothing repairs what a fault has left. */
    static Ended run(Login login, Operation operation, List<String> arguments) throws InterruptedException {
        return run(login, operation, arguments, PATIENCE, "4s");
    }

    /** Runs what is to succeed: the server ends a transaction that is idle for half of the lock time-out. */
    static Ended runNext(Login login, Operation operation, List<String> arguments) throws InterruptedException {
        return run(login, operation, arguments, MORE_PATIENCE, "60s");
    }

    private static Ended run(
            Login login, Operation operation, List<String> arguments, Duration patience, String lockTimeout)
            throws InterruptedException {
        Map<String, String> environment = new HashMap<>(login.environment());
        environment.put(
                "DATABASE_URL",
                "postgresql://" + login.host() + ":" + login.port() + "/" + login.database() + "?socketTimeout="
                        + patience.toSeconds());
        if (operation.usesMasterKey()) {
            environment.put("NETRAVEN_ENCRYPTION_KEY", TestKeys.text());
        }
        environment.put("NETRAVEN_CONNECT_TIMEOUT", PATIENCE.toSeconds() + "s");
        environment.put("NETRAVEN_WAIT", "0s");
        environment.put("NETRAVEN_LOCK_TIMEOUT", lockTimeout);
        return run(environment, login.password(), arguments);
    }

    private static Ended run(Map<String, String> environment, String password, List<String> arguments)
            throws InterruptedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        long start = System.nanoTime();
        CompletableFuture<Integer> run = new CompletableFuture<>();
        Launcher launcher =
                new Launcher(new Surroundings(stream(out), stream(err), environment, Path.of("target"), false));
        Thread thread = new Thread(() -> run.complete(launcher.run(arguments.toArray(String[]::new))), "launcher");
        thread.setDaemon(true);
        thread.start();
        try {
            int exitCode = run.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            return new Ended(exitCode, out.toString(UTF_8), err.toString(UTF_8), took, password);
        } catch (TimeoutException e) {
            thread.interrupt();
            throw new AssertionError("The run did not end within " + LONGEST + ": " + arguments + "\n" + err, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, UTF_8);
    }
}
