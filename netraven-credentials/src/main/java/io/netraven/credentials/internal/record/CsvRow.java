package io.netraven.credentials.internal.record;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A line of CSV.
 *
 * @param line where it begins, from 1
 * @param cells its fields
 */
record CsvRow(long line, List<Cell> cells) {

    /**
     * A field of a line.
     *
     * @param text its characters
     * @param quoted whether it stood in quotes: without them, nothing is no value
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Cell(char[] text, boolean quoted) {

        boolean isAbsent() {
            return text.length == 0 && !quoted;
        }

        /** A quote in a field without quotes (RFC 4180, section 2.5). */
        boolean hasStrayQuote() {
            return !quoted && CharBuffer.wrap(text).chars().anyMatch(c -> c == '"');
        }
    }

    void wipe() {
        cells.forEach(cell -> Arrays.fill(cell.text(), '\0'));
    }

    /** Copies the characters of fields, which never become strings here. */
    static final class Handler extends AbstractBaseCsvCallbackHandler<CsvRow> {
        private List<Cell> cells = new ArrayList<>();

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            cells.add(new Cell(Arrays.copyOfRange(buffer, offset, offset + length), quoted));
        }

        @Override
        protected CsvRow buildRecord() {
            CsvRow row = new CsvRow(getStartingLineNumber(), cells);
            cells = new ArrayList<>();
            return row;
        }
    }
}
