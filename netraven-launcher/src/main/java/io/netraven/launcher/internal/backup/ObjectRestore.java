package io.netraven.launcher.internal.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netraven.launcher.internal.backup.BackupException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs {@code pg_restore} into a database that a restore made. */
final class ObjectRestore {

    private static final Pattern EXTENSION =
            Pattern.compile("\\d+; \\d+ \\d+ (?:EXTENSION - (.*)|COMMENT - EXTENSION (.*)) \\S*");
    private static final int HAS_TRANSACTION_TIMEOUT = 17;
    private static final int PREAMBLE_LINES = 60;
    private static final String TRANSACTION_TIMEOUT = "SET transaction_timeout = 0;\n";

    private final Notes notes;
    private final DatabaseServer server;
    private final ClientPrograms programs;
    private final Cleanup cleanup;
    private final String name;
    private final String target;

    ObjectRestore(
            Notes notes, DatabaseServer server, ClientPrograms programs, Cleanup cleanup, String name, String target) {
        this.notes = notes;
        this.server = server;
        this.programs = programs;
        this.cleanup = cleanup;
        this.name = name;
        this.target = target;
    }

    /**
     * Restores everything but the extensions that are left out.
     *
     * @param leftOut their names, with the reasons
     * @param serverMajor the server's release
     */
    @SuppressWarnings("try") // The timer runs by itself.
    void run(BackupFile file, Map<String, String> leftOut, int jobs, int serverMajor) {
        List<String> options = new ArrayList<>();
        if (!leftOut.isEmpty()) {
            options.add("--use-list=" + useList(file, leftOut.keySet()));
        }
        boolean direct = serverMajor >= HAS_TRANSACTION_TIMEOUT
                || programs.version("pg_restore").major() < HAS_TRANSACTION_TIMEOUT;
        long expected = file.record().map(BackupRecord::databaseBytes).orElse(0L);
        notes.progress(
                "Restoring into " + name + (expected > 0 ? ", " + Sizes.show(expected) + " when backed up" : ""));
        int code;
        try (ProgressTimer timer = ProgressTimer.start(notes, () -> size(expected))) {
            code = direct ? run(file, options, jobs) : runThroughPsql(file, options);
        }
        if (code != 0) {
            String without = leftOut.isEmpty()
                    ? ""
                    : ". It may need the extensions that were left out: " + String.join(", ", leftOut.keySet())
                            + ". A superuser can restore it";
            throw new BackupException(
                    Reason.RESTORE_FAILED,
                    "pg_restore failed with exit code " + code + ", see above" + without + ". " + name + " is dropped; "
                            + target + " is as it was");
        }
    }

    private String size(long expected) throws SQLException {
        try (Session session = server.lastSession()) {
            long bytes = session.query("SELECT pg_database_size(?)", row -> row.getLong(1), name)
                    .get(0);
            return "Restored " + Sizes.show(bytes) + " so far"
                    + (expected > 0 ? " of about " + Sizes.show(expected) : "");
        }
    }

    private int run(BackupFile file, List<String> options, int jobs) {
        List<String> command = new ArrayList<>(List.of("pg_restore", "--exit-on-error", "--no-password"));
        if (jobs > 1) {
            command.add("--jobs=" + jobs);
        }
        command.addAll(options);
        command.add("--dbname=" + connection());
        command.add(file.toString());
        return programs.run(variables(), command);
    }

    /** A program sets a time-out that an older server does not know: the script goes to psql without that line. */
    private int runThroughPsql(BackupFile file, List<String> options) {
        List<String> from = new ArrayList<>(List.of("pg_restore"));
        from.addAll(options);
        from.add("--file=-");
        from.add(file.toString());
        List<String> to = List.of(
                "psql",
                "--no-psqlrc",
                "--no-password",
                "--quiet",
                "--output=/dev/null",
                "--set=ON_ERROR_STOP=1",
                "--dbname=" + connection());
        return programs.pipe(variables(), from, ObjectRestore::copyWithoutTimeout, to);
    }

    static void copyWithoutTimeout(InputStream from, OutputStream to) throws IOException {
        for (int line = 0; line < PREAMBLE_LINES; line++) {
            byte[] bytes = line(from);
            if (bytes.length == 0) {
                return;
            }
            if (!new String(bytes, UTF_8).equals(TRANSACTION_TIMEOUT)) {
                to.write(bytes);
            }
        }
        from.transferTo(to);
    }

    private static byte[] line(InputStream from) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = from.read(); b >= 0; b = from.read()) {
            line.write(b);
            if (b == '\n') {
                break;
            }
        }
        return line.toByteArray();
    }

    private static Map<String, String> variables() {
        return Map.of("PGOPTIONS", "-c default_transaction_read_only=off -c client_min_messages=error");
    }

    /** A name with an equals sign would be taken for a list of parameters. */
    private String connection() {
        boolean plain = name.indexOf('=') < 0 && !name.startsWith("postgres:") && !name.startsWith("postgresql:");
        return plain ? name : "dbname='" + name.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private Path useList(BackupFile file, Set<String> leftOut) {
        List<String> lines = file.list(programs).stream()
                .filter(line -> {
                    Matcher matcher = EXTENSION.matcher(line);
                    return !matcher.matches()
                            || !leftOut.contains(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
                })
                .toList();
        try {
            Path list = Files.createTempFile("netraven-", ".list");
            cleanup.add("list", () -> PrivateFiles.delete(list));
            return Files.write(list, lines, UTF_8);
        } catch (IOException e) {
            throw new BackupException(Reason.SETTINGS, "A temporary file cannot be written: " + e.getMessage(), e);
        }
    }
}
