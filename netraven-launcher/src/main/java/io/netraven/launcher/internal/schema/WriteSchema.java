package io.netraven.launcher.internal.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A step of the build: writes the schema model as the resource that {@code NetRavenSchema} reads. */
public final class WriteSchema {

    private WriteSchema() {}

    /**
     * Writes the resource.
     *
     * @param args the release and the file to write
     * @throws IOException when the file cannot be written
     */
    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[1]);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, Composition.of(args[0]).script());
    }
}
