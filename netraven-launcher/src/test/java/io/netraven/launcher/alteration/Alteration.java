package io.netraven.launcher.alteration;

import io.netraven.schema.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One change made by hand, and what is to come of it.
 *
 * @param name what was done
 * @param sql does it; {@code ${database}} stands for the database's name
 * @param differences everything that {@code validate} lists, as {@code SEVERITY message}; a text that ends with an
 *     ellipsis is the beginning of one
 * @param initialize what {@code initialize} does about it
 * @param mendedByPlan whether the plan, applied, leaves no difference; else it leaves what it labels as a hazard
 * @param minVersion the first PostgreSQL that knows the statement
 */
record Alteration(
        String name, String sql, List<String> differences, Treatment initialize, boolean mendedByPlan, int minVersion) {

    /** The words before a name, and those after it that say what is wrong. */
    private static final Pattern ASPECT =
            Pattern.compile("^([A-Z]+ [a-z ]+?) \\S+?(: [a-z ]+ is| is missing| is not part).*$", Pattern.DOTALL);

    /** What {@code initialize} does about an alteration. */
    enum Treatment {
        REFUSES,
        REPORTS,
        MENDS,
        /** It looks only at what the model knows while the recorded fingerprint holds. */
        OVERLOOKS
    }

    static Alteration of(String name, String sql) {
        return new Alteration(name, sql, List.of(), Treatment.REPORTS, false, 14);
    }

    Alteration breaking(String... messages) {
        return with(Severity.BREAKING, Treatment.REFUSES, messages);
    }

    Alteration tolerated(String... messages) {
        return with(Severity.TOLERATED, initialize, messages);
    }

    Alteration planMends() {
        return new Alteration(name, sql, differences, initialize, true, minVersion);
    }

    Alteration mendedByInitialize() {
        return new Alteration(name, sql, differences, Treatment.MENDS, true, minVersion);
    }

    Alteration overlookedByInitialize() {
        return new Alteration(name, sql, differences, Treatment.OVERLOOKS, mendedByPlan, minVersion);
    }

    Alteration since(int version) {
        return new Alteration(name, sql, differences, initialize, mendedByPlan, version);
    }

    /** What is found wrong, each once, without names and values: severity, kind of object, and property. */
    Set<String> aspects() {
        return differences.stream()
                .map(difference -> ASPECT.matcher(difference).replaceFirst("$1$2"))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Alteration with(Severity severity, Treatment treatment, String... messages) {
        List<String> all = new ArrayList<>(differences);
        for (String message : messages) {
            all.add(severity + " " + message);
        }
        return new Alteration(name, sql, List.copyOf(all), treatment, mendedByPlan, minVersion);
    }

    @Override
    public String toString() {
        return name;
    }
}
