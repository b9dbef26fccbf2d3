package io.netraven.reliability.input;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netraven.credentials.internal.python.PythonKeyring;
import io.netraven.credentials.internal.python.PythonValues;
import io.netraven.credentials.internal.python.Unwrapped;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;

/** What is behind an empty line is a key file of the Python NetRaven; what is before it, a secret as it stored them. */
final class PythonProperty implements Property {

    private static final byte[] KEY_STRING = "netraven-python-key-string".getBytes(US_ASCII);

    private final Scratch scratch = Scratch.create();
    private final PythonKeyring known = new PythonKeyring();
    private final PythonKeyring none = new PythonKeyring();

    PythonProperty() {
        known.addString(KEY_STRING);
    }

    @Override
    public void check(byte[] input) throws IOException {
        int end = 0;
        while (end + 1 < input.length && (input[end] != '\n' || input[end + 1] != '\n')) {
            end++;
        }
        boolean two = end + 1 < input.length;
        byte[] value = two ? Arrays.copyOf(input, end) : input;
        if (two) {
            scratch.clear();
            scratch.file("key_sample.key", Arrays.copyOfRange(input, end + 2, input.length));
            none.addFolder(scratch.folder());
            check(value, new PythonValues(none).unwrap(value));
            none.destroy();
        }
        check(value, new PythonValues(known).unwrap(value));
    }

    private static void check(byte[] value, Unwrapped unwrapped) {
        if (unwrapped instanceof Unwrapped.Plain plain) {
            boolean same = MessageDigest.isEqual(plain.utf8(), value);
            boolean genuine = MessageDigest.isEqual(plain.utf8(), Marker.TEXT.getBytes(US_ASCII));
            if (plain.layers() == 0 ? !same : !genuine) {
                throw new AssertionError("Unwrapped " + plain.layers() + " times to " + Corpus.encode(plain.utf8()));
            }
        } else if (unwrapped instanceof Unwrapped.Unreadable unreadable) {
            Marker.isNotIn(unreadable.reason());
        }
    }

    @Override
    public void close() throws IOException {
        known.destroy();
        scratch.close();
    }
}
