package io.netraven.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.credentials.testing.TestKeys;
import io.netraven.schema.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rotation by processes: of many rows, in little memory, and killed at any moment. */
@SuppressWarnings("NullAway.Init")
class RotationIT {

    private static final Logger log = LoggerFactory.getLogger(RotationIT.class);

    @RegisterExtension
    static final TestDatabase database = Databases.perMethod().toleratingOpenSessions();

    private static Keyring keyring() {
        return Keyring.builder(database.dataSource())
                .masterKey(TestKeys.masterKey())
                .build();
    }

    private static Journal journal() {
        return new Journal(database.dataSource());
    }

    @Nested
    class OfManyRows {

        private static final int ROWS = 100_000;

        @Test
        @Tag("long")
        void losesNoneAndWritesNoneTwiceWhileFourWritersChangeThem() throws Exception {
            Journal journal = journal();
            List<UUID> ids = journal.fill(ROWS);
            double floor = ROWS / seconds();
            long written;
            try (Writers writers = Writers.start(database.dataSource(), journal, ids, 1);
                    RotatorProcess rotator = RotatorProcess.start(database.current(), 2_000, "-Xmx128m")) {
                List<Long> figures = rotator.await();
                written = writers.writes();
                writers.stop();
                double rate = figures.get(0) * 1e9 / figures.get(1);
                log.info(
                        "Rotated {} rows beside {} writes: {} rows/s; one UPDATE of the same rows: {} rows/s",
                        figures.get(0),
                        written,
                        Math.round(rate),
                        Math.round(floor));
            }

            assertThat(written).isPositive();
            assertThat(journal.differences(1, 1)).isEmpty();
            assertThat(keyring().status().pendingRows()).isZero();
        }

        /** One UPDATE that rewrites the same envelopes and versions, taken back. */
        private double seconds() throws SQLException {
            try (Connection connection = database.connect()) {
                connection.setAutoCommit(false);
                UUID other = UUID.randomUUID();
                Databases.run(
                        connection,
                        "INSERT INTO netraven.encryption_keys"
                                + " (id, wrapped_key, state, algorithm, wrap_parameters, check_value)"
                                + " SELECT ?, wrapped_key, 'decrypt_only', algorithm, wrap_parameters,"
                                + " overlay(check_value PLACING uuid_send(?) FROM 5) FROM netraven.encryption_keys",
                        other,
                        other);
                long start = System.nanoTime();
                Databases.run(
                        connection,
                        "UPDATE netraven.credentials c SET password = overlay(password PLACING u.id FROM 5),"
                                + " enable_password = overlay(enable_password PLACING u.id FROM 5),"
                                + " private_key = overlay(private_key PLACING u.id FROM 5),"
                                + " private_key_passphrase = overlay(private_key_passphrase PLACING u.id FROM 5),"
                                + " key_id = ?, version = version + 1 FROM (SELECT uuid_send(?) AS id) u"
                                + " WHERE key_id IS NOT NULL",
                        other,
                        other);
                double seconds = (System.nanoTime() - start) / 1e9;
                connection.rollback();
                connection.setAutoCommit(true);
                Databases.run(connection, "VACUUM FULL ANALYZE netraven.credentials");
                return seconds;
            }
        }
    }

    @Nested
    class OfLargeSecrets {

        @Test
        @Tag("long")
        void takesFarLessMemoryThanManyOfThemAre() throws Exception {
            inLittleMemory(5_000);
        }

        private void inLittleMemory(int rows) throws Exception {
            Journal journal = journal();
            journal.fill(Collections.nCopies(rows, Map.of(SecretPart.PRIVATE_KEY, "k".repeat(Secret.MAXIMUM_BYTES))));
            try (RotatorProcess rotator = RotatorProcess.start(database.current(), 2_000, "-Xmx56m")) {
                assertThat(rotator.await().get(0)).isEqualTo(rows);
            }
            assertThat(journal.differences(1, 1)).isEmpty();
        }
    }

    @Nested
    class Killed {

        private static final int ROWS = 2_000;
        private static final double BEYOND = 1.2;

        @Test
        void atAFewMomentsGoesOnWhereItWas() throws Exception {
            killAtMoments(2);
        }

        @Test
        @Tag("long")
        void atManyMomentsGoesOnWhereItWas() throws Exception {
            // Fifty in the long form.
            killAtMoments(System.getProperty("reliability.duration", "").isEmpty() ? 10 : 50);
        }

        private void killAtMoments(int rounds) throws Exception {
            long seed = new Random().nextLong();
            log.info("Kills {} rotators; the seed is {}", rounds, seed);
            Random random = new Random(seed);
            Journal journal = journal();
            List<UUID> ids = journal.fill(ROWS);
            UUID untouched = ids.remove(ROWS - 1);
            try (Writers writers = Writers.start(database.dataSource(), journal, ids, 1)) {
                Duration whole = durationOfARotation();
                int before = 0;
                int within = 0;
                int after = 0;
                for (int round = 0; round < rounds; round++) {
                    UUID old = active();
                    boolean ended;
                    boolean middle = round == rounds / 2;
                    try (Connection holder = database.connect()) {
                        if (middle) {
                            lock(holder, untouched);
                        }
                        try (RotatorProcess rotator = RotatorProcess.start(database.current(), 100)) {
                            double part = (round + random.nextDouble()) / rounds;
                            if (middle) {
                                // At least one is killed in the middle, however fast the machine is: it lacks a row.
                                Await.until(() -> !active().equals(old));
                            } else {
                                Thread.sleep((long) (whole.toMillis() * BEYOND * part));
                            }
                            ended = !rotator.isAlive();
                            rotator.kill();
                        }
                    }
                    boolean activated = !active().equals(old);
                    boolean left = keyring().status().pendingRows() > 0;
                    before += activated ? 0 : 1;
                    within += activated && left ? 1 : 0;
                    after += activated && !left ? 1 : 0;
                    Rotation next = round % 2 == 0 ? Rotation.whenDue() : Rotation.now();
                    RotationReport resumed = keyring().rotate(next);
                    assertThat(resumed.passedOverRows()).isZero();
                    assertThat(ended && left).isFalse();
                    assertThat(keyring().status().pendingRows()).isZero();
                    retireOldKeys();
                }
                writers.stop();
                log.info(
                        "Killed before activation {}, between {}, when all was done {}; {} writes meanwhile",
                        before,
                        within,
                        after,
                        writers.writes());
                assertThat(within).isPositive();
            }
            int rotations = keysMade() - 1;
            // A row that nobody changed was written by each rotation that made a key, or by the one after it.
            assertThat(journal.differences(1, rotations)).isEmpty();
        }

        /** Until the connection is closed. */
        private void lock(Connection connection, UUID row) throws SQLException {
            connection.setAutoCommit(false);
            Databases.run(connection, "SELECT FROM netraven.credentials WHERE id = ? FOR UPDATE", row);
        }

        private Duration durationOfARotation() throws Exception {
            long start = System.nanoTime();
            try (RotatorProcess rotator = RotatorProcess.start(database.current(), 100)) {
                rotator.await();
            }
            return Duration.ofNanos(System.nanoTime() - start);
        }

        /** The database itself refuses while anything is under them. */
        private void retireOldKeys() {
            keyring().status().keys().stream()
                    .filter(key -> !key.active())
                    .forEach(key -> keyring().retire(key.id()));
        }

        private UUID active() {
            return keyring().status().active().orElseThrow().id();
        }

        private int keysMade() throws SQLException {
            return (int) Databases.count(
                    database, "audit_logs WHERE event_type = 'key' AND event_name IN ('created', 'rotated')");
        }
    }
}
