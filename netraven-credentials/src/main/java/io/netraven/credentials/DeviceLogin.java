package io.netraven.credentials;

import io.netraven.credentials.CredentialException.Undecipherable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The logins to try on one device, the best first, until one is accepted or none is left; what the lockout budget
 * forbids is skipped.
 *
 * <pre>{@code
 * try (DeviceLogin login = store.loginFor(deviceId)) {
 *     for (Candidate candidate : login) {
 *         login.report(candidate, ssh.tryLogin(candidate));
 *     }
 * }
 * }</pre>
 *
 * <p>Each candidate is decrypted when it is its turn, not before; then an attempt of its user name is reserved, and the
 * reading is audited. An attempt whose result is not reported stays counted as a rejection: whoever dies in between must
 * not give an account away. After {@link Outcome#ACCEPTED} there is no further candidate. Not safe for use by several
 * threads.
 */
public final class DeviceLogin implements Iterable<Candidate>, AutoCloseable {

    /** Why a login was not offered. */
    public enum Reason {
        /** The user name has no attempt left on this device within the window. */
        BUDGET_EXHAUSTED,
        /** It has been deleted, has expired or been set aside since the ranking. */
        GONE,
        /** A secret of it cannot be decrypted. */
        UNDECIPHERABLE
    }

    /**
     * A login that was not offered.
     *
     * @param name the credential's name, absent for the device's own login
     * @param username whom it would have logged in as
     * @param reason why not
     */
    public record Skipped(Optional<String> name, String username, Reason reason) {}

    private final Attempts attempts;
    private final UUID device;
    private final Deque<Optional<RankedCredential>> waiting = new ArrayDeque<>();
    private final @Nullable String ownUsername;
    private final List<Candidate> handedOut = new ArrayList<>();
    private final Set<UUID> unreported = new HashSet<>();
    private final List<Skipped> skipped = new ArrayList<>();
    private @Nullable Candidate next;
    private boolean accepted;

    DeviceLogin(Attempts attempts, UUID device, Ranking ranking) {
        this.attempts = attempts;
        this.device = device;
        this.ownUsername = ranking.ownUsername().orElse(null);
        if (ownUsername != null) {
            waiting.add(Optional.empty());
        }
        ranking.credentials().forEach(credential -> waiting.add(Optional.of(credential)));
    }

    /**
     * Goes on where the last iteration was left. {@code hasNext} reserves an attempt of the next login, decrypts it and
     * audits the reading. So it throws {@link CredentialException.DatabaseFailed} when the database fails, and {@link
     * CredentialException.MasterKeyMismatch} after a rotation under another master key. The login that it was at is not
     * offered again.
     */
    @Override
    public Iterator<Candidate> iterator() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                if (next == null && !accepted) {
                    next = draw();
                }
                return next != null && !accepted;
            }

            @Override
            public Candidate next() {
                if (!hasNext() || next == null) {
                    throw new NoSuchElementException("No login is left for device " + device);
                }
                Candidate candidate = next;
                next = null;
                unreported.add(candidate.attempt());
                return candidate;
            }
        };
    }

    private @Nullable Candidate draw() {
        while (!waiting.isEmpty()) {
            Optional<RankedCredential> ranked = waiting.remove();
            String username = ranked.map(RankedCredential::username).orElseGet(() -> String.valueOf(ownUsername));
            try {
                Attempts.Reservation reservation = attempts.reserve(device, username, ranked);
                if (reservation.candidate().isPresent()) {
                    Candidate candidate = reservation.candidate().get();
                    handedOut.add(candidate);
                    return candidate;
                }
                skip(ranked, username, reservation.refused());
            } catch (Undecipherable e) {
                skip(ranked, username, Reason.UNDECIPHERABLE);
            }
        }
        return null;
    }

    private void skip(Optional<RankedCredential> ranked, String username, Reason reason) {
        skipped.add(new Skipped(ranked.map(RankedCredential::name), username, reason));
    }

    /**
     * Tells how a login ended. A second report of the same candidate is ignored.
     *
     * @param candidate from this object
     * @param outcome how it ended
     * @throws CredentialException.DatabaseFailed when it could not be recorded; the attempt stays counted
     */
    public void report(Candidate candidate, Outcome outcome) {
        if (!unreported.remove(candidate.attempt())) {
            return;
        }
        accepted |= outcome == Outcome.ACCEPTED;
        attempts.report(device, candidate, outcome);
    }

    /**
     * Returns what was not offered so far, and why.
     *
     * @return in the order of the ranking
     */
    public List<Skipped> skipped() {
        return List.copyOf(skipped);
    }

    /**
     * Overwrites all secrets that were handed out, and gives back the attempt that was reserved and not handed out.
     *
     * @throws CredentialException.DatabaseFailed when that attempt could not be given back: it stays counted, and the
     *     secrets are overwritten
     */
    @Override
    public void close() {
        Candidate unused = next;
        next = null;
        waiting.clear();
        handedOut.forEach(Candidate::wipe);
        if (unused != null) {
            attempts.report(device, unused, Outcome.NOT_TRIED);
        }
    }
}
