package io.netraven.launcher.internal.backup;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a backup did.
 *
 * @param file the dump
 * @param bytes its size
 * @param sequence its number among those of its server and database
 * @param proven whether it was restored and validated
 * @param deleted the names of backups past their retention, which are deleted
 * @param warnings what a person has to know
 * @param elapsed how long it took
 */
public record BackupReport(
        Path file,
        long bytes,
        long sequence,
        boolean proven,
        List<String> deleted,
        List<String> warnings,
        Duration elapsed) {

    public BackupReport {
        deleted = List.copyOf(deleted);
        warnings = List.copyOf(warnings);
    }
}
