package io.netraven.launcher.internal.cli;

import io.netraven.launcher.internal.config.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Options that are more than texts. What cannot be read is a mistake of the caller, told by the option's name. */
final class OptionValues {

    private final Arguments arguments;

    OptionValues(Arguments arguments) {
        this.arguments = arguments;
    }

    static UsageException mistake(CliOption option, String what) {
        return new UsageException(List.of("--" + option.text() + ": " + what));
    }

    /** An option without which the command makes no sense. */
    String required(CliOption option) {
        return arguments
                .value(option)
                .orElseThrow(() -> new UsageException(List.of("Name " + option.description() + ": --" + option.text()
                        + " " + option.argument().orElse(""))));
    }

    Optional<String> text(CliOption option) {
        return arguments.value(option);
    }

    Optional<Integer> number(CliOption option) {
        return arguments.value(option).map(text -> {
            try {
                return Integer.parseInt(text);
            } catch (NumberFormatException e) {
                throw mistake(option, "\"" + text + "\" is no number");
            }
        });
    }

    Optional<Double> decimal(CliOption option) {
        return arguments.value(option).map(text -> {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException e) {
                throw mistake(option, "\"" + text + "\" is no number");
            }
        });
    }

    Optional<Duration> duration(CliOption option) {
        return arguments.value(option).map(text -> {
            try {
                return Durations.parse(text);
            } catch (IllegalArgumentException e) {
                throw mistake(option, String.valueOf(e.getMessage()));
            }
        });
    }

    Optional<Boolean> flag(CliOption option) {
        return arguments.value(option).map(text -> {
            if (!text.equals("true") && !text.equals("false")) {
                throw mistake(option, "\"" + text + "\" is neither true nor false");
            }
            return text.equals("true");
        });
    }

    /** Hands on the option's time, where there is one: null for never. */
    void time(CliOption option, Consumer<@Nullable Instant> use) {
        Optional<String> text = arguments.value(option);
        if (text.isEmpty() || text.get().equals("never")) {
            text.ifPresent(never -> use.accept(null));
            return;
        }
        try {
            use.accept(Instant.parse(text.get()));
        } catch (DateTimeParseException e) {
            throw mistake(option, "\"" + text.get() + "\" is no time: write for example 2027-01-31T00:00:00Z");
        }
    }
}
