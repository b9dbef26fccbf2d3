package io.netraven.credentials.internal.python;

/** What became of a value of the Python NetRaven. */
public sealed interface Unwrapped {

    /**
     * Its text.
     *
     * @param utf8 a new array, to be overwritten after use
     * @param layers how often it was encrypted, 0 for plain text
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Plain(byte[] utf8, int layers) implements Unwrapped {
        /** How often it was encrypted. */
        @Override
        public String toString() {
            return "Plain[layers=" + layers + "]";
        }
    }

    /**
     * It is under a key that is not here.
     *
     * @param keyId as the value names it, fit to be shown
     * @param layers how many were taken off before
     */
    record KeyMissing(String keyId, int layers) implements Unwrapped {}

    /**
     * It cannot be read.
     *
     * @param reason in words that quote nothing of it
     */
    record Unreadable(String reason) implements Unwrapped {}
}
