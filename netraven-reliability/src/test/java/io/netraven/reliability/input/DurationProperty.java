package io.netraven.reliability.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netraven.launcher.internal.config.Durations;
import java.time.Duration;

final class DurationProperty implements Property {

    @Override
    public void check(byte[] input) {
        Duration read;
        try {
            read = Durations.parse(new String(input, UTF_8));
        } catch (NumberFormatException e) {
            throw new AssertionError("Not a message of ours", e);
        } catch (IllegalArgumentException e) {
            return;
        }
        Durations.show(read);
        String written = write(read);
        if (read.isNegative() || !Durations.parse(written).equals(read)) {
            throw new AssertionError(read + " is written as " + written);
        }
    }

    /** In the greatest unit that loses nothing: no number has more than nine digits. */
    static String write(Duration duration) {
        long millis = duration.toMillis();
        if (millis == 0) {
            return "0";
        }
        if (millis % 86_400_000 == 0) {
            return millis / 86_400_000 + "d";
        }
        if (millis % 3_600_000 == 0) {
            return millis / 3_600_000 + "h";
        }
        if (millis % 60_000 == 0) {
            return millis / 60_000 + "m";
        }
        return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
    }
}
