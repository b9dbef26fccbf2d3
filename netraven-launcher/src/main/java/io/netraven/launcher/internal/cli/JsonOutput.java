package io.netraven.launcher.internal.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.netraven.launcher.internal.config.Settings;
import io.netraven.schema.Forecast;
import io.netraven.schema.InitializationReport;
import io.netraven.schema.Installation;
import io.netraven.schema.Phase;
import io.netraven.schema.Predecessor;
import io.netraven.schema.SchemaDifference;
import io.netraven.schema.SchemaStatus;
import io.netraven.schema.ValidationReport;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Prints one JSON document. Its shape is a contract, written down in {@code docs/cli.md}. The only class that knows Jackson. */
final class JsonOutput implements Output {

    private final String command;
    private final PrintStream out;

    JsonOutput(String command, PrintStream out) {
        this.command = command;
        this.out = out;
    }

    /** The part of a document that one kind of result has. */
    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    @Override
    public void initialized(Settings settings, InitializationReport report, boolean rehearsal, KeyringOutcome keyring) {
        document(ExitCode.DONE, json -> {
            json.writeBooleanField("dryRun", rehearsal);
            initialization(json, settings, report, keyring);
        });
    }

    private static void initialization(
            JsonGenerator json, Settings settings, InitializationReport report, KeyringOutcome keyring)
            throws IOException {
        json.writeStringField("outcome", report.outcome().name());
        model(json, report.model(), report.modelVersion(), report.modelChecksum());
        place(json, settings, report.namespace(), report.serverVersion());
        strings(json, "tables", report.tables());
        strings(json, "createdTables", report.createdTables());
        strings(json, "mended", report.mended());
        strings(json, "statements", report.statements());
        differences(json, "tolerated", report.tolerated());
        json.writeObjectFieldStart("keyring");
        json.writeStringField("state", keyring.state().name());
        json.writeStringField("activeKey", keyring.activeKey());
        json.writeEndObject();
        phases(json, report.phases());
    }

    @Override
    public void validated(Settings settings, ValidationReport report, boolean withSql) {
        document(report.isClean() ? ExitCode.DONE : ExitCode.DIFFERENCES, json -> validation(json, settings, report));
    }

    private static void validation(JsonGenerator json, Settings settings, ValidationReport report) throws IOException {
        json.writeBooleanField("equal", report.isClean());
        model(json, report.model(), report.modelVersion(), report.modelChecksum());
        place(json, settings, report.namespace(), report.serverVersion());
        json.writeStringField("basis", report.basis().name());
        json.writeNumberField("tables", report.tables());
        differences(json, "differences", report.differences());
        phases(json, report.phases());
    }

    @Override
    public void trial(TrialReport report) {
        document(ExitCode.DONE, json -> {
            json.writeStringField("data", report.data().toString());
            json.writeStringField("serverLog", report.serverLog().toString());
            json.writeBooleanField("stored", report.stored());
            strings(json, "rows", report.rows());
            json.writeFieldName("selection");
            value(
                    json,
                    CredentialsSelectCommand.ranked(report.device(), report.ranking())
                            .fields());
            json.writeStringField("login", report.login());
            json.writeFieldName("statistics");
            value(json, CredentialsStatsCommand.text(report.statistics()).fields());
            json.writeObjectFieldStart("initialization");
            initialization(json, report.settings(), report.initialization(), report.keyring());
            json.writeEndObject();
            json.writeObjectFieldStart("validation");
            validation(json, report.settings(), report.validation());
            json.writeEndObject();
        });
    }

    @Override
    public void status(Settings settings, SchemaStatus status, KeyringState keyring) {
        ExitCode exitCode = keyring.failure().map(Failure::exitCode).orElse(ExitCode.DONE);
        document(exitCode, json -> {
            json.writeStringField("state", status.state().name());
            model(json, status.model(), status.modelVersion(), status.modelChecksum());
            place(json, settings, status.namespace(), status.serverVersion());
            json.writeStringField("database", status.database());
            json.writeStringField("user", status.user());
            json.writeStringField("liveFingerprint", status.liveFingerprint());
            if (status.installed().isPresent()) {
                json.writeFieldName("installed");
                installation(json, status.installed().get());
            } else {
                json.writeNullField("installed");
            }
            installations(json, "others", status.others());
            json.writeStringField(
                    "predecessor", status.predecessor().map(Predecessor::name).orElse(null));
            forecast(json, status.forecast());
            json.writeFieldName("keyring");
            value(json, keyring.answer().map(Answer::fields).orElse(null));
            if (keyring.failure().isPresent()) {
                error(json, keyring.failure().get());
            }
        });
    }

    private static void forecast(JsonGenerator json, Forecast forecast) throws IOException {
        json.writeObjectFieldStart("forecast");
        json.writeStringField("init", forecast.initialize().map(Enum::name).orElse(null));
        json.writeStringField("upgrade", forecast.upgrade().map(Enum::name).orElse(null));
        strings(json, "tables", forecast.tables());
        strings(json, "statements", forecast.statements());
        differences(json, "breaking", forecast.breaking());
        differences(json, "tolerated", forecast.tolerated());
        json.writeEndObject();
    }

