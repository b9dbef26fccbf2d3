package io.netraven.launcher.testing;

import java.util.List;
import java.util.stream.Stream;

/** Processes with all that they have started. */
public final class ProcessTrees {

    private ProcessTrees() {}

    /** SIGKILL to all of them; returns when they are gone. */
    public static void kill(List<ProcessHandle> roots) {
        // A root first, so that it starts no more of them.
        List<ProcessHandle> all = roots.stream()
                .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        Await.until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    }
}
