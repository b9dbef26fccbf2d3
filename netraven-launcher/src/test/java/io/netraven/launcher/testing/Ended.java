package io.netraven.launcher.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process left.
 *
 * @param exitCode its exit code; 128 and the signal's number where a signal ended it
 * @param out standard output
 * @param err standard error
 * @param took from its start to its end
 * @param password what must not be in its output; empty for nothing
 */
public record Ended(int exitCode, String out, String err, Duration took, String password) {

    private static final String NAME = "netraven-launcher: ";
    private static final Pattern WITHIN = Pattern.compile("within (\\d+) s\\b");

    /** Fails unless the process succeeded. */
    public Ended succeeded() {
        assertThat(exitCode).as(toString()).isZero();
        assertThat(err).doesNotContain(NAME, "\tat ");
        return this;
    }

    /** Fails unless the process succeeded and printed this outcome first. */
    public Ended succeededWith(String outcome) {
        succeeded();
        assertThat(out).startsWith(outcome);
        return this;
    }

    /** Fails unless the process failed with this code and one message; returns the message. */
    public String failedWith(int code) {
        assertThat(exitCode).as(toString()).isEqualTo(code);
        assertThat(out).isEmpty();
        assertThat(err).containsOnlyOnce(NAME).doesNotContain("\tat ", "Exception", "..");
        assertThat(err.substring(0, err.indexOf(NAME)).lines()).allMatch(line -> line.startsWith("INFO "));
        if (!password.isEmpty()) {
            assertThat(err).doesNotContain(password);
        }
        return err.substring(err.indexOf(NAME) + NAME.length()).strip();
    }

    /**
     * As {@link #failedWith(int)}; fails too unless the process waited until its own deadline, and not until the default
     * one. The start of a process counts, which takes long on a busy machine.
     */
    public String failedAtDeadlineWith(int code, Duration deadline) {
        String message = failedWith(code);
        assertThat(took).as("time until the deadline").isBetween(deadline, LauncherProcess.WAIT_BY_DEFAULT);
        return message;
    }

    /** As {@link #failedAtDeadlineWith}; fails too unless the message tells how long the process waited. */
    public String failedWithin(int code, Duration deadline) {
        String message = failedAtDeadlineWith(code, deadline);
        Matcher within = WITHIN.matcher(message);
        assertThat(within.find()).as(message).isTrue();
        assertThat(Duration.ofSeconds(Long.parseLong(within.group(1))))
                .as(message)
                .isBetween(deadline, LauncherProcess.WAIT_BY_DEFAULT);
        return message;
    }

    /** As {@link #failedWith(int)}; fails too where the process took a second try. */
    public String failedAtOnceWith(int code) {
        String message = failedWith(code);
        assertThat(err).doesNotContain("Waiting for");
        assertThat(took).as("time of a failure that is fatal").isLessThan(LauncherProcess.AT_ONCE);
        return message;
    }
}
