package io.netraven.launcher.internal.cli;

import io.netraven.launcher.internal.config.Durations;
import io.netraven.launcher.internal.config.Settings;
import io.netraven.schema.Forecast;
import io.netraven.schema.InitializationOutcome;
import io.netraven.schema.InitializationReport;
import io.netraven.schema.Installation;
import io.netraven.schema.Phase;
import io.netraven.schema.SchemaDifference;
import io.netraven.schema.SchemaStatus;
import io.netraven.schema.Severity;
import io.netraven.schema.ValidationReport;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** Prints for people. */
final class TextOutput implements Output {

    private static final int LABEL_WIDTH = 12;
    private static final int CHECKSUM_DIGITS = 12;

    private final PrintStream out;
    private final PrintStream err;
    private final Style style;

    TextOutput(Surroundings surroundings) {
        this.out = surroundings.out();
        this.err = surroundings.err();
        this.style = new Style(surroundings.colour());
    }

    @Override
    public void initialized(Settings settings, InitializationReport report, boolean rehearsal, KeyringOutcome keyring) {
        if (rehearsal) {
            out.println(style.notice("DRY RUN") + "  everything was done and taken back:");
        }
        out.println(style.good(report.outcome().name()) + "  " + meaning(report.outcome()));
        place(settings, report.namespace(), report.serverVersion());
        release(report.model(), report.modelVersion(), report.modelChecksum());
        int made = report.createdTables().size();
        line("tables", report.tables().size() + (made == 0 ? "" : ", " + made + " of them created"));
        for (String mended : report.mended()) {
            line("mended", mended);
        }
        for (String statement : report.statements()) {
            line("ran", statement.replace("\n", "\n              "));
        }
        switch (keyring.state()) {
            case CREATED -> line("keyring", "the first data key was made, " + keyring.activeKey());
            case PROVEN -> line("keyring", "the master key opens it; active is " + keyring.activeKey());
            case NOT_ASKED -> {
                // Nothing to say.
            }
        }
        line("took", Durations.show(total(report.phases())) + style.faint(phases(report.phases())));
        differences(report.tolerated(), Severity.TOLERATED, false);
    }

    private static String meaning(InitializationOutcome outcome) {
        return switch (outcome) {
            case CREATED -> "all tables were made";
            case EXTENDED -> "new tables were added to what was there";
            case UPGRADED -> "existing tables were brought to this release";
            case ADOPTED -> "all tables were there and right; this release is now recorded";
            case UP_TO_DATE -> "nothing was to be made";
        };
    }

    @Override
    public void validated(Settings settings, ValidationReport report, boolean withSql) {
        verdict(report);
        place(settings, report.namespace(), report.serverVersion());
        release(report.model(), report.modelVersion(), report.modelChecksum());
        line("tables", Integer.toString(report.tables()));
        switch (report.basis()) {
            case RECORDED -> line("basis", "the recorded catalogue, as no temporary tables could be made");
            case NAMES -> line("basis", "names only: validate again once the extension is there");
            case SHADOW -> {
                // As usual.
            }
        }
        line("took", Durations.show(total(report.phases())) + style.faint(phases(report.phases())));
        differences(report.differences(), Severity.BREAKING, withSql);
        differences(report.differences(), Severity.TOLERATED, withSql);
    }

    private void verdict(ValidationReport report) {
        int breaking = report.breaking().size();
        int tolerated = report.differences().size() - breaking;
        if (report.isClean()) {
            out.println(style.good("EQUAL") + "  the live schema is exactly the model");
        } else {
            out.println(style.bad("DIFFERENT") + "  " + breaking + " breaking, " + tolerated + " tolerated");
        }
    }

    @Override
    public void status(Settings settings, SchemaStatus status, KeyringState keyring) {
        boolean ready = status.state() == SchemaStatus.State.READY;
        String state = status.state().name();
        out.println((ready ? style.good(state) : style.notice(state)) + "  " + meaning(status.state()));
        line("database", status.database() + ", as " + status.user());
        place(settings, status.namespace(), status.serverVersion());
        release(status.model(), status.modelVersion(), status.modelChecksum());
        line("fingerprint", status.liveFingerprint().isEmpty() ? "none" : status.liveFingerprint());
        line("installed", status.installed().map(TextOutput::installation).orElse("nothing"));
        for (Installation other : status.others()) {
            line("beside", installation(other));
        }
        status.predecessor().ifPresent(predecessor -> line("found", predecessor.name() + ": " + predecessor.advice()));
        Forecast forecast = status.forecast();
        line(
                "init",
                forecast.initialize().map(outcome -> "would say " + outcome).orElse("would refuse"));
        line(
                "upgrade",
                forecast.upgrade().map(outcome -> "would say " + outcome).orElse("would refuse"));
        for (String table : forecast.tables()) {
            line("", "makes table " + table);
        }
        for (String statement : forecast.statements()) {
            line("", "runs " + statement.replace("\n", "\n              "));
        }
        keyring.answer().ifPresent(this::lines);
        differences(forecast.breaking(), Severity.BREAKING, false);
        differences(forecast.tolerated(), Severity.TOLERATED, false);
        keyring.failure().ifPresent(this::failed);
    }

    private static String installation(Installation row) {
        return row.model() + " " + row.modelVersion() + " (" + shortened(row.modelChecksum()) + "), " + row.outcome()
                + " by " + row.installedBy() + " with " + row.toolVersion() + " at " + row.installedAt();
    }

