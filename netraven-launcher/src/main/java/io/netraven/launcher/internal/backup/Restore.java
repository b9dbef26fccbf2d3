package io.netraven.launcher.internal.backup;

import io.netraven.launcher.internal.backup.BackupException.Reason;
import io.netraven.launcher.internal.schema.Engines;
import io.netraven.schema.SchemaDifference;
import io.netraven.schema.SchemaEngine;
import io.netraven.schema.SchemaException;
import io.netraven.schema.Severity;
import io.netraven.schema.ValidationReport;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Restores a backup: checks it, restores it into a scratch database, validates that, and gives it the name. The previous
 * database is kept under another name. Whatever fails, the previous or the restored database works, and the next call
 * continues from there.
 */
public final class Restore {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd't'HHmmss'z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String RESTORED = "_restored_";

    private final Workplace workplace;
    private final Notes notes;
    private final DatabaseServer server;
    private final String target;
    private final String stamp;

    /** Creates the restore into the database of the settings. */
    public Restore(Workplace workplace) {
        this.workplace = workplace;
        this.notes = workplace.notes();
        this.server = workplace.server();
        this.target = server.database();
        this.stamp = STAMP.format(workplace.clock().instant());
    }

    /** Checks a backup, and asks no server. */
    public static RestoreResult.Checked check(
            Path file, boolean withChecksum, Map<String, String> environment, Notes notes, StopActions stop) {
        ClientPrograms programs = new ClientPrograms(environment, notes, stop);
        BackupFile backup = BackupFile.check(file, withChecksum, programs);
        String about = backup.record()
                .map(record -> "a backup of " + record.database() + " at " + record.time() + ", made by pg_dump "
                        + record.program() + " on PostgreSQL " + record.serverVersion()
                        + (record.proven() ? ", proven by a restore" : ""))
                .orElse("a backup without a record");
        return new RestoreResult.Checked(
                file, backup.record().map(BackupRecord::proven).orElse(false), about, notes.warnings());
    }

    /** Restores a backup and gives it the name. */
    public RestoreResult restore(Path file, RestoreRequest request) {
        Cleanup cleanup = new Cleanup();
        workplace.stop().add(cleanup::close);
        try (cleanup;
                Session maintenance = maintenance()) {
            ChildEnvironment child = workplace.childEnvironment();
            cleanup.add("password", child::delete);
            ClientPrograms programs = workplace.programs(child);
            BackupFile backup = BackupFile.check(file, request.withChecksum(), programs);
            leftovers().lockAndDrop(maintenance);
            DatabaseContent before = lookAtTarget(request);
            Scratch scratch = restore(backup, request.jobs(), maintenance, programs, cleanup);
            ValidationReport report = validate(scratch.name());
            scratch.keep();
            return finish(scratch.name(), Optional.of(backup), report, before, request);
        } catch (SQLException e) {
            throw new BackupException(Reason.REFUSED, "Could not query the server: " + Session.reason(e), e);
        }
    }

    /** Gives a database that an earlier call restored the name. */
    public RestoreResult swap(String restored, RestoreRequest request) {
        try (Session maintenance = maintenance()) {
            leftovers().lock(maintenance);
            if (maintenance
                    .text("SELECT datname FROM pg_database WHERE datname = ?", restored)
                    .isEmpty()) {
                throw new BackupException(
                        Reason.REFUSED, "Database " + restored + " does not exist; nothing was changed");
            }
            Optional<Marker> marker = Marker.of(maintenance, restored);
            if (marker.isPresent() && marker.get().state() == Marker.State.UNFINISHED) {
                throw new BackupException(
                        Reason.REFUSED,
                        restored
                                + " belongs to an interrupted restore: rows may be missing. Nothing was changed."
                                + " Restore the backup again");
            }
            DatabaseContent before = lookAtTarget(request);
            return finish(restored, Optional.empty(), validate(restored), before, request);
        } catch (SQLException e) {
            throw new BackupException(Reason.REFUSED, "Could not query the server: " + Session.reason(e), e);
        }
    }

    /** Restores a backup into a scratch database of the server, validates that, and drops it. */
    public RestoreResult.Checked prove(Path file, boolean withChecksum) {
        Cleanup cleanup = new Cleanup();
        workplace.stop().add(cleanup::close);
        try (cleanup;
                Session maintenance = maintenance()) {
            ChildEnvironment child = workplace.childEnvironment();
            cleanup.add("password", child::delete);
            ClientPrograms programs = workplace.programs(child);
            BackupFile backup = BackupFile.check(file, withChecksum, programs);
            leftovers().lockAndDrop(maintenance);
            Scratch scratch = restore(backup, 1, maintenance, programs, cleanup);
            ValidationReport report = validate(scratch.name());
            report.differences().forEach(this::tell);
            reportFacts(backup.record(), scratch.name());
            recordProof(backup);
            return new RestoreResult.Checked(
                    file, true, "restored into a scratch database, which is dropped", notes.warnings());
        } catch (SQLException e) {
            throw new BackupException(Reason.REFUSED, "Could not query the server: " + Session.reason(e), e);
        }
    }

    private Session maintenance() throws SQLException {
        if (server.isPooler()) {
            throw new BackupException(Reason.SETTINGS, Backup.pooler(server));
        }
        return server.maintenance();
    }

