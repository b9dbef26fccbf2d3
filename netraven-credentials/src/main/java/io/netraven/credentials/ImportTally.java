package io.netraven.credentials;

import io.netraven.credentials.ImportReport.Finding;
import io.netraven.credentials.ImportReport.Result;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.slf4j.LoggerFactory;

/** Counts findings, and tells of them. Not safe for use by several threads. */
final class ImportTally {

    private final Consumer<Finding> onFinding;
    private final LongConsumer onProgress;
    private final Map<Result, Long> counts = new EnumMap<>(Result.class);
    private final List<Finding> problems = new ArrayList<>();
    private long records;

    ImportTally(Consumer<Finding> onFinding, LongConsumer onProgress) {
        this.onFinding = onFinding;
        this.onProgress = onProgress;
    }

    void add(List<Finding> findings) {
        for (Finding finding : findings) {
            counts.merge(finding.result(), 1L, Long::sum);
            if (!finding.result().isGood() && problems.size() < ImportReport.MOST_LISTED) {
                problems.add(finding);
            }
            tell(() -> onFinding.accept(finding));
        }
        records += findings.size();
        tell(() -> onProgress.accept(records));
    }

    long good() {
        return counts.getOrDefault(Result.ADDED, 0L) + counts.getOrDefault(Result.UPDATED, 0L);
    }

    long bad(boolean duplicatesToo) {
        return records - good() - (duplicatesToo ? 0 : counts.getOrDefault(Result.DUPLICATE, 0L));
    }

    /** What was done, for the audit log. */
    String summary(String source) {
        return "Imported from " + source + ": " + good() + " of " + records + " records";
    }

    ImportReport report(boolean kept, boolean rehearsal) {
        return new ImportReport(kept, rehearsal, counts, problems);
    }

    /** Whoever watches must not be able to stop what is watched. */
    private static void tell(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(ImportTally.class).warn("A listener to the import failed", e);
        }
    }
}
