package io.netraven.launcher.internal.cli;

import io.netraven.launcher.internal.backup.BackupException;
import io.netraven.launcher.internal.backup.Restore;
import io.netraven.launcher.internal.backup.RestoreRequest;
import io.netraven.launcher.internal.backup.RestoreResult;
import io.netraven.schema.SchemaDifference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code restore}: restore a backup of the whole database. */
final class RestoreCommand implements Command {

    /** How a script that calls this command was called itself, for the commands that messages name. */
    private static final String CALLED_AS = "RESTORE_CALLED_AS";

    @Override
    public String name() {
        return "restore";
    }

    @Override
    public String summary() {
        return "restore a backup of the whole database with pg_restore";
    }

    @Override
    public String details() {
        return """
                Checks the backup, restores it into a scratch database, validates that, and then swaps the names in one
                transaction. The previous database is kept under another name. Stopped at any moment, the previous or the
                restored database works, and the next call continues. The login needs CREATEDB and pg_signal_backend, and
                membership in the roles that own objects, or is a superuser. To restore only the data keys: keys restore.""";
    }

    @Override
    public String example() {
        return "restore --in /mnt/safe/backups/netraven-20261127T030000Z.dump --replace";
    }

    @Override
    public List<CliOption> options() {
        List<CliOption> options = new ArrayList<>(List.of(
                CliOption.IN,
                CliOption.REPLACE,
                CliOption.CHECK,
                CliOption.PROVE,
                CliOption.SWAP,
                CliOption.ACCEPT_DIFFERENCES,
                CliOption.WITHOUT_CHECKSUM,
                CliOption.JOBS));
        options.addAll(CliOption.CONNECTION);
        options.remove(CliOption.WAIT);
        options.remove(CliOption.ACCESS_GRACE);
        options.addAll(CliOption.SCHEMA);
        options.add(CliOption.LOCK_TIMEOUT);
        options.add(CliOption.STATEMENT_TIMEOUT);
        return options;
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Arguments arguments = invocation.arguments();
        Optional<String> restored = arguments.value(CliOption.SWAP);
        boolean file = arguments.has(CliOption.IN);
        if (restored.isPresent() == file) {
            throw new UsageException(
                    List.of("Name a backup (--in FILE), or a database that was restored (--swap NAME)"));
        }
        if (restored.isPresent() && (arguments.has(CliOption.CHECK) || arguments.has(CliOption.PROVE))) {
            throw new UsageException(List.of("--swap goes with a database, and not with --check or --prove"));
        }
        try {
            Answer answer = answer(restored.isPresent() ? swap(invocation, restored.get()) : restore(invocation));
            invocation.output().answer(answer);
            return answer.exitCode();
        } catch (BackupException e) {
            throw BackupFailure.of(e);
        }
    }

    private static RestoreResult swap(Invocation invocation, String restored) {
        return new Restore(BackupWork.workplace(invocation)).swap(restored, request(invocation));
    }

    private static RestoreResult restore(Invocation invocation) {
        Arguments arguments = invocation.arguments();
        Path file = invocation
                .surroundings()
                .folder()
                .resolve(arguments.value(CliOption.IN).orElseThrow());
        boolean withChecksum = !arguments.has(CliOption.WITHOUT_CHECKSUM);
        if (arguments.has(CliOption.CHECK)) {
            return Restore.check(
                    file,
                    withChecksum,
                    invocation.surroundings().environment(),
                    BackupWork.notes(invocation),
                    invocation.stop()::add);
        }
        Restore restore = new Restore(BackupWork.workplace(invocation));
        return arguments.has(CliOption.PROVE)
                ? restore.prove(file, withChecksum)
                : restore.restore(file, request(invocation));
    }

    private static RestoreRequest request(Invocation invocation) {
        Arguments arguments = invocation.arguments();
        String calledAs = invocation.surroundings().environment().getOrDefault(CALLED_AS, "");
        return new RestoreRequest(
                arguments.has(CliOption.REPLACE),
                !arguments.has(CliOption.WITHOUT_CHECKSUM),
                arguments.has(CliOption.ACCEPT_DIFFERENCES),
                Math.max(1, BackupWork.number(invocation, CliOption.JOBS, 1)),
                calledAs.isEmpty() ? "netraven-launcher restore" : RestoreRequest.shell(calledAs),
                arguments
                        .value(CliOption.DATABASE)
                        .map(name -> " --database " + RestoreRequest.shell(name))
                        .orElse(""));
    }

    private static Answer answer(RestoreResult result) {
        if (result instanceof RestoreResult.Restored restored) {
            return restored(restored);
        }
        if (result instanceof RestoreResult.Differs differs) {
            return differs(differs);
        }
        RestoreResult.Checked checked = (RestoreResult.Checked) result;
        return Answer.good(checked.proven() ? "PROVEN" : "CHECKED", checked.file() + " can be restored")
                .line("backup", checked.about())
                .field("file", checked.file())
                .field("proven", checked.proven())
                .field("warnings", checked.warnings());
    }

    private static Answer restored(RestoreResult.Restored restored) {
        String from = restored.file().map(file -> " from " + file).orElse("");
        Answer answer = Answer.good("RESTORED", restored.database() + " is restored" + from);
        restored.kept()
                .ifPresent(kept -> answer.line(
                        "kept",
                        "the previous database, as " + kept + "; to delete it: DROP DATABASE \""
                                + kept.replace("\"", "\"\"") + "\""));
        return answer.field("database", restored.database())
                .field("file", restored.file())
                .field("kept", restored.kept())
                .field("warnings", restored.warnings());
    }

    private static Answer differs(RestoreResult.Differs differs) {
        List<String> messages =
                differs.differences().stream().map(SchemaDifference::message).toList();
        Answer answer = Answer.bad(
                        ExitCode.DIFFERENCES,
                        "DIFFERENT",
                        "restored into " + differs.restored()
                                + ", which differs from the model in a way that breaks the release; "
                                + differs.database() + " is as it was")
                .rows(messages.stream().map(message -> "  " + message).toList())
                .line("next", differs.next().get(0))
                .line("then", differs.next().get(1))
                .line("or", differs.next().get(2) + "   (accepts the differences)");
        return answer.field("restored", differs.restored())
                .field("database", differs.database())
                .field("differences", messages)
                .field("next", differs.next())
                .field("warnings", differs.warnings());
    }
}