    @Override
    public void history(List<Installation> rows) {
        document(ExitCode.DONE, json -> installations(json, "history", rows));
    }

    private static void installations(JsonGenerator json, String name, List<Installation> rows) throws IOException {
        json.writeArrayFieldStart(name);
        for (Installation row : rows) {
            installation(json, row);
        }
        json.writeEndArray();
    }

    private static void installation(JsonGenerator json, Installation row) throws IOException {
        json.writeStartObject();
        json.writeStringField("model", row.model());
        json.writeStringField("modelVersion", row.modelVersion());
        json.writeStringField("modelChecksum", row.modelChecksum());
        json.writeStringField("outcome", row.outcome());
        strings(json, "changes", row.changes());
        json.writeStringField("toolVersion", row.toolVersion());
        json.writeStringField("serverVersion", row.serverVersion());
        json.writeStringField("installedBy", row.installedBy());
        json.writeStringField("installedAt", row.installedAt().toString());
        json.writeNumberField("durationMilliseconds", row.duration().toMillis());
        json.writeEndObject();
    }

    @Override
    public void sql(String sql) {
        document(ExitCode.DONE, json -> json.writeStringField("sql", sql));
    }

    @Override
    public void answer(Answer answer) {
        document(answer.exitCode(), json -> fields(json, answer.fields()));
    }

    private static void fields(JsonGenerator json, Map<?, ?> fields) throws IOException {
        for (Map.Entry<?, ?> field : fields.entrySet()) {
            json.writeFieldName(field.getKey().toString());
            value(json, field.getValue());
        }
    }

    private static void value(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Optional<?> optional) {
            value(json, optional.orElse(null));
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            fields(json, map);
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object each : list) {
                value(json, each);
            }
            json.writeEndArray();
        } else {
            json.writeString(value.toString());
        }
    }

    @Override
    public void failed(Failure failure) {
        document(failure.exitCode(), json -> error(json, failure));
    }

    private static void error(JsonGenerator json, Failure failure) throws IOException {
        json.writeObjectFieldStart("error");
        json.writeStringField("kind", failure.kind());
        json.writeStringField("message", failure.message());
        for (Map.Entry<String, Object> fact : failure.facts().entrySet()) {
            fact(json, fact.getKey(), fact.getValue());
        }
        if (!failure.differences().isEmpty()) {
            differences(json, "differences", failure.differences());
        }
        json.writeEndObject();
    }

    private static void fact(JsonGenerator json, String name, Object value) throws IOException {
        if (value instanceof Number number) {
            json.writeNumberField(name, number.longValue());
        } else if (value instanceof List<?> list) {
            strings(json, name, list);
        } else {
            json.writeStringField(name, value.toString());
        }
    }

    private void document(ExitCode exitCode, Body body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("command", command);
            json.writeNumberField("exitCode", exitCode.code());
            body.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to a text cannot fail", e);
        }
        out.println(text);
    }

    private static void model(JsonGenerator json, String name, String version, String checksum) throws IOException {
        json.writeStringField("model", name);
        json.writeStringField("modelVersion", version);
        json.writeStringField("modelChecksum", checksum);
    }

    private static void place(JsonGenerator json, Settings settings, String namespace, String serverVersion)
            throws IOException {
        if (settings.endpoint().isPresent()) {
            json.writeStringField("server", settings.endpoint().get().toString());
        }
        json.writeStringField("namespace", namespace);
        json.writeStringField("serverVersion", serverVersion);
    }

    private static void strings(JsonGenerator json, String name, List<?> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (Object value : values) {
            json.writeString(value.toString());
        }
        json.writeEndArray();
    }

    private static void differences(JsonGenerator json, String name, List<SchemaDifference> differences)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (SchemaDifference difference : differences) {
            json.writeStartObject();
            json.writeStringField("severity", difference.severity().name());
            json.writeStringField("kind", difference.object().kind().name());
            json.writeStringField("table", difference.object().table());
            json.writeStringField("name", difference.object().name());
            json.writeStringField("property", difference.property());
            json.writeStringField("expected", difference.expected());
            json.writeStringField("found", difference.found());
            json.writeStringField("message", difference.message());
            json.writeStringField("sql", difference.mend().sql());
            json.writeStringField("hazard", difference.mend().hazard().orElse(null));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void phases(JsonGenerator json, List<Phase> phases) throws IOException {
        Duration total = Duration.ZERO;
        json.writeArrayFieldStart("phases");
        for (Phase phase : phases) {
            json.writeStartObject();
            json.writeStringField("name", phase.name());
            json.writeNumberField("microseconds", micros(phase.duration()));
            json.writeEndObject();
            total = total.plus(phase.duration());
        }
        json.writeEndArray();
        json.writeNumberField("microseconds", micros(total));
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
