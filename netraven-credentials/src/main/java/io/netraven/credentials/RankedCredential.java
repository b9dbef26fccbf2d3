package io.netraven.credentials;

import java.util.UUID;

/**
 * A credential that a device may be tried with, and why it comes where it does. Nothing of it is decrypted. Immutable.
 *
 * @param credentialId its id
 * @param name its name
 * @param username whom to log in as
 * @param tagId the tag of the device that speaks most for it; a result counts there
 * @param score 0 to 1: success rate on the tag 75 %, priority 15 %, recency of success on the tag 10 %
 * @param priority its priority on the tag
 * @param lastAcceptedHere whether it is first because it was the last to be accepted by this very device
 */
public record RankedCredential(
        UUID credentialId,
        String name,
        String username,
        UUID tagId,
        double score,
        double priority,
        boolean lastAcceptedHere) {}
