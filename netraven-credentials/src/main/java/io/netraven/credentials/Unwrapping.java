package io.netraven.credentials;

import io.netraven.credentials.ImportReport.Result;
import io.netraven.credentials.internal.python.Unwrapped;
import io.netraven.credentials.internal.python.Unwrapped.KeyMissing;
import io.netraven.credentials.internal.python.Unwrapped.Plain;
import io.netraven.credentials.internal.python.Unwrapped.Unreadable;
import java.util.Arrays;

/** A value of the Python NetRaven as a secret, or why it cannot be one. */
sealed interface Unwrapping {

    /**
     * It can.
     *
     * @param secret to be closed
     * @param layers how often it was encrypted
     */
    record Done(Secret secret, int layers) implements Unwrapping {

        /** What to tell of it; empty when there was nothing to do. */
        String reason() {
            return layers == 0 ? "" : "unwrapped " + (layers == 1 ? "once" : layers + " times");
        }
    }

    /**
     * It cannot.
     *
     * @param result of its record
     * @param reason why, after the name of its field
     */
    record Failed(Result result, String reason) implements Unwrapping {}

    /** Unwraps a value in UTF-8, which is overwritten. */
    static Unwrapping of(PythonKeys keys, byte[] utf8) {
        Unwrapped unwrapped = keys.unwrap(utf8);
        Arrays.fill(utf8, (byte) 0);
        if (unwrapped instanceof KeyMissing missing) {
            return new Failed(
                    Result.KEY_MISSING,
                    "the key " + missing.keyId() + " is missing"
                            + (missing.layers() == 0 ? "" : ", after " + missing.layers() + " unwrapped"));
        }
        if (unwrapped instanceof Unreadable unreadable) {
            return new Failed(Result.UNREADABLE, unreadable.reason());
        }
        Plain plain = (Plain) unwrapped;
        try {
            return new Done(Secret.ofUtf8(plain.utf8()), plain.layers());
        } catch (CredentialException.Invalid e) {
            return new Failed(Result.INVALID, e.getMessage() == null ? "" : e.getMessage());
        } finally {
            Arrays.fill(plain.utf8(), (byte) 0);
        }
    }
}
