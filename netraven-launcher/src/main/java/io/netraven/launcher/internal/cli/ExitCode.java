package io.netraven.launcher.internal.cli;

/** What the process tells its caller. The numbers are a contract. */
public enum ExitCode {
    DONE(0, "done"),
    DIFFERENCES(1, "differences found, or refused because of them"),
    USAGE(2, "a mistake in arguments or configuration"),
    UNAVAILABLE(3, "the database did not answer until the deadline"),
    ACCESS(4, "login refused, or a privilege is missing"),
    LOCK_TIMEOUT(5, "somebody else held a lock for too long"),
    KEY(6, "a key or credential problem"),
    STATEMENT_FAILED(7, "the server refused or failed a statement, or is none that NetRaven works on"),
    NOT_READY(8, "the schema was not ready by the deadline"),
    INTERNAL(70, "a defect of this program"),
    OUT_OF_MEMORY(71, "the process had too little memory"),
    /** What the JVM itself exits with on SIGTERM. */
    TERMINATED(143, "stopped by a signal; what was under way is rolled back"),

    /** The commands {@code backup} and {@code restore} have the numbers that their scripts always had. */
    DUMP_FAILED(3, "the dump failed", "backup"),
    DUMP_UNREADABLE(4, "the dump could not be read back", "backup"),
    BACKUP_BUSY(5, "another backup of the same database is under way", "backup"),
    BACKUP_NOT_STORED(6, "the backup could not be stored", "backup"),
    BACKUP_NOT_PROVEN(7, "the backup is stored, but could not be proven", "backup"),
    BACKUP_DAMAGED(3, "the backup is damaged; no server was asked", "restore"),
    RESTORE_REFUSED(4, "refused; nothing was changed", "restore"),
    RESTORE_FAILED(5, "the restore failed; its scratch database is dropped", "restore"),
    NOT_SWAPPED(6, "the names could not be swapped, and are as before", "restore");

    private final int code;
    private final String meaning;
    private final String command;

    ExitCode(int code, String meaning) {
        this(code, meaning, "");
    }

    ExitCode(int code, String meaning, String command) {
        this.code = code;
        this.meaning = meaning;
        this.command = command;
    }

    /** Whether it belongs to this command alone. */
    boolean isOf(String name) {
        return command.equals(name);
    }

    /** Whether it means the same for all commands but those with numbers of their own. */
    boolean isGeneral() {
        return command.isEmpty();
    }

    public int code() {
        return code;
    }

    String meaning() {
        return meaning;
    }
}
