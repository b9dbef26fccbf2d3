package io.netraven.launcher.internal.backup;

import java.nio.file.Path;

/**
 * What a backup is to do.
 *
 * @param folder where backups are kept
 * @param keepCount the most that are kept; 0 for any number
 * @param keepDays how many days one is kept; 0 for ever
 * @param jobs tables dumped at once; more than one makes a folder of files
 * @param prove whether it is restored into a scratch database and validated
 */
public record BackupRequest(Path folder, int keepCount, int keepDays, int jobs, boolean prove) {}
