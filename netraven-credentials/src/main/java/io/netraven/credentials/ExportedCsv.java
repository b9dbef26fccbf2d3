package io.netraven.credentials;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import io.netraven.credentials.internal.record.Field;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** CSV as {@link CredentialImport#csv} reads it, without secrets. */
final class ExportedCsv implements ExportFormat {

    private static final List<Field> COLUMNS = List.of(
            Field.NAME,
            Field.USERNAME,
            Field.DESCRIPTION,
            Field.USE_KEYS,
            Field.KEY_FILE,
            Field.EXPIRES_AT,
            Field.TAGS);

    private final CsvWriter csv;

    ExportedCsv(OutputStream file) {
        this.csv = CsvWriter.builder()
                .quoteStrategy(QuoteStrategies.EMPTY)
                .lineDelimiter(LineDelimiter.CRLF)
                .build(new OutputStreamWriter(file, StandardCharsets.UTF_8));
        csv.writeRecord(COLUMNS.stream().map(Field::text).toList());
    }

    @Override
    public void write(StoredCredential credential, Map<SecretPart, Secret> secrets) {
        Stream<@Nullable String> values = Stream.of(
                credential.name(),
                credential.username(),
                credential.description().orElse(null),
                Boolean.toString(credential.useKeys()),
                credential.keyFile().orElse(null),
                credential.expiresAt().map(Instant::toString).orElse(null),
                credential.tags().isEmpty() ? null : tags(credential));
        csv.writeRecord(values.toArray(String[]::new));
    }

    private static String tags(StoredCredential credential) {
        return credential.tags().stream()
                .map(tag -> {
                    String name = tag.tagName();
                    if (name.indexOf(';') >= 0 || !name.equals(name.strip())) {
                        throw new CredentialException.Invalid("The tag \"" + name
                                + "\" has a semicolon, or blanks around it, which CSV cannot say: export JSON");
                    }
                    return name + "=" + tag.priority();
                })
                .collect(Collectors.joining(";"));
    }

    @Override
    public void finish() throws IOException {
        csv.flush();
    }
}
