package io.netraven.launcher.internal.backup;

import io.netraven.launcher.internal.backup.BackupException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A backup that was checked: its checksum, that the programs here read its format, and that it can be read whole.
 *
 * @param path the dump
 * @param record what it says of itself; empty where it has no record
 */
record BackupFile(Path path, Optional<BackupRecord> record) {

    private static final String ANOTHER = ". Take another backup";

    /**
     * Checks a backup. No server is asked.
     *
     * @param withChecksum whether its checksum has to be there and right
     */
    static BackupFile check(Path path, boolean withChecksum, ClientPrograms programs) {
        if (!Files.exists(path)) {
            throw new BackupException(Reason.SETTINGS, path + " does not exist: name a backup");
        }
        if (!Files.isReadable(path)) {
            throw new BackupException(
                    Reason.SETTINGS, path + " cannot be read by user " + System.getProperty("user.name"));
        }
        try {
            if (withChecksum) {
                checkSum(path);
            }
            ArchiveFormat format = ArchiveFormat.of(path)
                    .orElseThrow(() -> new BackupException(
                            Reason.DAMAGED, path + " is not a dump in pg_dump's custom or directory format" + ANOTHER));
            Optional<BackupRecord> record = RecordFile.read(beside(path, BackupFolder.RECORD));
            checkProgram(path, format, record, programs.version("pg_restore"));
            readWhole(path, programs);
            return new BackupFile(path, record);
        } catch (IOException e) {
            throw new BackupException(Reason.DAMAGED, path + " cannot be read: " + e.getMessage() + ANOTHER, e);
        }
    }

    static Path beside(Path path, String ending) {
        return path.resolveSibling(Objects.requireNonNull(path.getFileName()) + ending);
    }

    private static void checkSum(Path path) throws IOException {
        Path checksums = beside(path, BackupFolder.CHECKSUM);
        if (!Files.isReadable(checksums)) {
            throw new BackupException(
                    Reason.DAMAGED,
                    checksums
                            + " is missing: without it damage may go unnoticed (--without-checksum skips this check)");
        }
        switch (Checksum.compare(path, checksums)) {
            case EQUAL -> {
                // As it was backed up.
            }
            case DIFFERENT ->
                throw new BackupException(
                        Reason.DAMAGED, path + " is not what was backed up: its SHA-256 differs" + ANOTHER);
            case UNUSABLE ->
                throw new BackupException(
                        Reason.DAMAGED,
                        checksums
                                + " holds no SHA-256 of the backup. The checksum file is unusable; the backup itself may"
                                + " be good (--without-checksum skips this check)");
        }
    }

    private static void checkProgram(
            Path path, ArchiveFormat format, Optional<BackupRecord> record, ClientPrograms.Version program) {
        if (program.major() < format.oldestProgram()) {
            String madeBy = record.map(made -> " by pg_dump " + made.program()).orElse("");
            throw new BackupException(
                    Reason.SETTINGS,
                    "pg_restore " + program.text() + " is too old for " + path + ", which was made" + madeBy
                            + " in archive format " + format.major() + "." + format.minor()
                            + ": install the client programs of PostgreSQL " + format.oldestProgram() + " or later");
        }
    }

    private static void readWhole(Path path, ClientPrograms programs) {
        int code = programs.run(Map.of(), List.of("pg_restore", "--file=/dev/null", path.toString()));
        if (code != 0) {
            throw new BackupException(
                    Reason.DAMAGED, path + " cannot be read whole by pg_restore, see above" + ANOTHER);
        }
    }

    /** The statements that make the database and its objects, without the rows. */
    SqlScript script(ClientPrograms programs) {
        return SqlScript.parse(
                output(programs, List.of("pg_restore", "--create", "--schema-only", "--file=-", path.toString())));
    }

    /** The table of contents, a line for each object. */
    List<String> list(ClientPrograms programs) {
        return output(programs, List.of("pg_restore", "--list", path.toString()))
                .lines()
                .toList();
    }

    private static String output(ClientPrograms programs, List<String> command) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int code = programs.run(Map.of(), output -> output.transferTo(bytes), command);
        if (code != 0) {
            throw new BackupException(Reason.DAMAGED, "The contents of the backup cannot be read, see above" + ANOTHER);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
