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
     * The credentials of a device were ranked, by {@code rank} or for a login.
     *
     * @param device the device's id: for a log; there are too many for the label of a metric
     * @param candidates how many there are
     * @param took how long it took
     */
    record Ranked(UUID device, int candidates, Duration took) implements StoreEvent {}

    /**
     * A transaction that may decrypt secrets has been committed, with the audit records of what it decrypted.
     *
     * @param secrets how many were decrypted, which is what to count: none where an attempt was refused, or where a
     *     credential has no secret
     * @param took how long the transaction took
     */
    record Decrypted(int secrets, Duration took) implements StoreEvent {}

    /**
     * A secret is not what was stored: somebody changed it or moved it to another row, or its key is gone. Worth an
     * alarm. What a rotation passes over is in {@link Rotated} instead.
     *
     * @param secretName which secret, by its logical name, such as {@code credential.password}
     * @param row the id of its row
     */
    record Undecipherable(String secretName, UUID row) implements StoreEvent {}

    /**
     * The result of an attempt was recorded, of a stored credential or of a device's own login.
     *
     * @param outcome how it ended; {@code NOT_TRIED} also where a login was closed before its next candidate was used
     * @param took how long it took
     */
    record Recorded(Outcome outcome, Duration took) implements StoreEvent {}

    /**
     * A rotation has ended, and not with an exception.
     *
     * @param report what it did; rows that it passed over are worth an alarm
     */
    record Rotated(RotationReport report) implements StoreEvent {}
}
