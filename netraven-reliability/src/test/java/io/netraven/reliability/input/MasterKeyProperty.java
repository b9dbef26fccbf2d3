package io.netraven.reliability.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netraven.credentials.CredentialException;
import io.netraven.credentials.MasterKey;
import io.netraven.credentials.Secret;
import java.security.MessageDigest;
import java.util.UUID;

/** A text for {@code NETRAVEN_ENCRYPTION_KEY}. */
final class MasterKeyProperty implements Property {

    private static final UUID ID = new UUID(1, 2);
    private static final byte[] DATA_KEY = new byte[32];

    @Override
    public void check(byte[] input) {
        String text = new String(input, UTF_8);
        try (Secret secret = Secret.ofUtf8(input);
                MasterKey key = MasterKey.of(secret)) {
            Marker.isNotIn(key.toString());
            // A passphrase would take a tenth of a second.
            if (text.startsWith("base64:")
                    && !MessageDigest.isEqual(
                            key.unwrap(ID, key.wrap(ID, DATA_KEY)).orElseThrow(), DATA_KEY)) {
                throw new AssertionError("It does not unwrap what it wrapped");
            }
        } catch (CredentialException.Invalid | CredentialException.MasterKeyUnusable e) {
            Marker.isNotIn(String.valueOf(e.getMessage()));
        }
    }
}
