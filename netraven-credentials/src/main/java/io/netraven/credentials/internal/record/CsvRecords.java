package io.netraven.credentials.internal.record;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.netraven.credentials.internal.record.CsvRow.Cell;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * CSV (RFC 4180) in UTF-8 with a header of field names. A field without characters is no value; in quotes it is an empty
 * one. Tags are {@code core=90;edge}.
 */
public final class CsvRecords implements RecordReader {

    private final Iterator<CsvRow> rows;
    private final List<Field> header = new ArrayList<>();
    private long records;
    private long line = 1;
    private boolean ended;

    private CsvRecords(Iterator<CsvRow> rows) {
        this.rows = rows;
    }

    /** Reads records; neither the reader nor its end closes the stream. */
    public static RecordReader of(InputStream file) throws IOException {
        InputStreamReader text = new InputStreamReader(
                TextFile.withoutMark(file),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        return new CsvRecords(CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(2 * TextFile.LONGEST_VALUE)
                .build(new CsvRow.Handler(), text)
                .iterator());
    }

    @Override
    public @Nullable RawRecord next() throws IOException {
        if (ended) {
            return null;
        }
        try {
            if (header.isEmpty()) {
                Optional<String> problem = readHeader();
                if (problem.isPresent()) {
                    return last(problem.get());
                }
            }
            return rows.hasNext() ? read(rows.next()) : null;
        } catch (CsvParseException e) {
            return last("is no CSV: a quote is not closed or not at the end of its field, or a field has more than "
                    + TextFile.LONGEST_VALUE + " characters; nothing from there on was read");
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                return last("is not UTF-8: convert the file; nothing from there on was read");
            }
            throw e.getCause();
        }
    }

    /** The parser's message may quote the text, so it goes no further. */
    private RawRecord last(String problem) {
        ended = true;
        RawRecord record = new RawRecord(++records, line);
        record.fail(problem);
        return record;
    }

    private Optional<String> readHeader() {
        if (!rows.hasNext()) {
            return Optional.of("the file is empty: the first line is to name the columns");
        }
        CsvRow row = rows.next();
        Set<Field> seen = EnumSet.noneOf(Field.class);
        for (int i = 0; i < row.cells().size(); i++) {
            String name = new String(row.cells().get(i).text());
            Optional<Field> field = Field.named(name);
            if (field.isEmpty()) {
                return Optional.of("in the header, " + Field.unknown("column " + (i + 1), name));
            }
            if (!seen.add(field.get())) {
                return Optional.of("in the header, " + name + " is there twice");
            }
            header.add(field.get());
        }
        for (Field field : EnumSet.of(Field.NAME, Field.USERNAME)) {
            if (!seen.contains(field)) {
                return Optional.of("in the header, the column " + field.text() + " is missing");
            }
        }
        line = row.line() + 1;
        return Optional.empty();
    }

    private RawRecord read(CsvRow row) {
        line = row.line() + 1;
        RawRecord record = new RawRecord(++records, row.line());
        List<Cell> cells = row.cells();
        if (cells.size() != header.size()) {
            record.fail("has " + cells.size() + " fields, the header " + header.size());
        } else {
            for (int i = 0; i < cells.size(); i++) {
                if (cells.get(i).hasStrayQuote()) {
                    record.fail("column " + (i + 1) + " has a quote in it: put the field into quotes, and double it");
                } else if (!cells.get(i).isAbsent()) {
                    value(header.get(i), cells.get(i).text(), record);
                }
            }
        }
        row.wipe();
        return record;
    }

    private static void value(Field field, char[] text, RawRecord into) {
        if (Field.SECRETS.contains(field)) {
            into.putSecret(field, text.clone());
        } else if (field == Field.TAGS) {
            tags(new String(text), into);
        } else if (field == Field.USE_KEYS) {
            String flag = new String(text);
            into.setUsesKeys(flag.equals("true"));
            if (!flag.equals("true") && !flag.equals("false")) {
                into.fail("use_keys is neither true nor false");
            }
        } else {
            into.put(field, new String(text));
        }
    }

    private static void tags(String text, RawRecord into) {
        for (int from = 0; from <= text.length(); ) {
            int semicolon = text.indexOf(';', from);
            int to = semicolon < 0 ? text.length() : semicolon;
            String tag = text.substring(from, to).strip();
            int sign = tag.lastIndexOf('=');
            try {
                double priority = sign < 0 ? 0 : Double.parseDouble(tag.substring(sign + 1));
                into.addTag(sign < 0 ? tag : tag.substring(0, sign).strip(), priority);
            } catch (NumberFormatException e) {
                into.fail("the priority of a tag is no number: tags are core=90;edge");
            }
            from = to + 1;
        }
    }
}
