package io.netraven.credentials;

import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A credential to be stored. It refers to its secrets, which stay the caller's: close them when it is stored.
 *
 * <pre>{@code
 * NewCredential.named("core-ssh", "backup").password(password).tag(coreRouters, 90).build()
 * }</pre>
 *
 * <p>Immutable.
 */
public final class NewCredential {

    private final CredentialFields fields;
    private final Map<SecretPart, Secret> secrets;
    private final Map<UUID, Double> tags;

    private NewCredential(Builder builder) {
        fields = builder.fields.copy();
        secrets = new EnumMap<>(builder.secrets);
        tags = new LinkedHashMap<>(builder.tags);
    }

    /**
     * Starts a credential.
     *
     * @param name unique, what operators call it, at most 255 characters
     * @param username whom to log in as, at most 255 characters
     * @return a builder
     * @throws CredentialException.Invalid when one of them is blank, longer or has a NUL character
     */
    public static Builder named(String name, String username) {
        return new Builder(name, username);
    }

    /**
     * Returns the name.
     *
     * @return what operators call it
     */
    public String name() {
        return fields.name();
    }

    /**
     * Returns whom to log in as.
     *
     * @return the user's name on devices
     */
    public String username() {
        return fields.username();
    }

    CredentialFields fields() {
        return fields;
    }

    Map<SecretPart, Secret> secrets() {
        return secrets;
    }

    Map<UUID, Double> tags() {
        return tags;
    }

    /** The name only. */
    @Override
    public String toString() {
        return "NewCredential[" + name() + "]";
    }

    /** The parts of a credential. Not safe for use by several threads. */
    public static final class Builder {
        private final CredentialFields fields = new CredentialFields();
        private final Map<SecretPart, Secret> secrets = new EnumMap<>(SecretPart.class);
        private final Map<UUID, Double> tags = new LinkedHashMap<>();

        private Builder(String name, String username) {
            fields.setName(name);
            fields.setUsername(username);
        }

        /**
         * Says what it is for.
         *
         * @param text null for nothing
         * @return this builder
         * @throws CredentialException.Invalid when it has a NUL character
         */
        public Builder description(@Nullable String text) {
            fields.setDescription(text);
            return this;
        }

        /**
         * Sets the password.
         *
         * @param secret may be empty, which is a password too
         * @return this builder
         */
        public Builder password(Secret secret) {
            return secret(SecretPart.PASSWORD, secret);
        }

        /**
         * Sets one of the secrets.
         *
         * @param part which one
         * @param secret the secret
         * @return this builder
         */
        public Builder secret(SecretPart part, Secret secret) {
            secrets.put(part, secret);
            return this;
        }

        /**
         * Says whether to log in by SSH key.
         *
         * @param use false by default
         * @return this builder
         */
        public Builder useKeys(boolean use) {
            fields.setUseKeys(use);
            return this;
        }

        /**
         * Names a file with the SSH key, outside the database.
         *
         * @param path at most 1,024 characters; null for none
         * @return this builder
         * @throws CredentialException.Invalid when it is longer or has a NUL character
         */
        public Builder keyFile(@Nullable String path) {
            fields.setKeyFile(path);
            return this;
        }

        /**
         * Sets from when on it is not offered any more.
         *
         * @param time null for never
         * @return this builder
         */
        public Builder expiresAt(@Nullable Instant time) {
            fields.setExpiresAt(time);
            return this;
        }

        /**
         * Offers it for devices that carry a tag.
         *
         * @param tagId the tag's id
         * @param priority 0 to 100, the greater the sooner tried
         * @return this builder
         * @throws CredentialException.Invalid when the priority is another
         */
        public Builder tag(UUID tagId, double priority) {
            tags.put(tagId, CredentialFields.checkedPriority(priority));
            return this;
        }

        /**
         * Makes the credential.
         *
         * @return an immutable object
         */
        public NewCredential build() {
            return new NewCredential(this);
        }
    }
}
