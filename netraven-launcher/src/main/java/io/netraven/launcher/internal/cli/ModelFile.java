package io.netraven.launcher.internal.cli;

import io.netraven.launcher.ConfigurationException;
import io.netraven.launcher.internal.config.Setting;
import io.netraven.schema.SchemaException.ModelError;
import io.netraven.schema.SchemaModel;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** The model that a service's build wrote to a file, as its tables are more than NetRaven's. */
final class ModelFile {

    private ModelFile() {}

    static SchemaModel read(Path folder, String file) {
        try {
            return SchemaModel.read(folder.resolve(file));
        } catch (IOException | InvalidPathException e) {
            throw problem(
                    "the file " + file + " cannot be read (" + e.getClass().getSimpleName()
                            + "): name the file to which the service's build wrote SchemaModel.script(), and let this user"
                            + " read it");
        } catch (ModelError e) {
            throw problem(String.valueOf(e.getMessage()));
        }
    }

    private static ConfigurationException problem(String what) {
        return new ConfigurationException(List.of(Setting.MODEL.words() + ": " + what));
    }
}
