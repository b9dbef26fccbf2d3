package io.netraven.launcher.internal.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which backups of one database are past their retention. It counts by the sequence in the records, and uses their times only
 * where no clock contradicts another.
 *
 * @param count the most backups that are kept; 0 for any number
 * @param days how many days one is kept; 0 for ever
 */
record Retention(int count, int days) {

    /** How many stay whatever their age. */
    static final int LEAST = 3;

    private static final Duration TOLERANCE = Duration.ofMinutes(10);

    /**
     * A backup in the folder.
     *
     * @param name of its file
     * @param record what it says of itself
     */
    record Entry(String name, BackupRecord record) {}

    /**
     * What is to be deleted.
     *
     * @param names of the files, the newest first
     * @param remark why nothing is deleted by age, where a clock is wrong
     */
    record Decision(List<String> names, Optional<String> remark) {
        Decision {
            names = List.copyOf(names);
        }
    }

    /**
     * Decides.
     *
     * @param all the backups of this server and database, the one just made included
     * @param made the name of the one just made
     * @param now the clock of this machine
     * @param serverTime the clock of the server, at the same moment
     */
    Decision decide(List<Entry> all, String made, Instant now, Instant serverTime) {
        List<Entry> newestFirst = new ArrayList<>(all);
        newestFirst.sort(Comparator.comparing((Entry entry) -> !entry.name().equals(made))
                .thenComparing(entry -> entry.record().sequence(), Comparator.reverseOrder())
                .thenComparing(entry -> entry.record().time(), Comparator.reverseOrder())
                .thenComparing(Entry::name, Comparator.reverseOrder()));
        Optional<String> remark = days == 0 ? Optional.empty() : contradiction(newestFirst, made, now, serverTime);
        Optional<Entry> proven =
                newestFirst.stream().filter(entry -> entry.record().proven()).findFirst();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < newestFirst.size(); i++) {
            Entry entry = newestFirst.get(i);
            boolean kept = entry.name().equals(made) || proven.equals(Optional.of(entry));
            boolean old = days > 0
                    && remark.isEmpty()
                    && i >= LEAST
                    && Duration.between(entry.record().time(), now).compareTo(Duration.ofDays(days)) > 0;
            if (!kept && ((count > 0 && i >= count) || old)) {
                names.add(entry.name());
            }
        }
        return new Decision(names, remark);
    }

    private Optional<String> contradiction(List<Entry> all, String made, Instant now, Instant serverTime) {
        Duration off = Duration.between(serverTime, now);
        if (off.abs().compareTo(TOLERANCE) > 0) {
            return Optional.of("The clock of this machine (" + now + ") and that of the server (" + serverTime
                    + ") contradict each other: no backup is deleted for its age. Set the clock");
        }
        Optional<Instant> last = Optional.empty();
        for (Entry entry : all) {
            Instant time = entry.record().time();
            if (entry.name().equals(made)) {
                continue;
            }
            if (time.isAfter(now.plus(TOLERANCE))) {
                return Optional.of(entry.name() + " is from the future (" + time
                        + "): no backup is deleted for its age. Set the clock, or delete that file");
            }
            if (last.isEmpty() || time.isAfter(last.get())) {
                last = Optional.of(time);
            }
        }
        if (last.isPresent() && Duration.between(last.get(), now).compareTo(Duration.ofDays(days)) > 0) {
            return Optional.of("The last backup is from " + last.get() + ", more than " + days
                    + " days ago: no backup is deleted for its age this time. Check the clock");
        }
        return Optional.empty();
    }
}
