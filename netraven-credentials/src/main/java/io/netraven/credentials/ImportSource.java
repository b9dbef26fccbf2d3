package io.netraven.credentials;

import io.netraven.credentials.ImportReport.Finding;
import io.netraven.credentials.internal.sql.Session;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is imported, some records at a time. Not safe for use by several threads. */
interface ImportSource {

    /**
     * Takes the next records, after those before were written.
     *
     * @return some records, to be closed; null at the end
     * @throws IOException when the file cannot be read
     */
    @Nullable
    Chunk next() throws IOException;

    /** Some records. Closing it overwrites their secrets. */
    interface Chunk extends AutoCloseable {

        /**
         * Writes what is good of them. May be called anew after the transaction was rolled back.
         *
         * @return a finding for each record, in order
         */
        List<Finding> write(Session session, DataKeys held) throws SQLException;

        @Override
        void close();
    }
}
