package io.netraven.launcher.internal.backup;

/** A backup or a restore did not end well. The message says what failed, what is left, and what to do. */
public final class BackupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What failed. Each has an exit code. */
    public enum Reason {
        /** A setting, an argument, or a program that is missing or of the wrong release. */
        SETTINGS,
        /** The dump failed. */
        DUMP_FAILED,
        /** The dump could not be read back. */
        UNREADABLE,
        /** Another backup of the same database is under way. */
        BUSY,
        /** The backup could not be stored. */
        NOT_STORED,
        /** The backup is stored, and its proof failed. */
        NOT_PROVEN,
        /** The file is not what was backed up. */
        DAMAGED,
        /** A condition for the restore is not met; nothing was changed. */
        REFUSED,
        /** The restore failed; the scratch database is gone. */
        RESTORE_FAILED,
        /** The names could not be swapped; they are as before. */
        NOT_SWAPPED
    }

    private final Reason reason;

    BackupException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    BackupException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Returns what failed. */
    public Reason reason() {
        return reason;
    }
}
