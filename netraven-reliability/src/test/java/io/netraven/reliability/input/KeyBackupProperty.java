package io.netraven.reliability.input;

import io.netraven.credentials.CredentialException;
import io.netraven.credentials.Keyring;
import io.netraven.credentials.RestoredKey;
import io.netraven.credentials.Secret;
import io.netraven.credentials.internal.crypto.ProtectedFile;
import io.netraven.credentials.internal.crypto.ProtectedFile.Kind;
import io.netraven.credentials.testing.TestKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;

/** What is in a key backup, in a file that is authentic. */
final class KeyBackupProperty implements Property {

    private static final int KEY_LENGTH = 16 + 1 + 32;

    private final Scratch scratch = Scratch.create();
    private final Rows rows;
    private final Keyring keyring;

    KeyBackupProperty(DataSource database) {
        rows = new Rows(database);
        keyring = Keyring.builder(database).masterKey(TestKeys.masterKey()).build();
        rows.run("DELETE FROM netraven.encryption_keys");
        keyring.prepare();
    }

    @Override
    public void check(byte[] input) throws IOException {
        Path file = scratch.file("file", written(input));
        String before = rows.ask("SELECT string_agg(k::text, E'\\n' ORDER BY id) FROM netraven.encryption_keys k");
        try (Secret passphrase = Secret.ofString(Samples.PASSPHRASE)) {
            List<RestoredKey> plan;
            try {
                plan = keyring.planRestore(file, passphrase);
            } catch (CredentialException.FileDamaged | CredentialException.Conflict e) {
                unchanged(before);
                return;
            }
            unchanged(before);
            if (!keyring.restore(file, passphrase).equals(plan)) {
                throw new AssertionError("It was not restored as planned");
            }
            if (keyring.planRestore(file, passphrase).stream()
                    .anyMatch(each -> each.action() != RestoredKey.Action.PRESENT)) {
                throw new AssertionError("Not every key is there");
            }
            if (plan.size() != ByteBuffer.wrap(input).getInt()
                    || input.length != Integer.BYTES + plan.size() * KEY_LENGTH) {
                throw new AssertionError("It has " + input.length + " bytes for " + plan.size() + " keys");
            }
        } finally {
            rows.run("DELETE FROM netraven.encryption_keys WHERE state <> 'active'");
        }
    }

    private void unchanged(String before) {
        if (!rows.ask("SELECT string_agg(k::text, E'\\n' ORDER BY id) FROM netraven.encryption_keys k")
                .equals(before)) {
            throw new AssertionError("The keyring was changed");
        }
    }

    private static byte[] written(byte[] content) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ProtectedFile.write(
                file, Kind.DATA_KEYS, Samples.PASSPHRASE_UTF8, Samples.derivation(), out -> out.write(content));
        return file.toByteArray();
    }

    @Override
    public void close() throws IOException {
        scratch.close();
    }
}
