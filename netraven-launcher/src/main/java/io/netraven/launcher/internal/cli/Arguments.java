package io.netraven.launcher.internal.cli;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The options of one call.
 *
 * @param options their values; a flag's is empty
 */
record Arguments(Map<CliOption, String> options) {

    Arguments {
        options = options.isEmpty() ? Map.of() : new EnumMap<>(options);
    }

    boolean has(CliOption option) {
        return options.containsKey(option);
    }

    Optional<String> value(CliOption option) {
        return Optional.ofNullable(options.get(option));
    }

    /** The options that stand for settings, by the names of their variables. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        for (Map.Entry<CliOption, String> entry : options.entrySet()) {
            CliOption option = entry.getKey();
            String variable = option.variable();
            if (variable != null) {
                settings.put(variable, option.argument().isPresent() ? entry.getValue() : option.flagValue());
            }
        }
        return settings;
    }
}
