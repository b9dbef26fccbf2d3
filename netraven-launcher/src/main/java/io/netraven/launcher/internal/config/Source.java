package io.netraven.launcher.internal.config;

import java.util.Map;

/**
 * Where values come from, and how messages name them there.
 *
 * @param kind where
 * @param values by variable name
 */
record Source(Kind kind, Map<String, String> values) {

    /** The sources; the first wins. */
    enum Kind {
        OPTIONS,
        ENVIRONMENT,
        FILE
    }

    /** A variable as people know it in this source: {@code --host} for {@code POSTGRES_HOST}. */
    String name(String variable) {
        return switch (kind) {
            case OPTIONS -> option(variable);
            case ENVIRONMENT -> variable;
            case FILE -> variable + " (in the configuration file)";
        };
    }

    private static String option(String variable) {
        for (Setting setting : Setting.values()) {
            if (setting.variable().equals(variable)) {
                return "--" + setting.option();
            }
            if (setting.fileVariable().filter(variable::equals).isPresent()) {
                return "--" + setting.option() + "-file";
            }
        }
        return variable;
    }
}
