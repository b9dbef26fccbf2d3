package io.netraven.credentials;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.netraven.credentials.internal.record.Field;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Map;

/** JSON as {@link CredentialImport#json} reads it. */
final class ExportedJson implements ExportFormat {

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .build();

    private final JsonGenerator json;
    private final boolean lines;
    private boolean begun;

    ExportedJson(OutputStream file, boolean lines) throws IOException {
        this.json = FACTORY.createGenerator(file, JsonEncoding.UTF8);
        this.lines = lines;
        json.setRootValueSeparator(null);
    }

    @Override
    public void write(StoredCredential credential, Map<SecretPart, Secret> secrets) throws IOException {
        if (!lines) {
            json.writeRaw(begun ? ",\n" : "[\n");
        }
        begun = true;
        json.writeStartObject();
        json.writeStringField(Field.NAME.text(), credential.name());
        json.writeStringField(Field.USERNAME.text(), credential.username());
        if (credential.description().isPresent()) {
            json.writeStringField(
                    Field.DESCRIPTION.text(), credential.description().get());
        }
        for (Map.Entry<SecretPart, Secret> secret : secrets.entrySet()) {
            json.writeFieldName(secret.getKey().column());
            write(secret.getValue());
        }
        json.writeBooleanField(Field.USE_KEYS.text(), credential.useKeys());
        if (credential.keyFile().isPresent()) {
            json.writeStringField(Field.KEY_FILE.text(), credential.keyFile().get());
        }
        if (credential.expiresAt().isPresent()) {
            json.writeStringField(
                    Field.EXPIRES_AT.text(), credential.expiresAt().get().toString());
        }
        json.writeArrayFieldStart(Field.TAGS.text());
        for (StoredCredential.OfferedTag tag : credential.tags()) {
            json.writeStartObject();
            json.writeStringField("tag", tag.tagName());
            json.writeNumberField("priority", tag.priority());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        if (lines) {
            json.writeRaw('\n');
        }
    }

    private void write(Secret secret) throws IOException {
        char[] text = secret.reveal();
        try {
            json.writeString(text, 0, text.length);
        } finally {
            Arrays.fill(text, '\0');
        }
    }

    @Override
    public void finish() throws IOException {
        if (!lines) {
            json.writeRaw(begun ? "\n]\n" : "[]\n");
        }
        json.close();
    }
}
