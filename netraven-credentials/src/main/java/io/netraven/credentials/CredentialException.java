package io.netraven.credentials;

import java.util.UUID;

/**
 * Why the store or the keyring could not do what was asked. Each subclass says what to do. Nothing was written when one
 * is thrown, unless its description says otherwise. No message and no cause holds a secret, an envelope or a bound value.
 * Immutable, as far as a {@link Throwable} can be.
 */
public abstract sealed class CredentialException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private CredentialException(String message, Throwable cause) {
        super(message, cause);
    }

    private CredentialException(String message) {
        super(message);
    }

    /** A value that was given cannot be used. Correct it. */
    public static final class Invalid extends CredentialException {
        private static final long serialVersionUID = 1L;

        Invalid(String message) {
            super(message);
        }
    }

    /** What was named is not there. */
    public static final class NotFound extends CredentialException {
        private static final long serialVersionUID = 1L;

        NotFound(String message) {
            super(message);
        }
    }

    /** The name is taken, or somebody else has changed the row in the meantime. Read it again. */
    public static final class Conflict extends CredentialException {
        private static final long serialVersionUID = 1L;

        Conflict(String message) {
            super(message);
        }
    }

    /** The master key is missing, too weak, or not a key at all. Set another one. */
    public static final class MasterKeyUnusable extends CredentialException {
        private static final long serialVersionUID = 1L;

        MasterKeyUnusable(String message) {
            super(message);
        }
    }

    /** The master key does not open the data keys of this database. Set the one that they were made under. */
    public static final class MasterKeyMismatch extends CredentialException {
        private static final long serialVersionUID = 1L;

        MasterKeyMismatch(String message) {
            super(message);
        }
    }

    /** The database has no data key to encrypt under, or none where there are secrets already. */
    public static final class KeyringMissing extends CredentialException {
        private static final long serialVersionUID = 1L;

        KeyringMissing(String message) {
            super(message);
        }
    }

    /**
     * A stored secret, or a stored data key, cannot be decrypted: it was changed, cut off, put in another place, or its
     * key is gone. Which of these it was is not told.
     */
    public static final class Undecipherable extends CredentialException {
        private static final long serialVersionUID = 1L;

        private final String secretName;
        private final UUID row;

        Undecipherable(String secretName, UUID row) {
            super(
                    secretName.equals(KeyProof.NAME)
                            ? "The data key " + row
                                    + " does not fit its check value: run keys restore with a key backup,"
                                    + " or restore this row of encryption_keys from a backup of the database"
                            : "The secret " + secretName + " of row " + row + " cannot be decrypted: set it again, or"
                                    + " restore the row from a backup, as docs/keys.md says");
            this.secretName = secretName;
            this.row = row;
        }

        /**
         * Returns which secret it was.
         *
         * @return its logical name, such as {@code credential.password}
         */
        public String secretName() {
            return secretName;
        }

        /**
         * Returns whose secret it was.
         *
         * @return the row's id
         */
        public UUID row() {
            return row;
        }
    }

    /** A data key cannot be retired: it is active, or rows are encrypted under it. Rotate first. */
    public static final class KeyInUse extends CredentialException {
        private static final long serialVersionUID = 1L;

        KeyInUse(String message) {
            super(message);
        }
    }

    /** The passphrase does not open the file, which is whole. Try another one. */
    public static final class WrongPassphrase extends CredentialException {
        private static final long serialVersionUID = 1L;

        WrongPassphrase(String message) {
            super(message);
        }
    }

    /** The file is not what was written: damaged, cut off, or of another kind. Take another copy. */
    public static final class FileDamaged extends CredentialException {
        private static final long serialVersionUID = 1L;

        FileDamaged(String message) {
            super(message);
        }
    }

    /** The file asks for more memory or time to open than is sensible. Do not trust it. */
    public static final class FileTooCostly extends CredentialException {
        private static final long serialVersionUID = 1L;

        FileTooCostly(String message) {
            super(message);
        }
    }

    /** A file could not be read or written. */
    public static final class FileFailed extends CredentialException {
        private static final long serialVersionUID = 1L;

        FileFailed(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * The database could not be asked, refused a statement, or did not give a lock in time; nothing was changed. One
     * case is open: with an SQLSTATE of class 08, or none, the connection was lost, and if that was while a change was
     * being committed, then all of it was made or nothing: look before you repeat it.
     */
    public static final class DatabaseFailed extends CredentialException {
        private static final long serialVersionUID = 1L;

        private final String sqlState;

        DatabaseFailed(String message, String sqlState, Throwable cause) {
            super(message, cause);
            this.sqlState = sqlState;
        }

        /**
         * Returns the server's code.
         *
         * @return an SQLSTATE (PostgreSQL manual, appendix A), empty where there is none
         */
        public String sqlState() {
            return sqlState;
        }
    }
}
