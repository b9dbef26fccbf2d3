package io.netraven.launcher.internal.backup;

import io.netraven.launcher.internal.config.Endpoint;
import io.netraven.launcher.internal.config.Settings;
import io.netraven.schema.SchemaModel;
import java.time.Clock;
import java.util.Map;

/**
 * What a backup or restore works with.
 *
 * @param settings the settings; their database is the one backed up, or the one that a restore makes
 * @param model the schema that a restored database is validated against
 * @param environment of the process
 * @param tool the release of this program
 * @param clock of this machine
 * @param notes what a person reads meanwhile
 * @param stop what a signal has to end
 */
public record Workplace(
        Settings settings,
        SchemaModel model,
        Map<String, String> environment,
        String tool,
        Clock clock,
        Notes notes,
        StopActions stop) {

    Endpoint endpoint() {
        return settings.endpoint().orElseThrow();
    }

    DatabaseServer server() {
        String maintenance = environment.getOrDefault("POSTGRES_MAINTENANCE_DB", "");
        return new DatabaseServer(endpoint(), maintenance.isEmpty() ? "postgres" : maintenance, stop);
    }

    ClientPrograms programs(ChildEnvironment child) {
        return new ClientPrograms(child.variables(), notes, stop);
    }

    ChildEnvironment childEnvironment() {
        ChildEnvironment child = ChildEnvironment.of(endpoint(), environment);
        if (!child.notPassedOn().isEmpty()) {
            notes.warn("Not used: " + String.join(", ", child.notPassedOn())
                    + ". NetRaven's own settings say where the database is");
        }
        return child;
    }
}
