package io.netraven.launcher.internal.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a person reads while a backup or restore runs. Warnings are kept for the result. Safe for use by several threads. */
public final class Notes {

    private final Consumer<String> progress;
    private final Consumer<String> warnings;
    private final Consumer<String> programs;
    private final List<String> kept = new ArrayList<>();

    /**
     * Creates the notes.
     *
     * @param progress takes how far it is
     * @param warnings takes what a person has to know
     * @param programs takes the lines that PostgreSQL's programs write to standard error
     */
    public Notes(Consumer<String> progress, Consumer<String> warnings, Consumer<String> programs) {
        this.progress = progress;
        this.warnings = warnings;
        this.programs = programs;
    }

    void progress(String text) {
        progress.accept(text);
    }

    synchronized void warn(String text) {
        kept.add(text);
        warnings.accept(text);
    }

    void program(String line) {
        programs.accept(line);
    }

    /** Returns all warnings so far. */
    synchronized List<String> warnings() {
        return List.copyOf(kept);
    }
}
