package io.netraven.reliability.cluster;

import io.netraven.launcher.testing.ProcessTrees;
import io.netraven.launcher.testing.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** A program that runs until it is killed, as a user without privileges. */
final class Background {

    private final Process process;

    private Background(Process process) {
        this.process = process;
    }

    static Background start(Path log, String... command) {
        try {
            return new Background(Programs.command(command)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void kill() {
        ProcessTrees.kill(List.of(handle()));
    }
}
