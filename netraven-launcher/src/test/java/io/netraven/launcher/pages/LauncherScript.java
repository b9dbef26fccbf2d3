package io.netraven.launcher.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The command {@code netraven-launcher}, for shells: from the class path, as the jar is not there yet. */
public final class LauncherScript {

    private LauncherScript() {}

    /** Writes it into a folder, which is to be on the path. */
    public static void write(Path folder) throws IOException {
        Path launcher = Files.writeString(
                folder.resolve("netraven-launcher"),
                "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java")
                        + "' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '" + System.getProperty("java.class.path")
                        + "' io.netraven.launcher.internal.cli.Main \"$@\"\n");
        if (!launcher.toFile().setExecutable(true)) {
            throw new IOException(launcher + " cannot be made executable");
        }
    }
}
