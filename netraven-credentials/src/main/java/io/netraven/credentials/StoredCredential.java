package io.netraven.credentials;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What is known of a credential, without its secrets: reading it decrypts nothing. Immutable.
 *
 * @param id its id
 * @param name what operators call it
 * @param username whom to log in as
 * @param description what it is for
 * @param secrets which secrets it has
 * @param useKeys whether to log in by SSH key
 * @param keyFile a file with the SSH key, outside the database
 * @param expiresAt from when on it is not offered any more
 * @param use how it fared on all devices
 * @param quarantine why it is set aside, absent when it is not
 * @param createdAt when it was stored
 * @param updatedAt when its content last changed
 * @param version raised by each change of the content and by key rotation
 * @param tags the tags it is offered for, by name
 */
public record StoredCredential(
        UUID id,
        String name,
        String username,
        Optional<String> description,
        Set<SecretPart> secrets,
        boolean useKeys,
        Optional<String> keyFile,
        Optional<Instant> expiresAt,
        Use use,
        Optional<Quarantine> quarantine,
        Instant createdAt,
        Instant updatedAt,
        long version,
        List<OfferedTag> tags) {

    /** Copies the collections. */
    public StoredCredential {
        secrets = Set.copyOf(secrets);
        tags = List.copyOf(tags);
    }

    /**
     * How often it was tried. Only an accepted or rejected login counts.
     *
     * @param successes accepted logins
     * @param failures rejected logins
     * @param lastUsed when it was last tried
     * @param lastSuccess when it was last accepted
     * @param lastFailure when it was last rejected
     */
    public record Use(
            long successes,
            long failures,
            Optional<Instant> lastUsed,
            Optional<Instant> lastSuccess,
            Optional<Instant> lastFailure) {}

    /**
     * A tag that it is offered for.
     *
     * @param tagId the tag's id
     * @param tagName the tag's name
     * @param priority 0 to 100
     * @param use how it fared on devices that carry the tag
     */
    public record OfferedTag(UUID tagId, String tagName, double priority, Use use) {}

    /**
     * Why it is offered to no device.
     *
     * @param since from when on
     * @param reason in words
     */
    public record Quarantine(Instant since, String reason) {}
}
