package io.netraven.credentials;

import io.netraven.credentials.ImportReport.Finding;
import io.netraven.credentials.internal.record.RawRecord;
import io.netraven.credentials.internal.record.RecordReader;
import io.netraven.credentials.internal.sql.Session;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The records of a file. */
final class ImportedFile implements ImportSource {

    /** The secrets of a chunk are less than this, but for its last record. */
    private static final long MOST_BYTES = 4 * 1024 * 1024;

    private final RecordReader reader;
    private final ImportDrafting drafting;
    private final CredentialBulk bulk;
    private final int rows;

    ImportedFile(RecordReader reader, ImportDrafting drafting, CredentialBulk bulk, int rows) {
        this.reader = reader;
        this.drafting = drafting;
        this.bulk = bulk;
        this.rows = rows;
    }

    @Override
    public @Nullable Chunk next() throws IOException {
        Drafts chunk = new Drafts(bulk, new ArrayList<>());
        try {
            long bytes = 0;
            while (chunk.drafts.size() < rows && bytes < MOST_BYTES) {
                try (RawRecord record = reader.next()) {
                    if (record == null) {
                        break;
                    }
                    ImportDraft draft = drafting.draft(record);
                    chunk.drafts.add(draft);
                    bytes += draft.bytes();
                }
            }
        } catch (IOException | RuntimeException e) {
            chunk.close();
            throw e;
        }
        return chunk.drafts.isEmpty() ? null : chunk;
    }

    /** Some records of the file. */
    private record Drafts(CredentialBulk bulk, List<ImportDraft> drafts) implements Chunk {

        @Override
        public List<Finding> write(Session session, DataKeys held) throws SQLException {
            return bulk.add(session, held, drafts);
        }

        @Override
        public void close() {
            drafts.forEach(ImportDraft::close);
        }
    }
}
