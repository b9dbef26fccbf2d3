package io.netraven.credentials;

import java.time.Duration;
import java.util.UUID;

/**
 * What a store or a keyring did, for counters and timings. It is told after the transaction has ended, on the thread
 * that ran it, so a listener should be quick; what it throws is logged and ignored. No event holds a secret or a user
 * name. Kinds may be added in later releases: ignore what you do not know. Immutable.
 */
public sealed interface StoreEvent {

    /**
     * The credentials of a device were ranked.
     *
     * @param device the device's id
     * @param candidates how many there are
     * @param took how long it took
     */
    record Ranked(UUID device, int candidates, Duration took) implements StoreEvent {}

    /**
     * Secrets were decrypted, and the reading is in the audit log.
     *
     * @param secrets how many; none where an attempt was refused
     * @param took how long the transaction took
     */
    record Decrypted(int secrets, Duration took) implements StoreEvent {}

    /**
     * A secret is not what was stored: somebody changed it, or moved it to another row. Worth an alarm.
     *
     * @param secretName which secret, by its logical name, such as {@code credential.password}
     * @param row the id of its row
     */
    record Undecipherable(String secretName, UUID row) implements StoreEvent {}

    /**
     * The result of a login was recorded.
     *
     * @param outcome how it ended
     * @param took how long it took
     */
    record Recorded(Outcome outcome, Duration took) implements StoreEvent {}

    /**
     * A rotation has ended.
     *
     * @param report what it did
     */
    record Rotated(RotationReport report) implements StoreEvent {}
}
