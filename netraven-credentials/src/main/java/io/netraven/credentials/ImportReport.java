package io.netraven.credentials;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What an import found and did. Immutable, and free of secrets.
 *
 * @param kept whether what was added and updated is in the database now; false after a rehearsal, and when a finding took
 *     everything back
 * @param rehearsal whether nothing was to be kept
 * @param counts how many records had which result; no entry for none
 * @param problems the records that were neither added nor updated, in order, at most the first {@value #MOST_LISTED}:
 *     {@link CredentialImport#onFinding} gets all
 */
public record ImportReport(boolean kept, boolean rehearsal, Map<Result, Long> counts, List<Finding> problems) {

    /** The most problems that a report lists. */
    public static final int MOST_LISTED = 1_000;

    /** Copies the collections. */
    public ImportReport {
        counts = counts.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(counts));
        problems = List.copyOf(problems);
    }

    /** What became of a record. */
    public enum Result {
        /** A new credential. */
        ADDED,
        /** A row that was there without this secret has it now. */
        UPDATED,
        /** The name is taken, or the secret is set already. The row that was there is left as it is. */
        DUPLICATE,
        /** It cannot be used; the reason says why. */
        INVALID,
        /** A secret is under a key of the Python NetRaven that was not given; the reason names it. */
        KEY_MISSING,
        /** A secret of the Python NetRaven does not decrypt. */
        UNREADABLE;

        boolean isGood() {
            return this == ADDED || this == UPDATED;
        }
    }

    /**
     * What became of one record.
     *
     * @param record which record it is, from 1
     * @param line on which line of the file it begins, from 1; 0 where there are no lines
     * @param table what it is: {@code credentials}, {@code devices} or {@code admin_settings}
     * @param name its name, at most 255 characters of it; empty when it could not be read
     * @param result what became of it
     * @param reason why, in words that hold no secret and nothing of what could not be read; empty where the result says
     *     all
     */
    public record Finding(long record, long line, String table, String name, Result result, String reason) {

        private static final int LONGEST_NAME = 255;

        /** Cuts the name. */
        public Finding {
            name = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        }

        /** In one line, with "record" or "line" and its number first. */
        @Override
        public String toString() {
            return (line > 0 ? "line " + line : "record " + record)
                    + (name.isEmpty() ? "" : ", " + table + " \"" + name + "\"")
                    + ": " + result + (reason.isEmpty() ? "" : ", " + reason);
        }
    }

    /**
     * Returns how many records had a result.
     *
     * @param result which
     * @return their number
     */
    public long count(Result result) {
        return counts.getOrDefault(result, 0L);
    }

    /**
     * Returns how many records there were.
     *
     * @return the sum of all counts
     */
    public long records() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