    @Override
    public void history(List<Installation> rows) {
        if (rows.isEmpty()) {
            out.println("Nothing has been made here yet: init does it.");
        }
        for (Installation row : rows) {
            out.println(style.good(row.installedAt().toString()) + "  " + row.outcome());
            release(row.model(), row.modelVersion(), row.modelChecksum());
            line("by", row.installedBy() + " with " + row.toolVersion() + " on PostgreSQL " + row.serverVersion());
            line("took", Durations.show(row.duration()));
            for (String change : row.changes()) {
                line("did", change.replace("\n", "\n              "));
            }
        }
    }

    private static String meaning(SchemaStatus.State state) {
        return switch (state) {
            case READY -> "this release can run";
            case CHANGED ->
                "the schema has changed since it was recorded: validate tells how; if it is EQUAL, init records it";
            case NOT_RECORDED -> "this release is not recorded here yet";
            case EMPTY -> "there is no schema yet: init creates it";
        };
    }

    @Override
    public void sql(String sql) {
        out.print(sql.isEmpty() ? "-- Nothing to do: the live schema is the model.\n" : sql);
    }

    @Override
    public void trial(TrialReport report) {
        initialized(report.settings(), report.initialization(), false, report.keyring());
        out.println();
        out.println(style.good(report.stored() ? "STORED" : "FOUND") + "  sample rows, "
                + (report.stored() ? "written and read back through JPA" : "as an earlier run had stored them"));
        for (String row : report.rows()) {
            out.println("  " + row);
        }
        out.println();
        answer(CredentialsSelectCommand.ranked(report.device(), report.ranking()));
        line("login", report.login());
        lines(CredentialsStatsCommand.text(report.statistics()));
        out.println();
        verdict(report.validation());
        differences(report.validation().differences(), Severity.BREAKING, false);
        differences(report.validation().differences(), Severity.TOLERATED, false);
        out.println();
        out.println(style.strong("This was a trial") + ", on a PostgreSQL of its own that is stopped again.");
        line("data", report.data() + " (kept for the next run; delete it to begin anew)");
        line("master key", "beside its data, as only a trial may have it");
        line("server log", report.serverLog().toString());
        line("next", "netraven-launcher init --url postgresql://USER@HOST:5432/DATABASE --password-file FILE");
        line("", "netraven-launcher --help");
    }

    @Override
    public void answer(Answer answer) {
        if (!answer.word().isEmpty()) {
            String word = switch (answer.tone()) {
                case GOOD -> style.good(answer.word());
                case NOTICE -> style.notice(answer.word());
                case BAD -> style.bad(answer.word());
            };
            out.println(word + "  " + answer.meaning());
        }
        lines(answer);
    }

    private void lines(Answer answer) {
        for (Answer.Line line : answer.lines()) {
            if (line.label() == null) {
                out.println(line.text());
            } else {
                line(line.label(), line.text());
            }
        }
    }

    @Override
    public void failed(Failure failure) {
        err.println(style.bad("netraven-launcher:") + " " + failure.message());
        for (var fact : failure.facts().entrySet()) {
            String text = fact.getValue().toString();
            if (fact.getKey().equals("administratorSql")
                    && !text.isEmpty()
                    && !failure.message().contains(text)) {
                err.println("An administrator has to run in this database:\n\n" + text);
            }
        }
        if (failure.kind().equals("usage")) {
            err.println("Run netraven-launcher --help, or COMMAND --help.");
        }
    }

    private void place(Settings settings, String namespace, String serverVersion) {
        if (settings.endpoint().isPresent()) {
            line("server", settings.endpoint().get() + ", PostgreSQL " + serverVersion);
        }
        line("namespace", namespace);
    }

    private void release(String model, String version, String checksum) {
        line("model", model + " " + version + " (" + shortened(checksum) + ")");
    }

    private static String shortened(String checksum) {
        return checksum.length() <= CHECKSUM_DIGITS ? checksum : checksum.substring(0, CHECKSUM_DIGITS);
    }

    private static Duration total(List<Phase> phases) {
        Duration total = Duration.ZERO;
        for (Phase phase : phases) {
            total = total.plus(phase.duration());
        }
        return total;
    }

    private static String phases(List<Phase> phases) {
        StringBuilder text = new StringBuilder();
        for (Phase phase : phases) {
            text.append(text.isEmpty() ? "  (" : ", ").append(phase.name()).append(' ');
            text.append(Durations.show(phase.duration()));
        }
        return text.isEmpty() ? "" : text.append(')').toString();
    }

    private void differences(List<SchemaDifference> differences, Severity severity, boolean withSql) {
        boolean first = true;
        for (SchemaDifference difference : differences) {
            if (difference.severity() != severity) {
                continue;
            }
            if (first) {
                out.println();
                out.println(heading(severity));
                first = false;
            }
            String hazard = difference
                    .mend()
                    .hazard()
                    .filter(why -> !withSql && severity == Severity.BREAKING)
                    .map(why -> " (" + why + ")")
                    .orElse("");
            out.println("  " + difference.message() + hazard);
            if (withSql) {
                out.print(style.faint(indented(difference.mend().render())));
            }
        }
    }

    private String heading(Severity severity) {
        return switch (severity) {
            case BREAKING -> style.bad("Breaking") + " (init refuses)";
            case TOLERATED -> style.notice("Tolerated") + " (the release runs)";
        };
    }

    private static String indented(String sql) {
        return "      " + sql.strip().replace("\n", "\n      ") + "\n";
    }

    private void line(String label, String value) {
        StringBuilder text = new StringBuilder("  ").append(label);
        while (text.length() < LABEL_WIDTH + 2) {
            text.append(' ');
        }
        out.println(text.append(value));
    }
}