    private Leftovers leftovers() {
        return new Leftovers(
                server,
                target,
                scratchName().substring(0, scratchName().length() - stamp.length()),
                database -> content(database).isEmpty(),
                notes);
    }

    private Scratch restore(BackupFile backup, int jobs, Session maintenance, ClientPrograms programs, Cleanup cleanup)
            throws SQLException {
        SqlScript script = backup.script(programs);
        BackupRoles roles = new BackupRoles(maintenance, script);
        roles.check();
        Scratch scratch = new Scratch(workplace, server, programs, cleanup, maintenance, scratchName(), target);
        scratch.restore(backup, script, roles.databaseOwner(target), jobs);
        return scratch;
    }

    private String scratchName() {
        return Swap.name(target, RESTORED, stamp);
    }

    private DatabaseContent content(String database) throws SQLException {
        return DatabaseContent.of(
                server,
                database,
                workplace.model().describe().extensions(),
                workplace.settings().namespace());
    }

    private DatabaseContent lookAtTarget(RestoreRequest request) throws SQLException {
        DatabaseContent content = content(target);
        if (content.holdsSomething() && !request.replace()) {
            String open = content.isClosed()
                    ? ". To open it: ALTER DATABASE " + Session.quoted(target) + " ALLOW_CONNECTIONS true"
                    : "";
            throw new BackupException(
                    Reason.REFUSED,
                    target + " " + content + "; nothing was changed. With --replace it is kept under another name"
                            + open);
        }
        return content;
    }

    private SchemaEngine engine(String database) {
        return Engines.create(
                server.engineSource(database, workplace.settings().longestSilence()),
                workplace.model(),
                workplace.settings());
    }

    private ValidationReport validate(String restored) {
        notes.progress("Validating " + restored);
        try {
            return engine(restored).validate();
        } catch (SchemaException e) {
            throw new BackupException(
                    Reason.RESTORE_FAILED,
                    restored + " cannot be validated: " + e.getMessage() + ". " + target + " is as it was",
                    e);
        }
    }

    private void tell(SchemaDifference difference) {
        String severity = difference.severity() == Severity.BREAKING ? "Breaking: " : "Tolerated: ";
        notes.warn(severity + difference.message());
    }

    private RestoreResult finish(
            String restored,
            Optional<BackupFile> backup,
            ValidationReport report,
            DatabaseContent before,
            RestoreRequest request) {
        boolean replacing = before.holdsSomething();
        report.differences().stream()
                .filter(difference -> difference.severity() == Severity.TOLERATED || request.acceptDifferences())
                .forEach(this::tell);
        if (!report.breaking().isEmpty() && !request.acceptDifferences()) {
            String swap = request.swap(restored, replacing);
            List<String> next = List.of(
                    "netraven-launcher upgrade --database " + RestoreRequest.shell(restored),
                    swap,
                    // Where the upgrade needs a person.
                    swap + " --accept-differences");
            return new RestoreResult.Differs(restored, target, report.breaking(), next, notes.warnings());
        }
        record(restored);
        String wayOn = target + " is as it was. " + restored + " is kept: " + request.swap(restored, replacing);
        Swap swap = new Swap(server, restored, target, stamp, wayOn);
        notes.progress("Swapping names");
        Optional<String> old = swap.run();
        Optional<String> kept = old.flatMap(name -> putAside(name, swap));
        backup.ifPresent(this::recordProof);
        reportFacts(backup.flatMap(BackupFile::record), target);
        return new RestoreResult.Restored(target, backup.map(BackupFile::path), kept, notes.warnings());
    }

    /** The history holds a fingerprint with the OIDs of the tables, which are new. */
    private void record(String restored) {
        try {
            engine(restored).initialize();
        } catch (SchemaException e) {
            notes.warn("init on " + restored + " failed: " + e.getMessage() + ". Run it again");
        }
    }

    /** What was there before is dropped only if it is empty still, which nobody can change under its new name. */
    private Optional<String> putAside(String old, Swap swap) {
        try (Session session = server.maintenance()) {
            swap.leftBehind(session).forEach(notes::warn);
            if (content(old).isEmpty()) {
                session.execute("DROP DATABASE " + Session.quoted(old));
                return Optional.empty();
            }
        } catch (SQLException e) {
            notes.warn(old + " is left over: " + Session.reason(e));
        }
        return Optional.of(old);
    }

    private void recordProof(BackupFile backup) {
        if (backup.record().isEmpty() || backup.record().get().proven()) {
            return;
        }
        Path path = backup.path().toAbsolutePath();
        try {
            BackupFolder folder = new BackupFolder(
                    Objects.requireNonNull(path.getParent()),
                    backup.record().get().server(),
                    backup.record().get().database());
            folder.update(
                    Objects.requireNonNull(path.getFileName()).toString(),
                    backup.record().get().asProven());
        } catch (IOException e) {
            // Mounted to be read only, as it may be for a restore.
        }
    }

    private void reportFacts(Optional<BackupRecord> record, String database) {
        if (record.isEmpty()) {
            return;
        }
        try (Session session = server.session(database)) {
            List<String> differences =
                    new ArrayList<>(record.get().databaseFacts().differences(DatabaseFacts.read(session)));
            differences.forEach(difference -> notes.warn("Not as in the backup: " + difference));
        } catch (SQLException e) {
            notes.warn("Could not compare the properties of " + database + " with the backup: " + Session.reason(e));
        }
    }
}
