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
    TERMINATED(143, "stopped by a signal; what was under way is rolled back");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    String meaning() {
        return meaning;
    }
}
