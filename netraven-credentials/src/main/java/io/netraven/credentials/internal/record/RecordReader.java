package io.netraven.credentials.internal.record;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads one record after the other. Not safe for use by several threads. */
@FunctionalInterface
public interface RecordReader {

    /**
     * Reads the next record.
     *
     * @return a record to be closed; null at the end, and after a record that cannot be read past
     * @throws IOException when the file cannot be read; never because of what is in it
     */
    @Nullable
    RawRecord next() throws IOException;
}
