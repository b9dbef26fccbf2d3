package io.netraven.launcher.internal.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/** Finds misspelt names. In the environment only {@code NETRAVEN_} is ours; in our file every name is. */
final class KnownNames {

    private static final String PREFIX = "NETRAVEN_";
    /** The test fixture's own, which a developer's shell may carry. */
    private static final String TEST_PREFIX = "NETRAVEN_TEST_";

    private static final Pattern OURS = Pattern.compile("(NETRAVEN|POSTGRES|DATABASE)_[A-Z0-9_]{1,50}");

    private KnownNames() {}

    /**
     * Adds a problem for each {@code NETRAVEN_} variable that is near to a known one. A name that is near to none is a
     * service's own: one line tells that it was not read.
     */
    static void checkEnvironment(Map<String, String> environment, List<String> problems) {
        List<String> foreign = new ArrayList<>();
        List<String> known = List.of();
        for (String name : environment.keySet()) {
            if (!name.startsWith(PREFIX) || name.startsWith(TEST_PREFIX)) {
                continue;
            }
            known = known.isEmpty() ? all() : known;
            if (known.contains(name)) {
                continue;
            }
            Optional<String> near = nearest(name, known);
            if (near.isPresent()) {
                problems.add("The variable " + name + " is unknown: did you mean " + near.get() + "?");
            } else {
                foreign.add(name);
            }
        }
        if (!foreign.isEmpty()) {
            foreign.sort(null);
            LoggerFactory.getLogger(KnownNames.class)
                    .info("Not read, as no setting has such a name: {}", String.join(", ", foreign));
        }
    }

    /**
     * Adds a problem for each name of the file that is no setting's. A name that is near to none is told only where it
     * looks like one of ours: in a file that is none of settings, a password would stand there.
     */
    static void checkFile(Map<String, String> values, List<String> problems) {
        List<String> known = all();
        for (String name : values.keySet()) {
            if (!known.contains(name) || name.equals(Setting.CONFIG_FILE.variable())) {
                Optional<String> near = nearest(name, known);
                boolean told = near.isPresent() || OURS.matcher(name).matches();
                problems.add("The configuration file sets "
                        + (told ? name + ", which is unknown" : "a name that is unknown: it takes NAME=value lines")
                        + near.map(other -> ": did you mean " + other + "?").orElse(""));
            }
        }
    }

    /** The common prefix does not make two names alike. */
    private static Optional<String> nearest(String name, List<String> known) {
        List<String> rests = new ArrayList<>();
        for (String each : known) {
            if (each.startsWith(PREFIX) == name.startsWith(PREFIX)) {
                rests.add(rest(each));
            }
        }
        return Spelling.nearest(rest(name), rests).map(near -> name.startsWith(PREFIX) ? PREFIX + near : near);
    }

    private static String rest(String name) {
        return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    }

    private static List<String> all() {
        List<String> names = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            names.add(setting.variable());
            setting.fileVariable().ifPresent(names::add);
        }
        return names;
    }
}
