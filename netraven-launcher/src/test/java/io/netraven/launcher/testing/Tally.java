package io.netraven.launcher.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what was left by what was cut short. */
public final class Tally {

    /** The server looks every second whether the client of a running statement is there; a busy machine is late. */
    public static final Duration LOCK_IS_FREE = Duration.ofSeconds(60);

    private static final Logger log = LoggerFactory.getLogger(Tally.class);

    private final String what;
    private final int rounds;
    private final Map<State, Integer> states = new EnumMap<>(State.class);
    private Duration longestHeld = Duration.ZERO;

    public Tally(String what, int rounds) {
        this.what = what;
        this.rounds = rounds;
    }

    public void add(State state, Duration held) {
        states.merge(state, 1, Integer::sum);
        longestHeld = held.compareTo(longestHeld) > 0 ? held : longestHeld;
        assertThat(held).isLessThan(LOCK_IS_FREE);
    }

    public void tell() {
        log.info(
                "{} at {} moments: {} as before, {} complete, none between; sessions gone after {} ms at most",
                what,
                rounds,
                states.getOrDefault(State.AS_BEFORE, 0),
                states.getOrDefault(State.COMPLETE, 0),
                longestHeld.toMillis());
    }
}
