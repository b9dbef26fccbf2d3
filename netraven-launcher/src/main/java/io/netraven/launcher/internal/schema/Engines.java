package io.netraven.launcher.internal.schema;

import io.netraven.launcher.internal.config.Settings;
import io.netraven.schema.SchemaEngine;
import io.netraven.schema.SchemaModel;
import javax.sql.DataSource;

/** Gives an engine the settings. */
public final class Engines {

    private Engines() {}

    /** Creates an engine for a model, less its extensions where the settings leave them out. */
    public static SchemaEngine create(DataSource connections, SchemaModel model, Settings settings) {
        SchemaEngine.Builder engine = SchemaEngine.builder(connections)
                .model(settings.extensions() ? model : model.withoutExtensions())
                .namespace(settings.namespace())
                .lockTimeout(settings.lockTimeout())
                .statementTimeout(settings.statementTimeout())
                .accessGrace(settings.accessGrace())
                .strict(settings.strict());
        if (settings.waitAtMost().isPresent()) {
            engine.waitAtMost(settings.waitAtMost().get());
        } else {
            engine.waitForever();
        }
        return engine.build();
    }
}
