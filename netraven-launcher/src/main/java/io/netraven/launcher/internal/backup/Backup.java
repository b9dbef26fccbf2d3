package io.netraven.launcher.internal.backup;

import io.netraven.launcher.internal.backup.BackupException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes one backup of the database: a dump that was read back, its checksum, and its record. Then it deletes those that are
 * past their retention. After any failure there is no new file that looks like a backup.
 */
public final class Backup {

    private static final int LONGEST_LOCK_SECONDS = 60;

    private final Workplace workplace;
    private final BackupRequest request;
    private final Notes notes;

    /** Creates the backup; {@link #run} makes it. */
    public Backup(Workplace workplace, BackupRequest request) {
        this.workplace = workplace;
        this.request = request;
        this.notes = workplace.notes();
    }

    /** What was asked of the server before the dump. */
    private record Source(
            ServerIdentity identity, String version, DatabaseFacts facts, long bytes, Duration clockDifference) {

        int major() {
            return Integer.parseInt(version.replaceFirst("\\D.*", ""));
        }
    }

    /**
     * Makes the backup.
     *
     * @throws BackupException when there is none
     */
    @SuppressWarnings("try") // A lock is held, and not used.
    public BackupReport run() {
        long start = System.nanoTime();
        // A signal runs the newest actions first: sessions and programs end, then this.
        Cleanup cleanup = new Cleanup();
        workplace.stop().add(cleanup::close);
        try (cleanup) {
            DatabaseServer server = workplace.server();
            Source source = source(server);
            ChildEnvironment child = workplace.childEnvironment();
            cleanup.add("password", child::delete);
            ClientPrograms programs = workplace.programs(child);
            ClientPrograms.Version program = programs.version("pg_dump");
            programs.version("pg_restore");
            checkVersions(program, source);
            BackupFolder folder = new BackupFolder(request.folder(), source.identity(), server.database());
            try (FolderLock lock = folder.lock()) {
                return run(start, cleanup, server, programs, program, source, folder);
            }
        }
    }

    @SuppressWarnings("try") // A lock is held, and not used.
    private BackupReport run(
            long start,
            Cleanup cleanup,
            DatabaseServer server,
            ClientPrograms programs,
            ClientPrograms.Version program,
            Source source,
            BackupFolder folder) {
        Instant time = workplace.clock().instant();
        String name;
        try (FolderLock names = folder.lockNames()) {
            folder.clean();
            name = folder.reserve(workplace.clock(), request.jobs() > 1);
        }
        cleanup.add("partial", () -> folder.discard(name));
        dump(programs, source, server.database(), folder.partial(name));
        BackupRecord record = store(folder, name, time, source, program, server.database());
        cleanup.keep("partial");
        Path file = folder.file(name);
        notes.progress(file + ": " + record.bytes() + " bytes, read back");
        if (request.prove()) {
            record = prove(folder, name, record);
        }
        List<String> deleted = prune(folder, name, source);
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        return new BackupReport(
                file, record.bytes(), record.sequence(), record.proven(), deleted, notes.warnings(), elapsed);
    }

    private Source source(DatabaseServer server) {
        try {
            if (server.isPooler(server.database())) {
                throw new BackupException(Reason.SETTINGS, pooler(server));
            }
            try (Session session = server.session()) {
                Instant serverTime =
                        session
                                .query("SELECT extract(epoch FROM clock_timestamp()) * 1000", row -> row.getLong(1))
                                .stream()
                                .map(Instant::ofEpochMilli)
                                .findFirst()
                                .orElseThrow();
                return new Source(
                        ServerIdentity.read(session, server.address()),
                        session.text("SELECT current_setting('server_version')").orElseThrow(),
                        DatabaseFacts.read(session),
                        session.query("SELECT pg_database_size(current_database())", row -> row.getLong(1))
                                .get(0),
                        Duration.between(workplace.clock().instant(), serverTime));
            }
        } catch (SQLException e) {
            throw new BackupException(
                    Reason.DUMP_FAILED,
                    "Could not query " + workplace.endpoint() + ": " + Session.reason(e) + ". There is no new backup",
                    e);
        }
    }

    static String pooler(DatabaseServer server) {
        return server.address()
                + " is a connection pooler. pg_dump and pg_restore need the server itself: name it in POSTGRES_HOST and"
                + " POSTGRES_PORT";
    }

    private static void checkVersions(ClientPrograms.Version program, Source source) {
        if (program.major() < source.major()) {
            throw new BackupException(
                    Reason.SETTINGS,
                    "pg_dump " + program.text() + " is older than the server, PostgreSQL " + source.version()
                            + ": install the client programs of PostgreSQL " + source.major() + " or later");
        }
    }

