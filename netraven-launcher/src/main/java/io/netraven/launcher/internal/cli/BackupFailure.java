package io.netraven.launcher.internal.cli;

import io.netraven.launcher.internal.backup.BackupException;
import io.netraven.launcher.internal.backup.BackupException.Reason;
import java.util.Locale;

/** What becomes of a backup or restore that did not end well. */
final class BackupFailure {

    private BackupFailure() {}

    static CommandFailed of(BackupException thrown) {
        String kind = "backup_" + thrown.reason().name().toLowerCase(Locale.ROOT);
        return new CommandFailed(exitCode(thrown.reason()), kind, String.valueOf(thrown.getMessage()));
    }

    private static ExitCode exitCode(Reason reason) {
        return switch (reason) {
            case SETTINGS -> ExitCode.USAGE;
            case DUMP_FAILED -> ExitCode.DUMP_FAILED;
            case UNREADABLE -> ExitCode.DUMP_UNREADABLE;
            case BUSY -> ExitCode.BACKUP_BUSY;
            case NOT_STORED -> ExitCode.BACKUP_NOT_STORED;
            case NOT_PROVEN -> ExitCode.BACKUP_NOT_PROVEN;
            case DAMAGED -> ExitCode.BACKUP_DAMAGED;
            case REFUSED -> ExitCode.RESTORE_REFUSED;
            case RESTORE_FAILED -> ExitCode.RESTORE_FAILED;
            case NOT_SWAPPED -> ExitCode.NOT_SWAPPED;
        };
    }
}
