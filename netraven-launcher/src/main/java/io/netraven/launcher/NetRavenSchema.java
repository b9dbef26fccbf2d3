package io.netraven.launcher;

import io.netraven.schema.SchemaModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * NetRaven's schema model: the tables of {@code netraven-model}, two extensions and the default data (the tag {@code Default} and a few admin settings). The build writes
 * it into the jar, so that reading it loads no entity class.
 *
 * <p>A service adds tables of its own like this:
 *
 * <pre>{@code
 * SchemaModel model = SchemaModel.named("my-service", "1.2")
 *         .include(NetRavenSchema.model())
 *         .entities(List.of(MyTable.class))
 *         .build();
 * }</pre>
 *
 * <p>Safe for use by several threads.
 */
public final class NetRavenSchema {

    private static final String RESOURCE = "netraven-schema.sql";

    private NetRavenSchema() {}

    /**
     * Reads the model of this release.
     *
     * @return the model
     */
    public static SchemaModel model() {
        try (InputStream resource = NetRavenSchema.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException(
                        "The resource " + RESOURCE + " is missing: this jar was not built whole");
            }
            return SchemaModel.parse(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The resource " + RESOURCE + " cannot be read", e);
        }
    }
}
