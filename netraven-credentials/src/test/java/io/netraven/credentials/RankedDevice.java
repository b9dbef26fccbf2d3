package io.netraven.credentials;

import io.netraven.model.base.TimeOrderedId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A device with tags and credentials that were drawn, and the ranking written down plainly: what the query is held
 * against.
 *
 * @param id the device
 * @param tags all tags, of which the device carries the first ones
 * @param carried how many it carries
 * @param credentials the credentials on those tags
 */
record RankedDevice(UUID id, List<UUID> tags, int carried, List<Drawn> credentials) {

    private record Drawn(
            UUID id,
            String name,
            long successes,
            long failures,
            @Nullable Instant expiresAt,
            boolean quarantined,
            @Nullable Instant acceptedHere,
            @Nullable Instant rejectedHere,
            Map<UUID, OnTag> tags) {}

    private record OnTag(
            UUID tag,
            double priority,
            long successes,
            long failures,
            @Nullable Instant lastSuccess) {}

    static RankedDevice draw(Random random, Instant now) {
        List<UUID> tags = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            tags.add(TimeOrderedId.next());
        }
        List<Drawn> credentials = new ArrayList<>();
        int count = random.nextInt(8);
        for (int i = 0; i < count; i++) {
            Map<UUID, OnTag> on = new LinkedHashMap<>();
            for (UUID tag : tags) {
                if (random.nextBoolean()) {
                    // Few values, so that there are ties.
                    on.put(
                            tag,
                            new OnTag(
                                    tag,
                                    25 * random.nextInt(5),
                                    attempts(random),
                                    attempts(random),
                                    time(random, now)));
                }
            }
            UUID id = TimeOrderedId.next();
            credentials.add(new Drawn(
                    id,
                    (char) ('A' + random.nextInt(58)) + "-" + id,
                    attempts(random),
                    attempts(random),
                    random.nextInt(4) == 0 ? time(random, now) : null,
                    random.nextInt(6) == 0,
                    time(random, now),
                    time(random, now),
                    on));
        }
        return new RankedDevice(TimeOrderedId.next(), tags, random.nextInt(5), credentials);
    }

    private static long attempts(Random random) {
        return random.nextInt(4);
    }

    /** Nothing, up to 40 days ago, or up to 10 days ahead. */
    private static @Nullable Instant time(Random random, Instant now) {
        return random.nextInt(3) == 0
                ? null
                : now.minus(Duration.ofHours(random.nextInt(50 * 24) - 10 * 24L))
                        .truncatedTo(ChronoUnit.MICROS);
    }

    /** The ranking, as the page about credentials tells it. */
    List<RankedCredential> rank(Instant now) {
        Optional<UUID> last = credentials.stream()
                .filter(each -> isOffered(each, now))
                .filter(each -> each.acceptedHere() != null
                        && (each.rejectedHere() == null || each.acceptedHere().isAfter(each.rejectedHere())))
                .max(Comparator.comparing((Drawn each) ->
                                Optional.ofNullable(each.acceptedHere()).orElse(Instant.MIN))
                        .thenComparing(each -> each.id().toString(), Comparator.reverseOrder()))
                .map(Drawn::id);
        return credentials.stream()
                .filter(each -> isOffered(each, now))
                .map(each -> best(each, now, last.filter(each.id()::equals).isPresent()))
                .sorted(Comparator.comparing((RankedCredential each) -> !each.lastAcceptedHere())
                        .thenComparing(RankedCredential::score, Comparator.reverseOrder())
                        .thenComparing(RankedCredential::priority, Comparator.reverseOrder())
                        .thenComparing(RankedCredential::name)
                        .thenComparing(each -> each.credentialId().toString()))
                .toList();
    }

    private boolean isOffered(Drawn credential, Instant now) {
        return !credential.quarantined()
                && (credential.expiresAt() == null || credential.expiresAt().isAfter(now))
                && tags.subList(0, carried).stream().anyMatch(credential.tags()::containsKey);
    }

    private RankedCredential best(Drawn credential, Instant now, boolean lastHere) {
        return tags.subList(0, carried).stream()
                .flatMap(tag -> Optional.ofNullable(credential.tags().get(tag)).stream())
                .map(on -> new RankedCredential(
                        credential.id(),
                        credential.name(),
                        "user",
                        on.tag(),
                        score(credential, on, now),
                        on.priority(),
                        lastHere))
                .min(Comparator.comparing(RankedCredential::score, Comparator.reverseOrder())
                        .thenComparing(RankedCredential::priority, Comparator.reverseOrder())
                        .thenComparing(each -> each.tagId().toString()))
                .orElseThrow();
    }

    private static double score(Drawn credential, OnTag on, Instant now) {
        double rate = 0.5;
        if (on.successes() + on.failures() >= 3) {
            rate = (double) on.successes() / (on.successes() + on.failures());
        } else if (credential.successes() + credential.failures() >= 3) {
            rate = (double) credential.successes() / (credential.successes() + credential.failures());
        }
        double recency = 0;
        if (on.lastSuccess() != null) {
            double seconds = ChronoUnit.MICROS.between(on.lastSuccess(), now) / 1e6;
            recency = Math.max(0, Math.min(1, 1 - seconds / (30 * 86_400)));
        }
        return 0.75 * rate + 0.15 * on.priority() / 100 + 0.10 * recency;
    }

    void addTo(RowBatches rows) throws SQLException {
        rows.add("INSERT INTO netraven.users (id, username, email, password_hash)"
                + " VALUES ('01970000-0000-7000-8000-0000000000ff', 'sample', 'sample@netraven.example', '!')"
                + " ON CONFLICT DO NOTHING");
        rows.add(
                "INSERT INTO netraven.devices (id, hostname, ip_address, device_type, owner_id)"
                        + " VALUES (?, 'r', '192.0.2.1', 'cisco_ios', '01970000-0000-7000-8000-0000000000ff')",
                id);
        for (int i = 0; i < tags.size(); i++) {
            rows.add(
                    "INSERT INTO netraven.tags (id, name) VALUES (?, ?)",
                    tags.get(i),
                    tags.get(i).toString());
            if (i < carried) {
                rows.add("INSERT INTO netraven.device_tags (device_id, tag_id) VALUES (?, ?)", id, tags.get(i));
            }
        }
        for (Drawn each : credentials) {
            addTo(rows, each);
        }
    }

    private void addTo(RowBatches rows, Drawn each) throws SQLException {
        rows.add(
                "INSERT INTO netraven.credentials (id, name, username, success_count, failure_count, expires_at,"
                        + " quarantined_at) VALUES (?, ?, 'user', ?, ?, ?, CASE WHEN ? THEN now() END)",
                each.id(),
                each.name(),
                each.successes(),
                each.failures(),
                each.expiresAt(),
                each.quarantined());
        rows.add(
                "INSERT INTO netraven.device_credentials (device_id, credential_id, last_success, last_rejection)"
                        + " VALUES (?, ?, ?, ?)",
                id,
                each.id(),
                each.acceptedHere(),
                each.rejectedHere());
        for (OnTag on : each.tags().values()) {
            rows.add(
                    "INSERT INTO netraven.credential_tags (id, credential_id, tag_id, priority, success_count,"
                            + " failure_count, last_success) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    TimeOrderedId.next(),
                    each.id(),
                    on.tag(),
                    on.priority(),
                    on.successes(),
                    on.failures(),
                    on.lastSuccess());
        }
    }
}
