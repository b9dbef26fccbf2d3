package io.netraven.launcher.internal.cli;

import io.netraven.launcher.internal.backup.Backup;
import io.netraven.launcher.internal.backup.BackupException;
import io.netraven.launcher.internal.backup.BackupReport;
import io.netraven.launcher.internal.backup.BackupRequest;
import io.netraven.launcher.internal.config.Durations;
import java.util.ArrayList;
import java.util.List;

/** {@code backup}: make one backup of the whole database. */
final class BackupCommand implements Command {

    @Override
    public String name() {
        return "backup";
    }

    @Override
    public String summary() {
        return "make a backup of the whole database with pg_dump";
    }

    @Override
    public String details() {
        return """
                Writes a dump that is read back, its checksum, and a record that describes it. Then deletes backups of this
                server and database that are past their retention; the new one and the newest proven one always stay. Needs
                the client programs of PostgreSQL, not older than the server. To back up only the data keys: keys backup.""";
    }

    @Override
    public String example() {
        return "backup --folder /mnt/safe/backups --keep-days 30";
    }

    @Override
    public List<CliOption> options() {
        List<CliOption> options = new ArrayList<>(
                List.of(CliOption.FOLDER, CliOption.KEEP_COUNT, CliOption.KEEP_DAYS, CliOption.JOBS, CliOption.PROVE));
        options.addAll(CliOption.CONNECTION);
        options.remove(CliOption.WAIT);
        options.remove(CliOption.ACCESS_GRACE);
        options.addAll(CliOption.SCHEMA);
        return options;
    }

    @Override
    public ExitCode run(Invocation invocation) {
        String folder = BackupWork.text(invocation, CliOption.FOLDER);
        BackupRequest request = new BackupRequest(
                invocation.surroundings().folder().resolve(folder.isEmpty() ? "/backups" : folder),
                BackupWork.number(invocation, CliOption.KEEP_COUNT, 30),
                BackupWork.number(invocation, CliOption.KEEP_DAYS, 30),
                Math.max(1, BackupWork.number(invocation, CliOption.JOBS, 1)),
                invocation.arguments().has(CliOption.PROVE));
        try {
            BackupReport report = new Backup(BackupWork.workplace(invocation), request).run();
            invocation.output().answer(answer(report));
            return ExitCode.DONE;
        } catch (BackupException e) {
            throw BackupFailure.of(e);
        }
    }

    private static Answer answer(BackupReport report) {
        return Answer.good("BACKED UP", report.proven() ? "read back and proven by a restore" : "read back")
                .line("file", report.file())
                .line("bytes", report.bytes())
                .line("number", report.sequence())
                .line("deleted", report.deleted().isEmpty() ? "nothing" : String.join(", ", report.deleted()))
                .line("took", Durations.show(report.elapsed()))
                .field("file", report.file())
                .field("bytes", report.bytes())
                .field("sequence", report.sequence())
                .field("proven", report.proven())
                .field("deleted", report.deleted())
                .field("warnings", report.warnings())
                .field("milliseconds", report.elapsed().toMillis());
    }
}
