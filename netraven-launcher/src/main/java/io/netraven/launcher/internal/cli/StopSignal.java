package io.netraven.launcher.internal.cli;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has to be ended when the process is told to stop. Safe for use by several threads. */
public final class StopSignal {

    private final Deque<Runnable> actions = new ArrayDeque<>();
    private boolean stopped;

    /** Adds an action, which runs when the signal comes, or at once if it has come. */
    public synchronized void add(Runnable action) {
        if (stopped) {
            action.run();
        } else {
            actions.push(action);
        }
    }

    /** Whether the signal has come. */
    public synchronized boolean isStopped() {
        return stopped;
    }

    synchronized void stop() {
        stopped = true;
        while (!actions.isEmpty()) {
            actions.pop().run();
        }
    }
}
