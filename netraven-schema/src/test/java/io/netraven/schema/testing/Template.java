package io.netraven.schema.testing;

import io.netraven.schema.SchemaEngine;
import io.netraven.schema.SchemaModel;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * What a database holds when a test gets it. A server fills one database for each key and clones it for each test.
 *
 * @param key says which templates are the same: 1 to {@value #KEY_LENGTH} lower-case letters, digits and underscores
 * @param filling makes the content of an empty database and closes every connection it took
 */
public record Template(String key, Consumer<DataSource> filling) {

    private static final int KEY_LENGTH = 36;
    private static final Pattern KEY = Pattern.compile("[a-z0-9_]{1," + KEY_LENGTH + "}");

    /** Checks the key. */
    public Template {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("A template's key has 1 to " + KEY_LENGTH
                    + " lower-case letters, digits and underscores; this is '" + key + "'");
        }
    }

    /**
     * Returns the template that {@link SchemaEngine#initialize()} fills.
     *
     * @param model the model; its checksum is the key
     * @return the template
     */
    public static Template of(SchemaModel model) {
        return new Template(
                model.checksum().substring(0, KEY_LENGTH),
                dataSource ->
                        SchemaEngine.builder(dataSource).model(model).build().initialize());
    }
}
