package io.netraven.launcher.pages;

import io.netraven.launcher.testing.RunnableJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The command {@code netraven-launcher}, for shells. */
public final class LauncherScript {

    private LauncherScript() {}

    /** Writes it into a folder, which is to be on the path. */
    public static void write(Path folder) throws IOException {
        Path launcher = Files.writeString(
                folder.resolve("netraven-launcher"),
                "#!/bin/sh\nexec '" + String.join("' '", RunnableJar.command()) + "' \"$@\"\n");
        if (!launcher.toFile().setExecutable(true)) {
            throw new IOException(launcher + " cannot be made executable");
        }
    }
}
