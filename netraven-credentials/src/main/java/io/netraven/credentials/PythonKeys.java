package io.netraven.credentials;

import io.netraven.credentials.CredentialException.FileFailed;
import io.netraven.credentials.CredentialException.Invalid;
import io.netraven.credentials.internal.python.PythonKeyring;
import io.netraven.credentials.internal.python.PythonValues;
import io.netraven.credentials.internal.python.Unwrapped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The keys that the Python NetRaven encrypted under. Plain text needs none.
 *
 * <pre>{@code
 * try (PythonKeys keys = new PythonKeys().keyString(encryptionKey).folder(Path.of("data/keys"))) {
 *     ImportReport report = CredentialImport.into(store).pythonKeys(keys).fromPython();
 * }
 * }</pre>
 *
 * <p>Not safe for use by several threads while keys are added.
 */
public final class PythonKeys implements AutoCloseable {

    private final PythonKeyring keyring = new PythonKeyring();

    /** Creates a set without keys. */
    public PythonKeys() {}

    /**
     * Adds a value that {@code NETRAVEN_ENCRYPTION_KEY} had for the Python services: the key ids {@code default} and
     * {@code env_…} are derived from it. All of the text counts, a line end too.
     *
     * @param text stays the caller's
     * @return this set
     * @throws Invalid when it is empty
     * @throws IllegalStateException when it is closed
     */
    public PythonKeys keyString(Secret text) {
        if (text.isEmpty()) {
            throw new Invalid("The key string of the Python NetRaven is empty");
        }
        byte[] utf8 = text.revealUtf8();
        try {
            keyring.addString(utf8);
        } finally {
            Arrays.fill(utf8, (byte) 0);
        }
        return this;
    }

    /**
     * Adds the keys in a folder, such as {@code data/keys} of the Python services: {@code key_….key}.
     *
     * @param folder its files {@code *.key} hold a Fernet key each
     * @return this set
     * @throws Invalid when one of these files holds none
     * @throws FileFailed when the folder or a file cannot be read
     */
    public PythonKeys folder(Path folder) {
        try {
            List<String> unusable = keyring.addFolder(folder);
            if (!unusable.isEmpty()) {
                throw new Invalid("These files in " + folder + " hold no Fernet key: " + String.join(".key, ", unusable)
                        + ".key");
            }
        } catch (IOException e) {
            throw new FileFailed("The keys in " + folder + " cannot be read", e);
        }
        return this;
    }

    /** Unwraps a value in UTF-8, which stays the caller's. */
    Unwrapped unwrap(byte[] utf8) {
        return new PythonValues(keyring).unwrap(utf8);
    }

    /** Overwrites the keys. */
    @Override
    public void close() {
        keyring.destroy();
    }

    /** Never a key. */
    @Override
    public String toString() {
        return "PythonKeys";
    }
}
