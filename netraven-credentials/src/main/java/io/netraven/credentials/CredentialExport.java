package io.netraven.credentials;

import io.netraven.credentials.CredentialException.FileFailed;
import io.netraven.credentials.CredentialException.Undecipherable;
import io.netraven.credentials.internal.crypto.ProtectedFile;
import io.netraven.credentials.internal.sql.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes all credentials to a file, by name, as {@link CredentialImport} reads them: without secrets in plain text, or
 * with all secrets under a passphrase. It writes as a stream: memory does not grow with their number.
 *
 * <pre>{@code
 * CredentialExport.of(store).protectedFile(Path.of("credentials.nrx"), passphrase);
 * }</pre>
 *
 * <p>What others change meanwhile may be in it or not. Every call that asks the database throws {@link
 * CredentialException.DatabaseFailed} when that fails.
 *
 * <p>JSON and protected files need jackson-core on the class path; CSV needs FastCSV. Without it these methods throw
 * {@link NoClassDefFoundError}. Safe for use by several threads.
 */
public final class CredentialExport {

    private static final int PAGE = 1_000;
    /** Four secrets of the greatest size in each are 25 MiB. */
    private static final int PAGE_WITH_SECRETS = 100;

    private final CredentialStore store;
    private final ProtectedFiles files;

    private CredentialExport(CredentialStore store, ProtectedFiles files) {
        this.store = store;
        this.files = files;
    }

    /**
     * Starts an export.
     *
     * @param store whose credentials; the audit log names its actor
     * @return an export
     */
    public static CredentialExport of(CredentialStore store) {
        return new CredentialExport(store, ProtectedFiles.STANDARD);
    }

    /** The same, at another cost. */
    CredentialExport protectedBy(ProtectedFiles others) {
        return new CredentialExport(store, others);
    }

    /**
     * Writes a JSON array, without secrets.
     *
     * @param file is not closed
     * @return how many credentials there were
     * @throws FileFailed when it cannot be written
     */
    public long json(OutputStream file) {
        return withoutSecrets(() -> new ExportedJson(file, false), file);
    }

    /**
     * Writes one JSON object a line, without secrets.
     *
     * @param file is not closed
     * @return how many credentials there were
     * @throws FileFailed when it cannot be written
     */
    public long jsonLines(OutputStream file) {
        return withoutSecrets(() -> new ExportedJson(file, true), file);
    }

    /**
     * Writes CSV with a header, without secrets.
     *
     * @param file is not closed
     * @return how many credentials there were
     * @throws CredentialException.Invalid when a tag's name cannot be expressed
     * @throws FileFailed when it cannot be written
     */
    public long csv(OutputStream file) {
        return withoutSecrets(() -> new ExportedCsv(file), file);
    }

    /**
     * Writes a new file with all secrets, protected by a passphrase, for its owner only. The audit log gets a record of
     * each credential whose secrets were read.
     *
     * @param file where to; it must not be there yet
     * @param passphrase stays the caller's
     * @return how many credentials there were
     * @throws CredentialException.Invalid when the passphrase is weak, or the file is there already
     * @throws Undecipherable when a secret is not what was stored; then nothing is written
     * @throws FileFailed when it cannot be written
     * @throws IllegalStateException when the passphrase is closed
     */
    public long protectedFile(Path file, Secret passphrase) {
        long[] written = {0};
        files.write(file, ProtectedFile.Kind.CREDENTIALS, passphrase, content -> {
            ExportFormat format = new ExportedJson(content, true);
            written[0] = pages(format, true);
            format.finish();
        });
        return written[0];
    }

    private long withoutSecrets(Opening opening, OutputStream file) {
        try {
            ExportFormat format = opening.open();
            long written = pages(format, false);
            format.finish();
            file.flush();
            return written;
        } catch (IOException e) {
            throw new FileFailed("The export cannot be written", e);
        }
    }

    /** Each page is a transaction, with the audit records of what was read in it. */
    private long pages(ExportFormat format, boolean secrets) throws IOException {
        long written = 0;
        Optional<String> after = Optional.empty();
        do {
            CredentialQuery query = new CredentialQuery(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    after,
                    secrets ? PAGE_WITH_SECRETS : PAGE);
            ExportPage page = store.keys().read((session, opening) -> {
                CredentialQuery.Page read = CredentialReader.list(session, query);
                return new ExportPage(read, secrets ? reveal(session, opening, read.credentials()) : Map.of());
            });
            try {
                for (StoredCredential each : page.read().credentials()) {
                    format.write(each, page.secrets().getOrDefault(each.id(), Map.of()));
                }
            } finally {
                page.secrets().values().forEach(all -> all.values().forEach(Secret::close));
            }
            written += page.read().credentials().size();
            after = page.read().next();
        } while (after.isPresent());
        String what = "Exported " + written + " credentials" + (secrets ? " with their secrets" : "");
        Failures.transaction(store.database(), session -> {
            store.audit().summary(session, "exported", what);
            return what;
        });
        return written;
    }

    private Map<UUID, Map<SecretPart, Secret>> reveal(
            Session session, UnlockedKeys.Opening opening, List<StoredCredential> credentials) throws SQLException {
        List<UUID> ids = credentials.stream()
                .filter(credential -> !credential.secrets().isEmpty())
                .map(StoredCredential::id)
                .toList();
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<UUID, Map<SecretPart, Secret>> revealed = new HashMap<>();
        for (SealedRow row : SealedRows.some(session, EncryptedTable.CREDENTIALS, ids, "")) {
            Map<SecretPart, Secret> secrets = new EnumMap<>(SecretPart.class);
            for (SecretPart part : SecretPart.values()) {
                byte[] envelope = row.envelope(part);
                if (envelope.length > 0) {
                    secrets.put(part, opening.open(session, part.logicalName(), row.id(), envelope));
                }
            }
            revealed.put(row.id(), secrets);
        }
        store.audit()
                .all(
                        session,
                        "secret_read",
                        "credential",
                        ids,
                        Collections.nCopies(ids.size(), "Exported its secrets"));
        return revealed;
    }

    /** Begins a file. */
    @FunctionalInterface
    private interface Opening {
        ExportFormat open() throws IOException;
    }

    /**
     * A page.
     *
     * @param read without secrets
     * @param secrets by credential, to be closed
     */
    private record ExportPage(CredentialQuery.Page read, Map<UUID, Map<SecretPart, Secret>> secrets) {}
}
