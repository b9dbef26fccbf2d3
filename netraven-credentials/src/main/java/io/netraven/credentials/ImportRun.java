package io.netraven.credentials;

import io.netraven.credentials.CredentialException.Conflict;
import io.netraven.credentials.ImportSource.Chunk;
import io.netraven.credentials.internal.sql.Session;
import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Brings a source into the database, in one transaction or in several. Used once.
 *
 * @param store whose database
 * @param source its name, for the audit log
 * @param tally counts
 * @param rehearsal whether to take everything back
 * @param duplicatesPass whether a duplicate does not take everything back
 */
record ImportRun(CredentialStore store, String source, ImportTally tally, boolean rehearsal, boolean duplicatesPass) {

    /** What has to happen within a transaction for a source to be read. */
    @FunctionalInterface
    interface Opening {
        /** Gives the source to its user; what that throws passes. */
        void open(Use use) throws IOException, SQLException;
    }

    /** Reads a source. */
    @FunctionalInterface
    interface Use {
        /** Reads it all. */
        void all(ImportSource source) throws IOException, SQLException;
    }

    /** Ends a transaction that is not to be kept. */
    private static final class TakenBack extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TakenBack() {
            super("Taken back", null, false, false);
        }
    }

    /** All or nothing. A deadlock does not begin it anew: what was read of the source is gone. */
    ImportReport inOneTransaction(Opening opening) throws IOException {
        Once once = new Once();
        try {
            store.keys().write((session, held) -> {
                once.begin();
                try {
                    opening.open(records -> all(session, held, records));
                } catch (IOException e) {
                    once.failure = e;
                    throw new TakenBack();
                }
                store.audit().summary(session, "imported", tally.summary(source));
                if (rehearsal || tally.bad(!duplicatesPass) > 0) {
                    throw new TakenBack();
                }
                return tally;
            });
        } catch (TakenBack e) {
            if (once.failure != null) {
                throw once.failure;
            }
            return tally.report(false, rehearsal);
        }
        return tally.report(true, false);
    }

    private void all(Session session, DataKeys held, ImportSource records) throws IOException, SQLException {
        for (Chunk next = records.next(); next != null; next = records.next()) {
            try (Chunk chunk = next) {
                tally.add(chunk.write(session, held));
            }
        }
    }

    /** Each chunk by itself. */
    ImportReport inBatches(ImportSource records) throws IOException {
        for (Chunk next = records.next(); next != null; next = records.next()) {
            try (Chunk chunk = next) {
                tally.add(store.keys().write(chunk::write));
            }
        }
        store.keys().write((session, held) -> {
            store.audit().summary(session, "imported", tally.summary(source));
            return tally;
        });
        return tally.report(true, false);
    }

    /** The work of a transaction that cannot be done twice. */
    private static final class Once {
        private boolean begun;
        private @Nullable IOException failure;

        void begin() {
            if (begun) {
                throw new Conflict("Somebody else's work was in the way (deadlock): nothing was imported, try again");
            }
            begun = true;
        }
    }
}
