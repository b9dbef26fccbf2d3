package io.netraven.launcher.internal.cli;

import io.netraven.launcher.internal.config.Settings;
import io.netraven.launcher.internal.reference.LiveCheck;
import io.netraven.launcher.internal.reference.Reference;
import io.netraven.launcher.internal.reference.ReferencePages;
import io.netraven.schema.ValidationReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code docs}: write the schema reference. */
final class DocsCommand implements Command {

    @Override
    public String name() {
        return "docs";
    }

    @Override
    public String summary() {
        return "write a reference of the schema, for a browser and as Markdown";
    }

    @Override
    public String details() {
        return """
                Writes schema.html, one page that needs no network, and schema.md, over those that are there. Needs no
                database; with --live it compares a running one as validate does, and marks what differs. Differences do
                not change the exit code.""";
    }

    @Override
    public String example() {
        return "docs --out build/schema --live --url postgresql://netraven@db.example:5432/netraven";
    }

    @Override
    public List<CliOption> options() {
        return CliOption.connectionAnd(
                CliOption.OUT_FOLDER, CliOption.LIVE, CliOption.LOCK_TIMEOUT, CliOption.STATEMENT_TIMEOUT);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        boolean live = invocation.arguments().has(CliOption.LIVE);
        String name = invocation.arguments().value(CliOption.OUT_FOLDER).orElse(".");
        Path folder = folder(invocation, name);
        Settings settings = live ? invocation.settings() : invocation.settingsWithoutDatabase();
        Optional<LiveCheck> check = live ? Optional.of(check(invocation, settings)) : Optional.empty();
        Reference reference = new Reference(invocation.model(settings).describe(), check);
        write(reference, folder, name);
        invocation.output().answer(answer(name, check));
        return ExitCode.DONE;
    }

    private static LiveCheck check(Invocation invocation, Settings settings) {
        ValidationReport report = invocation.engine(settings).validate();
        return new LiveCheck(
                settings.endpoint().orElseThrow().toString(),
                report.serverVersion(),
                report.namespace(),
                report.differences());
    }

    private static Path folder(Invocation invocation, String name) {
        return SecretSource.path(invocation.surroundings(), CliOption.OUT, name);
    }

    private static void write(Reference reference, Path folder, String name) {
        try {
            new ReferencePages(reference).write(folder);
        } catch (IOException e) {
            throw new CommandFailed(
                    ExitCode.USAGE,
                    "file_failed",
                    "The pages cannot be written into " + name + " ("
                            + e.getClass().getSimpleName()
                            + "): it has to be a folder, or a new one's name, where you may write");
        }
    }

    private static Answer answer(String folder, Optional<LiveCheck> check) {
        Path base = Path.of(folder);
        List<String> files = List.of(
                base.resolve(ReferencePages.MARKDOWN).normalize().toString(),
                base.resolve(ReferencePages.HTML).normalize().toString());
        Answer answer = Answer.good("WRITTEN", "the schema reference");
        files.forEach(file -> answer.line("file", file));
        check.ifPresent(live -> answer.line("marked", marked(live)));
        return answer.field("files", files)
                .field("differences", check.map(live -> live.differences().size()));
    }

    private static String marked(LiveCheck live) {
        int count = live.differences().size();
        return count == 0
                ? "nothing differs in " + live.server()
                : count + (count == 1 ? " difference" : " differences") + " (" + live.verdict() + ") of "
                        + live.server();
    }
}
