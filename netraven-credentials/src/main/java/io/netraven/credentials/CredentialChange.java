package io.netraven.credentials;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What is to change of a credential; what is not named stays as it is. Secrets stay the caller's. Not safe for use by
 * several threads.
 *
 * <pre>{@code
 * store.update(id, new CredentialChange().ifVersion(read.version()).password(secret));
 * }</pre>
 */
public final class CredentialChange {

    private final CredentialFields fields = new CredentialFields();
    private final Map<SecretPart, Optional<Secret>> secrets = new EnumMap<>(SecretPart.class);
    private OptionalLong version = OptionalLong.empty();

    /** Creates a change of nothing. */
    public CredentialChange() {}

    /**
     * Refuses the change when somebody else has made one in the meantime.
     *
     * @param expected the version that was read
     * @return this change
     */
    public CredentialChange ifVersion(long expected) {
        version = OptionalLong.of(expected);
        return this;
    }

    /**
     * Renames it.
     *
     * @param name unique, at most 255 characters
     * @return this change
     * @throws CredentialException.Invalid when it is blank, longer or has a NUL character
     */
    public CredentialChange name(String name) {
        fields.setName(name);
        return this;
    }

    /**
     * Changes whom to log in as.
     *
     * @param username the user's name on devices, at most 255 characters
     * @return this change
     * @throws CredentialException.Invalid when it is blank, longer or has a NUL character
     */
    public CredentialChange username(String username) {
        fields.setUsername(username);
        return this;
    }

    /**
     * Changes what it is for.
     *
     * @param text null for nothing
     * @return this change
     * @throws CredentialException.Invalid when it has a NUL character
     */
    public CredentialChange description(@Nullable String text) {
        fields.setDescription(text);
        return this;
    }

    /**
     * Changes the password, and lifts a quarantine.
     *
     * @param secret the new one
     * @return this change
     */
    public CredentialChange password(Secret secret) {
        return secret(SecretPart.PASSWORD, secret);
    }

    /**
     * Changes a secret, and lifts a quarantine.
     *
     * @param part which one
     * @param secret the new one
     * @return this change
     */
    public CredentialChange secret(SecretPart part, Secret secret) {
        secrets.put(part, Optional.of(secret));
        return this;
    }

    /**
     * Removes a secret.
     *
     * @param part which one
     * @return this change
     */
    public CredentialChange without(SecretPart part) {
        secrets.put(part, Optional.empty());
        return this;
    }

    /**
     * Changes whether to log in by SSH key.
     *
     * @param use whether
     * @return this change
     */
    public CredentialChange useKeys(boolean use) {
        fields.setUseKeys(use);
        return this;
    }

    /**
     * Changes the file with the SSH key.
     *
     * @param path at most 1,024 characters; null for none
     * @return this change
     * @throws CredentialException.Invalid when it is longer or has a NUL character
     */
    public CredentialChange keyFile(@Nullable String path) {
        fields.setKeyFile(path);
        return this;
    }

    /**
     * Changes from when on it is not offered any more.
     *
     * @param time null for never
     * @return this change
     */
    public CredentialChange expiresAt(@Nullable Instant time) {
        fields.setExpiresAt(time);
        return this;
    }

    CredentialFields fields() {
        return fields;
    }

    Map<SecretPart, Optional<Secret>> secrets() {
        return secrets;
    }

    OptionalLong version() {
        return version;
    }

    /** Names what changes, not to what. */
    @Override
    public String toString() {
        return "CredentialChange[" + fields.values().keySet() + ", " + secrets.keySet() + "]";
    }
}
