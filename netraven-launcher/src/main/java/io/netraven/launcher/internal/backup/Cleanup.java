package io.netraven.launcher.internal.backup;

import java.util.LinkedHashMap;
import java.util.Map;

/** What must not be left over. It runs once, at the end of the command or on a signal. Safe for use by several threads. */
final class Cleanup implements AutoCloseable {

    private final Map<String, Runnable> steps = new LinkedHashMap<>();

    /** Adds what removes the thing of this name. */
    synchronized void add(String name, Runnable step) {
        steps.put(name, step);
    }

    /** Keeps the thing of this name. */
    synchronized void keep(String name) {
        steps.remove(name);
    }

    @Override
    public synchronized void close() {
        for (Runnable step : steps.values()) {
            step.run();
        }
        steps.clear();
    }
}
