package io.netraven.reliability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One fault, tried many times: a row of docs/reliability.md. Closing it writes the row, and fails where a trial was
 * lost or none was made. For one thread.
 */
public final class Trials implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Trials.class);
    /** Where results are left. */
    public static final Path FOLDER = Path.of(System.getProperty("reliability.results", "target/reliability"));

    private static final Set<Area> TRIED = EnumSet.noneOf(Area.class);

    private final Area area;
    private final String fault;
    private final List<Duration> recoveries = new ArrayList<>();
    private final List<AssertionError> losses = new ArrayList<>();
    private long trials;

    private Trials(Area area, String fault) {
        this.area = area;
        this.fault = fault;
    }

    /**
     * Begins a row.
     *
     * @param fault what is done to what, as a reader of the page understands it; no two rows have the same
     */
    public static Trials of(Area area, String fault) {
        synchronized (TRIED) {
            TRIED.add(area);
        }
        return new Trials(area, fault);
    }

    /** The areas that had a trial in this process. */
    static Set<Area> tried() {
        synchronized (TRIED) {
            return Set.copyOf(TRIED);
        }
    }

    /**
     * Tries once. What it throws counts as lost, and the next trial goes on.
     *
     * @param which what tells this trial from the others, for whoever has to repeat it
     * @param trial returns how long it took from the fault to the next success, or nothing where that says nothing
     */
    public void attempt(String which, Callable<Recovery> trial) {
        trials++;
        try {
            trial.call().time().ifPresent(recoveries::add);
        } catch (Exception | AssertionError e) {
            log.info("{}: lost: {}", fault, which);
            losses.add(new AssertionError(which + ": " + e.getMessage(), e));
        }
    }

    /** Counts what was tried and survived elsewhere, in a number that is not worth a message each. */
    public void survived(long count) {
        trials += count;
    }

    @Override
    public void close() {
        Row row = Row.of(fault, trials, losses.size(), recoveries);
        log.info("{}: {}", area.title(), row);
        try {
            Path folder = Files.createDirectories(FOLDER.resolve(area.tag()));
            Files.writeString(folder.resolve(row.fileName()), row + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (trials == 0 || !losses.isEmpty()) {
            AssertionError lost = new AssertionError(losses.size() + " of " + trials + " trials lost: " + fault);
            losses.forEach(lost::addSuppressed);
            throw lost;
        }
    }
}
