package io.netraven.credentials;

import io.netraven.credentials.DeviceLogin.Reason;
import io.netraven.credentials.internal.sql.Database;
import io.netraven.credentials.internal.sql.Session;
import io.netraven.model.base.TimeOrderedId;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Hands out secrets for one attempt each, and records how it ended. Safe for use by several threads. */
final class Attempts {

    private final Database database;
    private final UnlockedKeys keys;
    private final LoginBudgets budgets;
    private final Results results;
    private final Audit audit;
    private final Listening listening;

    Attempts(Database database, UnlockedKeys keys, LoginPolicy policy, Actor actor, Listening listening) {
        this.database = database;
        this.keys = keys;
        this.budgets = new LoginBudgets(policy);
        this.results = new Results(policy, actor);
        this.audit = new Audit(actor);
        this.listening = listening;
    }

    /**
     * What came of a reservation.
     *
     * @param candidate the login to try
     * @param refused why there is none
     */
    record Reservation(Optional<Candidate> candidate, Reason refused) {

        static Reservation refused(Reason reason) {
            return new Reservation(Optional.empty(), reason);
        }
    }

    /**
     * Reserves an attempt and reads the secrets for it, in one transaction: both happen or neither.
     *
     * @throws CredentialException.Undecipherable when one of them does not open; then no attempt is reserved
     */
    Reservation reserve(UUID device, String username, Optional<RankedCredential> ranked) {
        UUID attempt = TimeOrderedId.next();
        return keys.read((session, opening) -> {
            if (!budgets.reserve(session, device, username, attempt)) {
                return Reservation.refused(Reason.BUDGET_EXHAUSTED);
            }
            Optional<Candidate> candidate = ranked.isPresent()
                    ? credential(session, opening, device, ranked.get(), attempt)
                    : own(session, opening, device, username, attempt);
            if (candidate.isEmpty()) {
                LoginBudgets.giveBack(session, device, username, attempt);
                return Reservation.refused(Reason.GONE);
            }
            return new Reservation(candidate, Reason.GONE);
        });
    }

    private Optional<Candidate> credential(
            Session session, UnlockedKeys.Opening opening, UUID device, RankedCredential ranked, UUID attempt)
            throws SQLException {
        UUID id = ranked.credentialId();
        Optional<Candidate> candidate = session.find(
                """
                SELECT use_keys, key_file, password, enable_password, private_key, private_key_passphrase
                FROM $.credentials
                WHERE id = ? AND username = ? AND quarantined_at IS NULL AND (expires_at IS NULL OR expires_at > now())
                """,
                row -> {
                    Map<SecretPart, Secret> secrets = new EnumMap<>(SecretPart.class);
                    for (SecretPart part : SecretPart.values()) {
                        byte[] envelope = row.getBytes(part.column());
                        if (envelope != null) {
                            secrets.put(part, opening.open(session, part.logicalName(), id, envelope));
                        }
                    }
                    return new Candidate(
                            ranked,
                            ranked.username(),
                            row.getBoolean("use_keys"),
                            row.getString("key_file"),
                            secrets,
                            attempt);
                },
                id,
                ranked.username());
        if (candidate.isPresent()) {
            audit.credential(session, "secret_read", id, "For a login to device " + device);
        }
        return candidate;
    }

    private Optional<Candidate> own(
            Session session, UnlockedKeys.Opening opening, UUID device, String username, UUID attempt)
            throws SQLException {
        Optional<Candidate> candidate = session.find(
                "SELECT password FROM $.devices WHERE id = ? AND username = ? AND password IS NOT NULL",
                row -> new Candidate(
                        null,
                        username,
                        false,
                        null,
                        Map.of(
                                SecretPart.PASSWORD,
                                opening.open(session, EncryptedTable.DEVICE_PASSWORD, device, row.getBytes(1))),
                        attempt),
                device,
                username);
        if (candidate.isPresent()) {
            audit.secret(session, "secret_read", device, "device", "The device's own password, for a login to it");
        }
        return candidate;
    }

    /** Records how an attempt ended. */
    void report(UUID device, Candidate candidate, Outcome outcome) {
        if (candidate.credential().isPresent()) {
            RankedCredential ranked = candidate.credential().get();
            record(ranked.credentialId(), device, ranked.tagId(), ranked.username(), candidate.attempt(), outcome);
        } else {
            recordOwn(device, candidate, outcome);
        }
    }

    /** The attempt at a device's own login counts as rejected until it is given back, and nothing else counts it. */
    private void recordOwn(UUID device, Candidate candidate, Outcome outcome) {
        long start = System.nanoTime();
        if (outcome != Outcome.REJECTED) {
            Failures.statements(database, session -> {
                LoginBudgets.giveBack(session, device, candidate.username(), candidate.attempt());
                return true;
            });
        }
        listening.tell(new StoreEvent.Recorded(outcome, Listening.since(start)));
    }

    /** Records a result. */
    void record(
            UUID credential,
            UUID device,
            @Nullable UUID tag,
            String username,
            @Nullable UUID attempt,
            Outcome outcome) {
        long start = System.nanoTime();
        Failures.statements(database, session -> {
            results.record(session, credential, device, tag, username, attempt, outcome);
            return true;
        });
        listening.tell(new StoreEvent.Recorded(outcome, Listening.since(start)));
    }
}
