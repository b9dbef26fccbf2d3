package io.netraven.launcher.internal.cli;

import io.netraven.launcher.NetRavenSchema;
import io.netraven.launcher.internal.config.Endpoint;
import io.netraven.launcher.internal.config.Settings;
import io.netraven.launcher.internal.config.SettingsReader;
import io.netraven.launcher.internal.connect.DirectDataSource;
import io.netraven.launcher.internal.schema.Engines;
import io.netraven.schema.SchemaEngine;
import io.netraven.schema.SchemaModel;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One call of one command, with what it needs.
 *
 * @param arguments the options
 * @param output where the result goes
 * @param surroundings streams and environment
 * @param stop what a signal has to end
 */
public record Invocation(Arguments arguments, Output output, Surroundings surroundings, StopSignal stop) {

    /** Held here: the level of a logger that nobody refers to is forgotten. */
    private static final Logger DRIVER_LOG = Logger.getLogger("org.postgresql");

    /** The settings of a command that needs a database. */
    Settings settings() {
        return read(true);
    }

    /** The settings of a command that needs none. */
    Settings settingsWithoutDatabase() {
        return read(false);
    }

    /** The settings of a command that uses the master keys. */
    Settings settingsWithMasterKeys() {
        return SettingsReader.readWithMasterKeys(
                arguments.settings(), surroundings.environment(), surroundings.folder(), true);
    }

    /** An engine on the database of the settings; a signal ends its connection. */
    SchemaEngine engine(Settings settings) {
        return Engines.create(connections(settings), source(settings), settings);
    }

    /** Connections to the database of the settings; a signal ends those that are open. */
    DirectDataSource connections(Settings settings) {
        Endpoint endpoint = settings.endpoint().orElseThrow();
        // It logs what it throws as well, to standard error.
        DRIVER_LOG.setLevel(Level.OFF);
        DirectDataSource connections = new DirectDataSource(endpoint, "netraven-launcher", settings.longestSilence());
        stop.add(connections::stop);
        return connections;
    }

    /** The model of the settings, less its extensions where they leave them out. */
    SchemaModel model(Settings settings) {
        SchemaModel model = source(settings);
        return settings.extensions() ? model : model.withoutExtensions();
    }

    private SchemaModel source(Settings settings) {
        return settings.model().isPresent()
                ? ModelFile.read(surroundings.folder(), settings.model().get())
                : NetRavenSchema.model();
    }

    private Settings read(boolean database) {
        return SettingsReader.read(arguments.settings(), surroundings.environment(), surroundings.folder(), database);
    }
}
