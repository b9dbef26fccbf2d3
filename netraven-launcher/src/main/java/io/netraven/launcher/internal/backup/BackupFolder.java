package io.netraven.launcher.internal.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netraven.launcher.internal.backup.BackupException.Reason;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of backups. A backup is a dump with its checksum and its record; the dump gets its name last, so that what has
 * the name of a backup is whole.
 */
final class BackupFolder {

    static final String CHECKSUM = ".sha256";
    static final String RECORD = ".json";

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String STAMPED = "-\\d{8}T\\d{6}Z\\.dump";
    private static final int MOST_NAMES = 100;

    private final Path path;
    private final ServerIdentity server;
    private final String database;
    private final String prefix;
    private final String partialEnd;

    BackupFolder(Path path, ServerIdentity server, String database) {
        this.path = path;
        this.server = server;
        this.database = database;
        this.prefix = fileName(database);
        this.partialEnd = "." + Checksum.shortDigest(server.address() + '\n' + database) + ".partial";
        if (!Files.isDirectory(path)) {
            throw new BackupException(
                    Reason.SETTINGS, path + " is not a folder: mount one, or set BACKUP_FOLDER or --folder");
        }
    }

    /** A name as a file may have it: other characters as in a URL. */
    private static String fileName(String database) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < database.length(); i++) {
            char c = database.charAt(i);
            boolean plain = c > ' ' && c != '/' && c != '\\' && c != '%' && c != 0x7F && !(c == '.' && name.isEmpty());
            name.append(plain ? Character.toString(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
        }
        return name.toString();
    }

    /** Locks the backups of this server and database. */
    FolderLock lock() {
        return FolderLock.tryOn(path.resolve("." + prefix + partialEnd.replace(".partial", ".lock")))
                .orElseThrow(() -> new BackupException(
                        Reason.BUSY, "Another backup of " + database + " to " + path + " is under way"));
    }

    /** Locks the names of the folder, for a moment. */
    FolderLock lockNames() {
        return FolderLock.on(path.resolve(".lock"));
    }

    /** Deletes what a backup of this server and database left that was killed. Under both locks. */
    void clean() {
        Pattern own = Pattern.compile("\\." + Pattern.quote(prefix) + STAMPED + "(\\.sha256|\\.json)?("
                + Pattern.quote(partialEnd) + "|\\.partial(\\.sha256)?)");
        Pattern beside = Pattern.compile("(" + Pattern.quote(prefix) + STAMPED + ")(\\.sha256|\\.json)");
        for (String name : names()) {
            var matcher = beside.matcher(name);
            if (own.matcher(name).matches() || (matcher.matches() && !Files.exists(path.resolve(matcher.group(1))))) {
                PrivateFiles.delete(path.resolve(name));
            }
        }
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> Objects.requireNonNull(file.getFileName()).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new BackupException(Reason.NOT_STORED, path + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** A name that no backup has, with the time in it. */
    String reserve(Clock clock, boolean folder) {
        java.time.Instant time = clock.instant();
        for (int i = 0; i < MOST_NAMES; i++) {
            String name = prefix + "-" + STAMP.format(time.plusSeconds(i)) + ".dump";
            if (!Files.exists(path.resolve(name)) && isReserved(partial(name), folder)) {
                return name;
            }
        }
        throw new BackupException(Reason.NOT_STORED, "Could not find a free file name for a backup in " + path);
    }

    private static boolean isReserved(Path file, boolean folder) {
        try {
            if (folder) {
                Files.createDirectory(file, PrivateFiles.FOLDER_ATTRIBUTES);
            } else {
                Files.createFile(file, PrivateFiles.ATTRIBUTES);
            }
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw new BackupException(Reason.NOT_STORED, file.getParent() + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Where the file of this name is made. */
    Path partial(String name) {
        return path.resolve("." + name + partialEnd);
    }

    Path file(String name) {
        return path.resolve(name);
    }

    /** Gives a dump, its checksum and its record their names. Under the lock of names. */
    void publish(String name, BackupRecord record, Notes notes) throws IOException {
        Path dump = partial(name);
        PrivateFiles.sync(dump);
        write(name + CHECKSUM, Checksum.lines(dump, name));
        write(name + RECORD, RecordFile.text(record));
        Files.move(dump, file(name), StandardCopyOption.ATOMIC_MOVE);
        try {
            PrivateFiles.syncFolder(path);
        } catch (IOException e) {
            notes.warn("The file system of " + path + " refuses to sync a folder (" + e.getMessage()
                    + "): a power failure within seconds can lose this backup. Its contents are on the disk");
        }
    }

    private void write(String name, String text) throws IOException {
        Path file = partial(name);
        Files.deleteIfExists(file);
        Files.writeString(Files.createFile(file, PrivateFiles.ATTRIBUTES), text, UTF_8);
        PrivateFiles.sync(file);
        Files.move(file, file(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Writes another record of a backup. */
    void update(String name, BackupRecord record) throws IOException {
        write(name + RECORD, RecordFile.text(record));
    }

    /** The backups of this server and database, and the names of those without a record that may be. */
    Backups backups() throws IOException {
        List<Retention.Entry> own = new ArrayList<>();
        List<String> unrecorded = new ArrayList<>();
        List<String> ofOthers = new ArrayList<>();
        Pattern named = Pattern.compile(Pattern.quote(prefix) + STAMPED);
        for (String name : names()) {
            if (!named.matcher(name).matches()) {
                continue;
            }
            Optional<BackupRecord> record = RecordFile.read(file(name + RECORD));
            if (record.isEmpty()) {
                unrecorded.add(name);
            } else if (record.get().isOf(server, database)) {
                own.add(new Retention.Entry(name, record.get()));
            } else {
                ofOthers.add(name);
            }
        }
        return new Backups(own, unrecorded, ofOthers);
    }

    /**
     * The backups in a folder that have the database's name.
     *
     * @param own those of this server
     * @param unrecorded those without a record: nothing tells which server they are of
     * @param ofOthers those of other servers
     */
    record Backups(List<Retention.Entry> own, List<String> unrecorded, List<String> ofOthers) {
        long nextSequence() {
            return own.stream()
                            .mapToLong(entry -> entry.record().sequence())
                            .max()
                            .orElse(0)
                    + 1;
        }
    }

    /** Deletes a backup: its name as one first. */
    void delete(String name) throws IOException {
        Path gone = partial(name);
        PrivateFiles.delete(gone);
        Files.move(file(name), gone, StandardCopyOption.ATOMIC_MOVE);
        PrivateFiles.delete(gone);
        Files.deleteIfExists(file(name + CHECKSUM));
        Files.deleteIfExists(file(name + RECORD));
    }

    /** Deletes what was reserved. */
    void discard(String name) {
        for (String end : List.of("", CHECKSUM, RECORD)) {
            PrivateFiles.delete(partial(name + end));
        }
        if (!Files.exists(file(name))) {
            PrivateFiles.delete(file(name + CHECKSUM));
            PrivateFiles.delete(file(name + RECORD));
        }
    }
}
