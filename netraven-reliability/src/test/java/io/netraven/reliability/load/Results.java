package io.netraven.reliability.load;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What the services reported, counted beside the database. Safe for use by several threads. */
final class Results {

    private static final String STORED = """
            SELECT c.id, c.success_count, c.failure_count,
                sum(t.success_count) AS on_tags, sum(t.failure_count) AS failures_on_tags,
                (SELECT sum(d.success_count) FROM netraven.device_credentials d WHERE d.credential_id = c.id) AS on_devices
            FROM netraven.credentials c JOIN netraven.credential_tags t ON t.credential_id = c.id GROUP BY c.id""";

    private final Map<UUID, LongAdder> accepted = new ConcurrentHashMap<>();
    private final Map<UUID, LongAdder> rejected = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> rejections = new ConcurrentHashMap<>();
    private final LongAdder revealed = new LongAdder();

    void revealed() {
        revealed.increment();
    }

    void accepted(UUID credential) {
        accepted.computeIfAbsent(credential, id -> new LongAdder()).increment();
    }

    void rejected(UUID credential, UUID device, String username) {
        rejected.computeIfAbsent(credential, id -> new LongAdder()).increment();
        rejections
                .computeIfAbsent(username + " on " + device, name -> new AtomicInteger())
                .incrementAndGet();
    }

    long reported() {
        return sum(accepted) + sum(rejected);
    }

    long revealedSoFar() {
        return revealed.sum();
    }

    /** The most rejections that one user name had on one device. */
    int mostRejections() {
        return rejections.values().stream().mapToInt(AtomicInteger::get).max().orElse(0);
    }

    /** Tells where the database counted otherwise. */
    List<String> differences(Connection connection) throws SQLException {
        Map<UUID, List<Long>> stored = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(STORED)) {
            while (row.next()) {
                stored.put(
                        row.getObject(1, UUID.class),
                        List.of(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6)));
            }
        }
        List<String> differences = new ArrayList<>();
        stored.forEach((id, counts) -> {
            long yes = count(accepted, id);
            long no = count(rejected, id);
            List<Long> expected = List.of(yes, no, yes, no, yes);
            if (!counts.equals(expected)) {
                differences.add(id + ": stored " + counts + ", reported " + expected);
            }
        });
        return differences;
    }

    private static long count(Map<UUID, LongAdder> counts, UUID id) {
        LongAdder adder = counts.get(id);
        return adder == null ? 0 : adder.sum();
    }

    private static long sum(Map<UUID, LongAdder> counts) {
        return counts.values().stream().mapToLong(LongAdder::sum).sum();
    }
}
