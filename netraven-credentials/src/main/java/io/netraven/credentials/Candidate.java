package io.netraven.credentials;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A login to try on one device, with its secrets in plain text. An attempt is reserved for it: report how it ended. The
 * secrets are overwritten when the {@link DeviceLogin} that it comes from is closed. Safe for use by several threads.
 */
public final class Candidate {

    private final @Nullable RankedCredential ranked;
    private final String username;
    private final boolean useKeys;
    private final @Nullable String keyFile;
    private final Map<SecretPart, Secret> secrets;
    private final UUID attempt;

    Candidate(
            @Nullable RankedCredential ranked,
            String username,
            boolean useKeys,
            @Nullable String keyFile,
            Map<SecretPart, Secret> secrets,
            UUID attempt) {
        this.ranked = ranked;
        this.username = username;
        this.useKeys = useKeys;
        this.keyFile = keyFile;
        this.secrets = new EnumMap<>(secrets);
        this.attempt = attempt;
    }

    /**
     * Returns which credential it is, and why it comes now.
     *
     * @return absent for the device's own login
     */
    public Optional<RankedCredential> credential() {
        return Optional.ofNullable(ranked);
    }

    /**
     * Returns whom to log in as.
     *
     * @return the user's name on the device
     */
    public String username() {
        return username;
    }

    /**
     * Returns the password.
     *
     * @return open until the {@link DeviceLogin} is closed
     */
    public Optional<Secret> password() {
        return secret(SecretPart.PASSWORD);
    }

    /**
     * Returns one of the secrets.
     *
     * @param part which one
     * @return open until the {@link DeviceLogin} is closed
     */
    public Optional<Secret> secret(SecretPart part) {
        return Optional.ofNullable(secrets.get(part));
    }

    /**
     * Tells whether to log in by SSH key.
     *
     * @return whether
     */
    public boolean useKeys() {
        return useKeys;
    }

    /**
     * Returns a file with the SSH key.
     *
     * @return a path outside the database
     */
    public Optional<String> keyFile() {
        return Optional.ofNullable(keyFile);
    }

    UUID attempt() {
        return attempt;
    }

    void wipe() {
        secrets.values().forEach(Secret::close);
    }

    /** Name and user name, no secret. */
    @Override
    public String toString() {
        return "Candidate[" + (ranked == null ? "the device's own login" : ranked.name()) + ", " + username + "]";
    }
}
