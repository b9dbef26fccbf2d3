package io.netraven.reliability.input;

import io.netraven.credentials.internal.crypto.EnvelopeCipher;
import io.netraven.credentials.internal.crypto.KeyMaterial;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;

/** An envelope. The first of the corpus is genuine. */
final class EnvelopeProperty implements Property {

    static final String NAME = "credential.password";

    private final EnvelopeCipher cipher = new EnvelopeCipher(new SecureRandom());
    private final KeyMaterial key = Samples.key();
    private final byte[] genuine = Corpus.of(Target.ENVELOPE).get(0);

    @Override
    public void check(byte[] input) {
        EnvelopeCipher.keyId(input);
        Optional<byte[]> opened = cipher.open(Samples.KEY, key, NAME, Samples.ROW, input);
        if (opened.isPresent() != MessageDigest.isEqual(input, genuine)) {
            throw new AssertionError(opened.isPresent() ? "It was opened" : "The genuine one was not opened");
        }
        if (cipher.open(Samples.KEY, key, NAME + "x", Samples.ROW, input).isPresent()
                || cipher.open(Samples.ROW, key, NAME, Samples.ROW, input).isPresent()
                || cipher.open(Samples.KEY, key, NAME, Samples.KEY, input).isPresent()) {
            throw new AssertionError("It was opened in another place");
        }
    }
}