    @SuppressWarnings("try") // The timer runs by itself.
    private void dump(ClientPrograms programs, Source source, String database, Path partial) {
        List<String> command = new ArrayList<>(List.of("pg_dump"));
        command.add(request.jobs() > 1 ? "--format=directory" : "--format=custom");
        if (request.jobs() > 1) {
            command.add("--jobs=" + request.jobs());
        }
        command.add("--no-password");
        command.add("--lock-wait-timeout=" + LONGEST_LOCK_SECONDS + "s");
        command.add("--file=" + partial);
        notes.progress("Dumping " + database + ": " + Sizes.show(source.bytes()) + " in the database");
        int code;
        try (ProgressTimer timer = ProgressTimer.start(
                notes, () -> "Dumped " + Sizes.show(PrivateFiles.size(partial)) + " so far, compressed")) {
            code = programs.run(Map.of("PGDATABASE", database), command);
        }
        if (code != 0) {
            throw new BackupException(
                    Reason.DUMP_FAILED,
                    "pg_dump failed with exit code " + code + ", see above. There is no new backup");
        }
        int read = programs.run(Map.of(), List.of("pg_restore", "--file=/dev/null", partial.toString()));
        if (read != 0) {
            throw new BackupException(
                    Reason.UNREADABLE, "The dump cannot be read back, see above. There is no new backup");
        }
    }

    @SuppressWarnings("try") // A lock is held, and not used.
    private BackupRecord store(
            BackupFolder folder,
            String name,
            Instant time,
            Source source,
            ClientPrograms.Version program,
            String database) {
        try (FolderLock names = folder.lockNames()) {
            BackupRecord record = new BackupRecord(
                    time,
                    folder.backups().nextSequence(),
                    source.identity(),
                    database,
                    source.version(),
                    program.text(),
                    workplace.tool(),
                    PrivateFiles.size(folder.partial(name)),
                    source.bytes(),
                    false,
                    source.facts().asMap());
            folder.publish(name, record, notes);
            return record;
        } catch (IOException e) {
            if (Files.exists(folder.file(name))) {
                throw new IllegalStateException("The dump has its name, and that is the last step", e);
            }
            throw new BackupException(
                    Reason.NOT_STORED,
                    "Could not store the backup in " + request.folder() + ": " + e.getMessage()
                            + ". There is no new backup",
                    e);
        }
    }

    /** A backup that does not restore is kept, and the failure told: it may be all there is. */
    private BackupRecord prove(BackupFolder folder, String name, BackupRecord record) {
        try {
            new Restore(workplace).prove(folder.file(name), true);
        } catch (BackupException e) {
            throw new BackupException(
                    Reason.NOT_PROVEN,
                    folder.file(name) + " is stored, but could not be proven. No backup is deleted. " + e.getMessage(),
                    e);
        }
        BackupRecord proven = record.asProven();
        try {
            folder.update(name, proven);
        } catch (IOException e) {
            notes.warn("Could not write the record of " + name + ": " + e.getMessage());
            return record;
        }
        return proven;
    }

    /** A failure here leaves more backups than wanted, and the new one. */
    @SuppressWarnings("try") // A lock is held, and not used.
    private List<String> prune(BackupFolder folder, String made, Source source) {
        List<String> deleted = new ArrayList<>();
        try (FolderLock names = folder.lockNames()) {
            BackupFolder.Backups backups = folder.backups();
            Instant now = workplace.clock().instant();
            Retention retention = new Retention(request.keepCount(), request.keepDays());
            Retention.Decision decision =
                    retention.decide(backups.own(), made, now, now.plus(source.clockDifference()));
            decision.remark().ifPresent(notes::warn);
            for (String name : decision.names()) {
                folder.delete(name);
                deleted.add(name);
                notes.progress("Deleted " + name + ": past its retention");
            }
            remark(backups.unrecorded(), "without a record, whose server is unknown");
            remark(backups.ofOthers(), "of other servers, or of this server under another address");
        } catch (IOException e) {
            notes.warn("Could not delete backups past their retention: " + e.getMessage());
        }
        return deleted;
    }

    private void remark(List<String> names, String what) {
        if (!names.isEmpty()) {
            notes.progress("Not counted and never deleted: " + names.size() + " backups " + what + " (" + names.get(0)
                    + (names.size() > 1 ? " and more" : "") + ")");
        }
    }
}
