package io.netraven.launcher.internal.schema;

import io.netraven.launcher.ConfigurationException;
import io.netraven.launcher.internal.config.Settings;
import io.netraven.schema.SchemaEngine;
import io.netraven.schema.SchemaModel;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/** Gives an engine the settings. */
public final class Engines {

    private static final Duration LONGEST_PROBE = Duration.ofSeconds(5);
    /** Shorter, so that a lock is told as one. */
    private static final Duration LONGEST_LOCK_OF_PROBE = Duration.ofSeconds(3);

    private Engines() {}

    /** Creates an engine for a model, less its extensions where the settings leave them out. */
    public static SchemaEngine create(DataSource connections, SchemaModel model, Settings settings) {
        checkRoles(model, settings);
        SchemaEngine.Builder engine = builder(connections, model, settings)
                .lockTimeout(settings.lockTimeout())
                .statementTimeout(settings.statementTimeout())
                .accessGrace(settings.accessGrace())
                .strict(settings.strict());
        settings.roles().forEach(engine::role);
        if (settings.waitAtMost().isPresent()) {
            engine.waitAtMost(settings.waitAtMost().get());
        } else {
            engine.waitForever();
        }
        return engine.build();
    }

    /** Creates an engine that looks once, and is not held up for long. */
    public static SchemaEngine probe(DataSource connections, SchemaModel model, Settings settings) {
        return builder(connections, model, settings)
                .lockTimeout(LONGEST_LOCK_OF_PROBE)
                .statementTimeout(LONGEST_PROBE)
                .waitAtMost(Duration.ZERO)
                .build();
    }

    private static SchemaEngine.Builder builder(DataSource connections, SchemaModel model, Settings settings) {
        return SchemaEngine.builder(connections)
                .model(settings.extensions() ? model : model.withoutExtensions())
                .namespace(settings.namespace());
    }

    private static void checkRoles(SchemaModel model, Settings settings) {
        if (!settings.roles().isEmpty()
                && !model.roles().containsAll(settings.roles().keySet())) {
            throw new ConfigurationException(List.of(
                    "Roles are set for " + String.join(", ", settings.roles().keySet())
                            + ", and the model " + model.name() + " grants only to " + model.roles()
                            + ": leave out those that it does not know"));
        }
    }
}
