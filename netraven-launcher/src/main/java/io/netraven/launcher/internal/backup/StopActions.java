package io.netraven.launcher.internal.backup;

/** Takes what a signal has to end. */
@FunctionalInterface
public interface StopActions {

    /** Adds an action. Actions run in reverse order; after a signal an action runs at once. */
    void add(Runnable action);
}
