package io.netraven.launcher.internal.backup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The record of a backup as JSON. */
final class RecordFile {

    private static final int FORMAT = 1;

    private RecordFile() {}

    static String text(BackupRecord record) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeNumberField("format", FORMAT);
            json.writeStringField("time", record.time().toString());
            json.writeNumberField("sequence", record.sequence());
            json.writeStringField("systemIdentifier", record.server().systemIdentifier());
            json.writeStringField("address", record.server().address());
            json.writeStringField("database", record.database());
            json.writeStringField("serverVersion", record.serverVersion());
            json.writeStringField("program", record.program());
            json.writeStringField("tool", record.tool());
            json.writeNumberField("bytes", record.bytes());
            json.writeNumberField("databaseBytes", record.databaseBytes());
            json.writeBooleanField("proven", record.proven());
            json.writeObjectFieldStart("facts");
            for (Map.Entry<String, String> fact : record.databaseFacts().asMap().entrySet()) {
                json.writeStringField(fact.getKey(), fact.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }

    /** Reads a record; empty where there is none, or where it is damaged or of a later release. */
    static Optional<BackupRecord> read(Path file) throws IOException {
        try (JsonParser json = new JsonFactory().createParser(Files.readString(file))) {
            return Optional.of(record(json));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (com.fasterxml.jackson.core.JsonProcessingException
                | java.nio.charset.CharacterCodingException
                | DateTimeException
                | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static BackupRecord record(JsonParser json) throws IOException {
        Map<String, String> values = new HashMap<>();
        Map<String, String> facts = new HashMap<>();
        expect(json.nextToken() == JsonToken.START_OBJECT);
        for (JsonToken token = json.nextToken(); token == JsonToken.FIELD_NAME; token = json.nextToken()) {
            String name = json.currentName();
            if (json.nextToken() == JsonToken.START_OBJECT) {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String fact = json.currentName();
                    json.nextToken();
                    facts.put(fact, json.getText());
                }
            } else {
                values.put(name, json.getText());
            }
        }
        expect(Long.parseLong(required(values, "format")) == FORMAT);
        return new BackupRecord(
                Instant.parse(required(values, "time")),
                Long.parseLong(required(values, "sequence")),
                new ServerIdentity(required(values, "systemIdentifier"), required(values, "address")),
                required(values, "database"),
                required(values, "serverVersion"),
                required(values, "program"),
                required(values, "tool"),
                Long.parseLong(required(values, "bytes")),
                Long.parseLong(required(values, "databaseBytes")),
                Boolean.parseBoolean(required(values, "proven")),
                facts);
    }

    private static String required(Map<String, String> values, String name) {
        String value = values.get(name);
        expect(value != null);
        return value == null ? "" : value;
    }

    private static void expect(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException("This is not the record of a backup");
        }
    }
}
