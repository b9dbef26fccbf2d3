package io.netraven.credentials;

import io.netraven.credentials.CredentialException.FileFailed;
import io.netraven.credentials.CredentialException.Invalid;
import io.netraven.credentials.ImportReport.Finding;
import io.netraven.credentials.internal.crypto.ProtectedFile;
import io.netraven.credentials.internal.record.CsvRecords;
import io.netraven.credentials.internal.record.JsonRecords;
import io.netraven.credentials.internal.record.RecordReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Adds credentials from a file, or sets the secrets that the Python NetRaven had. It reads as a stream: memory does not
 * grow with the number of records.
 *
 * <pre>{@code
 * ImportReport report = CredentialImport.into(store).createTags().json(file);
 * report.problems().forEach(System.out::println);
 * }</pre>
 *
 * <p>The fields of a record are {@code name}, {@code username}, {@code description}, {@code password},
 * {@code enable_password}, {@code private_key}, {@code private_key_passphrase}, {@code use_keys}, {@code key_file},
 * {@code expires_at} (ISO 8601, with its zone) and {@code tags}. The first two have to be there; what is absent or null
 * is not set; an empty password is a password. A tag without a priority has 0.
 *
 * <p>By default it is one transaction, and any record that is not added takes everything back, after all records were
 * read and reported. While it runs, nobody changes the active data key.
 *
 * <p>JSON needs jackson-core on the class path, also for {@link #fromPython} and protected files; CSV needs FastCSV.
 * Without it these methods throw {@link NoClassDefFoundError}, {@link #fromPython} only once there is a setting to read.
 * Every call that asks the database throws {@link CredentialException.DatabaseFailed} when that fails. Not safe for use
 * by several threads.
 */
public final class CredentialImport {

    private static final int CHUNK = 500;
    private static final int MOST_ROWS = 10_000;

    private final CredentialStore store;
    private boolean createTags;
    private boolean duplicatesPass;
    private boolean rehearsal;
    private int batchRows;
    private @Nullable PythonKeys pythonKeys;
    private ProtectedFiles files = ProtectedFiles.STANDARD;
    private Consumer<Finding> onFinding = finding -> {};
    private LongConsumer onProgress = records -> {};

    private CredentialImport(CredentialStore store) {
        this.store = store;
    }

    /**
     * Starts to describe an import.
     *
     * @param store where to; the audit log names its actor
     * @return an import, to be used once
     */
    public static CredentialImport into(CredentialStore store) {
        return new CredentialImport(store);
    }

    /**
     * Makes tags that are missing. Otherwise a record with such a tag is invalid.
     *
     * @return this import
     */
    public CredentialImport createTags() {
        createTags = true;
        return this;
    }

    /**
     * Lets records pass whose name is taken: they are reported, and take nothing back.
     *
     * @return this import
     */
    public CredentialImport skipDuplicates() {
        duplicatesPass = true;
        return this;
    }

    /**
     * Keeps what is good, in transactions of some records each. When the import ends with an exception, the batches
     * before it are kept, and {@link #onFinding} was told of them; begin again with {@link #skipDuplicates}. A rehearsal
     * is one transaction all the same.
     *
     * @param rows the most records of a transaction, 1 to 10,000; records with much in them make it end sooner
     * @return this import
     * @throws Invalid when the number is another
     */
    public CredentialImport inBatches(int rows) {
        if (rows < 1 || rows > MOST_ROWS) {
            throw new Invalid("A batch has 1 to " + MOST_ROWS + " records, not " + rows);
        }
        batchRows = rows;
        return this;
    }

    /**
     * Does everything and takes it back in the end.
     *
     * @return this import
     */
    public CredentialImport rehearse() {
        rehearsal = true;
        return this;
    }

    /**
     * Takes secrets as the Python NetRaven stored them: encrypted under these keys, or plain. In a file, without this,
     * each is what it seems.
     *
     * @param keys stay the caller's
     * @return this import
     */
    public CredentialImport pythonKeys(PythonKeys keys) {
        pythonKeys = keys;
        return this;
    }

    /**
     * Tells of every record, in order, after it was written, and in one transaction before it is certain to be kept.
     *
     * @param listener called by the importing thread; what it throws is logged, and changes nothing
     * @return this import
     */
    public CredentialImport onFinding(Consumer<Finding> listener) {
        onFinding = listener;
        return this;
    }

    /**
     * Tells from time to time how many records were read.
     *
     * @param listener called by the importing thread; what it throws is logged, and changes nothing
     * @return this import
     */
    public CredentialImport onProgress(LongConsumer listener) {
        onProgress = listener;
        return this;
    }

    /** Reads protected files of another cost. */
    CredentialImport protectedBy(ProtectedFiles others) {
        files = others;
        return this;
    }

    /**
     * Imports JSON in UTF-8 (RFC 8259): an array of objects, or one object a line. Tags are a list of names or of
     * {@code {"tag": name, "priority": number}}.
     *
     * @param file is not closed
     * @return what was found and done
     * @throws FileFailed when it cannot be read; what is wrong with its content is in the report
     */
    public ImportReport json(InputStream file) {
        return file("JSON", file, JsonRecords::of);
    }

    /**
     * Imports CSV in UTF-8 (RFC 4180): the first line names the columns. A field without characters is absent, one of two
     * quotes is empty. Tags are {@code core=90;edge}.
     *
     * @param file is not closed
     * @return what was found and done
     * @throws FileFailed when it cannot be read; what is wrong with its content is in the report
     */
    public ImportReport csv(InputStream file) {
        return file("CSV", file, CsvRecords::of);
    }

    /**
     * Imports what {@link CredentialExport#protectedFile} wrote, in one transaction: that nothing was cut off is known
     * only at its end.
     *
     * @param file where it is
     * @param passphrase stays the caller's
     * @return what was found and done
     * @throws Invalid when this import is {@link #inBatches in batches}
     * @throws CredentialException.WrongPassphrase when it is whole, and another passphrase's
     * @throws CredentialException.FileDamaged when it is not what was written
     * @throws CredentialException.FileTooCostly when its key derivation is dearer than is sensible
     * @throws FileFailed when it cannot be read
     * @throws IllegalStateException when the passphrase is closed
     */
    public ImportReport protectedFile(Path file, Secret passphrase) {
        if (batchRows > 0) {
            throw new Invalid("A protected file is imported in one transaction, not in batches");
        }
        // The transaction begins once the key is derived: the server ends one that stays idle.
        return files.read(
                file,
                ProtectedFile.Kind.CREDENTIALS,
                passphrase,
                content -> run("a protected file").inOneTransaction(use -> {
                    use.all(source(JsonRecords.of(content)));
                    // Only the end tells that the file is whole.
                    content.transferTo(OutputStream.nullOutputStream());
                }));
    }

    /**
     * Sets the secrets of the rows that {@code docs/from-python-netraven.sql} has brought over, from the old tables in the
     * schema {@code python_netraven}: the passwords of credentials and devices, and sensitive settings. A row that has its
     * secret already is reported as a duplicate, and takes nothing back. An old value that is null or empty is none.
     *
     * @return what was found and done
     * @throws CredentialException.NotFound when the old tables are not there
     */
    public ImportReport fromPython() {
        skipDuplicates();
        try (PythonKeys none = new PythonKeys()) {
            PythonKeys given = pythonKeys == null ? none : pythonKeys;
            ImportSource source = new ImportedPython(store.keys(), store.audit(), given, rows());
            return closingFailures(() -> imported("the Python NetRaven", source));
        }
    }

    private ImportReport file(String format, InputStream file, Format reader) {
        return closingFailures(() -> imported(format, source(reader.open(file))));
    }

    private ImportReport imported(String name, ImportSource source) throws IOException {
        return batchRows > 0 && !rehearsal
                ? run(name).inBatches(source)
                : run(name).inOneTransaction(use -> use.all(source));
    }

    private ImportRun run(String name) {
        return new ImportRun(store, name, new ImportTally(onFinding, onProgress), rehearsal, duplicatesPass);
    }

    private ImportSource source(RecordReader reader) {
        CredentialBulk bulk = new CredentialBulk(store.keys(), store.audit(), new TagNames(createTags));
        return new ImportedFile(reader, new ImportDrafting(pythonKeys), bulk, rows());
    }

    private int rows() {
        return batchRows > 0 ? batchRows : CHUNK;
    }

    private static ImportReport closingFailures(Importing work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw new FileFailed("The file cannot be read, nothing more was imported", e);
        }
    }

    /** Opens a file of some format. */
    @FunctionalInterface
    private interface Format {
        RecordReader open(InputStream file) throws IOException;
    }

    /** An import that may fail to read its file. */
    @FunctionalInterface
    private interface Importing {
        ImportReport run() throws IOException;
    }
}
