package io.netraven.launcher.internal.reference;

import io.netraven.schema.SchemaDifference;
import io.netraven.schema.Severity;
import java.util.List;

/**
 * How a running database differs from the model.
 *
 * @param server where it is, without a secret
 * @param serverVersion the server's version
 * @param namespace the namespace that holds the tables
 * @param differences every difference, sorted
 */
public record LiveCheck(String server, String serverVersion, String namespace, List<SchemaDifference> differences) {

    public LiveCheck {
        differences = List.copyOf(differences);
    }

    /** The verdict, in words. */
    public String verdict() {
        long breaking = differences.stream()
                .filter(difference -> difference.severity() == Severity.BREAKING)
                .count();
        return differences.isEmpty()
                ? "equal"
                : breaking + " breaking, " + (differences.size() - breaking) + " tolerated";
    }
}
