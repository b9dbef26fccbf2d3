package io.netraven.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netraven.credentials.RotationReport.PassedOver;
import io.netraven.credentials.testing.SampleData;
import io.netraven.credentials.testing.TestKeys;
import io.netraven.schema.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Order(1) // One of the longest.
@SuppressWarnings("NullAway.Init")
class RotationTest {

    private static final int ROWS = 1_500;
    private static final Rotation NOW = Rotation.now().withBatchRows(100);

    @RegisterExtension
    static final TestDatabase database = Databases.perMethod();

    /** The threads of a rotation are of the group of the thread that rotates. */
    private final ThreadGroup group = new ThreadGroup("rotating");

    private Journal journal;
    private ExecutorService threads;

    @BeforeEach
    void begin() {
        journal = new Journal(database.dataSource());
        threads = Executors.newCachedThreadPool(task -> new Thread(group, task));
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
        assertThat(database.log().orElseThrow()).noneMatch(line -> line.contains("deadlock detected"));
    }

    private static Keyring keyring() {
        return Keyring.builder(database.dataSource())
                .masterKey(TestKeys.masterKey())
                .build();
    }

    private static RotationReport rotate(Rotation rotation) {
        return keyring().rotate(rotation);
    }

    private static UUID active() {
        return keyring().status().active().orElseThrow().id();
    }

    private static long pending() {
        return keyring().status().pendingRows();
    }

    private static List<Map<SecretPart, String>> passwords(int count) {
        return Collections.nCopies(count, Map.of(SecretPart.PASSWORD, "a password"));
    }

    private static CredentialStore open() {
        return CredentialStore.open(database.dataSource(), TestKeys.masterKey());
    }

    private static Connection begun() throws SQLException {
        Connection connection = database.connect();
        connection.setAutoCommit(false);
        return connection;
    }

    private static void lock(Connection connection, UUID id) throws SQLException {
        Databases.run(connection, "SELECT FROM netraven.credentials WHERE id = ? FOR UPDATE", id);
    }

    /** As a service writes a secret in a transaction of its own. */
    private void change(CredentialStore store, Connection writer, UUID id, String password) throws SQLException {
        SealedSecret sealed = store.seal(writer, "credential.password", id, Secret.ofString(password));
        Databases.run(
                writer,
                "UPDATE netraven.credentials SET password = ?, key_id = ?, version = version + 1, updated_at = now()"
                        + " WHERE id = ?",
                sealed.envelope(),
                sealed.keyId(),
                id);
        journal.changed(id, SecretPart.PASSWORD, password);
    }

    /** How many sessions of this database wait for a lock of some kinds. */
    private static int waiting(String kinds) throws SQLException {
        return Databases.ask(
                        database,
                        "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND wait_event_type = 'Lock' AND wait_event = ANY (string_to_array(?, ' '))",
                        kinds)
                .size();
    }

    private static boolean waitsForARow() throws SQLException {
        return waiting("transactionid tuple") > 0;
    }

    private static boolean waitsForWriters() throws SQLException {
        return waiting("advisory") > 0;
    }

    /** This test's own: other classes rotate too. The threads themselves may need a moment more to end. */
    private long workers() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getThreadGroup() == group)
                .filter(thread -> Stream.of(thread.getValue())
                        .anyMatch(frame -> frame.getClassName().equals(Reencryption.class.getName() + "$Worker")))
                .count();
    }

    @Nested
    class WithWriters {

        @Test
        void bringsEveryRowUnderTheNewKeyOnceWhileFourChangeThem() throws Exception {
            List<UUID> ids = journal.fill(ROWS);
            RotationReport report;
            try (Writers writers = Writers.start(database.dataSource(), journal, ids, 1)) {
                report = keyring().rotate(NOW, progress -> awaitMore(writers, 1));
                writers.awaitMore(50);
                writers.stop();
            }

            assertThat(journal.differences(1, 1)).isEmpty();
            assertThat(report.passedOverRows()).isZero();
            assertThat(report.newKey()).isTrue();
            assertThat(report.activeKey()).isEqualTo(active());
            assertThat(report.rows()).isPositive();
            assertThat(pending()).isZero();
        }

        @Tag("long")
        @Test
        void doesSoThreeTimesInARowUnderReaders() throws Exception {
            List<UUID> ids = journal.fill(500);
            AtomicBoolean done = new AtomicBoolean();
            AtomicInteger reads = new AtomicInteger();
            Callable<Integer> reader = () -> {
                try (CredentialStore store = open()) {
                    for (int i = 0; !done.get(); i = (i + 17) % ids.size()) {
                        String expected = journal.entry(ids.get(i)).secrets().getOrDefault(SecretPart.PASSWORD, "none");
                        assertThat(store.reveal(ids.get(i), SecretPart.PASSWORD)
                                        .map(secret -> new String(secret.reveal()))
                                        .orElse("none"))
                                .isEqualTo(expected);
                        reads.incrementAndGet();
                    }
                }
                return reads.get();
            };
            List<Future<Integer>> readers = List.of(threads.submit(reader), threads.submit(reader));
            for (int i = 0; i < 3; i++) {
                int before = reads.get();
                keyring().rotate(NOW, progress -> awaitThat(() -> reads.get() > before + 5));
            }
            done.set(true);
            for (Future<Integer> each : readers) {
                assertThat(each.get()).isPositive();
            }

            assertThat(journal.differences(3, 3)).isEmpty();
            assertThat(keyring().status().keys()).hasSize(4);
        }

        @Tag("long")
        @Test
        void twoForcedOnesAtOnceComeToTheSame() throws Exception {
            twoAtOnce(NOW, NOW);
        }

        @Test
        void aForcedOneAndADueOneAtOnceComeToTheSame() throws Exception {
            twoAtOnce(NOW, Rotation.whenDue().withBatchRows(70));
        }

        private void twoAtOnce(Rotation one, Rotation other) throws Exception {
            List<UUID> ids = journal.fill(ROWS);
            long touched = journal.encrypted();
            int keysBefore = keyring().status().keys().size();
            try (Writers writers = Writers.start(database.dataSource(), journal, ids, 2)) {
                List<Future<RotationReport>> reports = List.of(
                        threads.submit(() -> keyring().rotate(one, progress -> awaitMore(writers, 1))),
                        threads.submit(() -> keyring().rotate(other, progress -> awaitMore(writers, 1))));
                for (Future<RotationReport> each : reports) {
                    RotationReport report = each.get();
                    assertThat(report.passedOverRows()).isZero();
                    assertThat(report.passedOver()).isEmpty();
                }
                writers.stop();
            }
            assertThat(touched).isPositive();
            int made = keyring().status().keys().size() - keysBefore;
            assertThat(made).isBetween(1, 2);
            assertThat(journal.differences(1, made)).isEmpty();
            assertThat(pending()).isZero();
        }

        private void awaitMore(Writers writers, int count) {
            long enough = writers.writes() + count;
            awaitThat(() -> writers.writes() >= enough);
        }

        private void awaitThat(Callable<Boolean> condition) {
            try {
                Await.until(condition);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Nested
    class Activating {

        @Test
        void waitsForAWriterUnderWayAndLetsOthersWriteMeanwhile() throws Exception {
            List<UUID> ids = journal.fill(passwords(10));
            UUID old = active();
            Future<RotationReport> rotating;
            try (CredentialStore store = open();
                    Connection writer = begun()) {
                change(store, writer, ids.get(0), "late");
                rotating = threads.submit(() -> rotate(NOW));
                Await.until(RotationTest::waitsForWriters);

                UUID meanwhile = store.add(NewCredential.named("meanwhile", "backup")
                        .password(Secret.ofString("meanwhile"))
                        .build());
                journal.added(meanwhile, Map.of(SecretPart.PASSWORD, "meanwhile"), 0);
                assertThat(active()).isEqualTo(old);
                assertThat(rotating).isNotDone();

                writer.commit();
            }

            assertThat(rotating.get().rows()).isEqualTo(11);
            assertThat(journal.differences(1, 1)).isEmpty();
            assertThat(active()).isNotEqualTo(old);
        }

        @Test
        void leavesAStoreThatKnewTheOldKeyToWriteUnderTheNewOne() throws Exception {
            List<UUID> ids = journal.fill(10);
            try (CredentialStore stale = open();
                    CredentialStore staleToo = open();
                    Connection writer = begun()) {
                UUID fresh = rotate(NOW).activeKey();

                UUID added = stale.add(NewCredential.named("after", "backup")
                        .password(Secret.ofString("after"))
                        .build());
                journal.added(added, Map.of(SecretPart.PASSWORD, "after"), 0);
                SealedSecret sealed = staleToo.seal(writer, "credential.password", ids.get(0), Secret.ofString("x"));

                assertThat(sealed.keyId()).isEqualTo(fresh);
                assertThat(Databases.ask(database, "SELECT key_id FROM netraven.credentials WHERE id = ?", added))
                        .containsExactly(fresh);
            }
            assertThat(journal.differences(1, 1)).isEmpty();
        }

        @Test
        void isNotMissedByATransactionThatSeesAnOlderState() throws Exception {
            List<UUID> ids = journal.fill(passwords(1));
            try (CredentialStore store = open();
                    Connection writer = begun()) {
                writer.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                Databases.run(writer, "SELECT FROM netraven.credentials");
                rotate(NOW);

                assertThatThrownBy(() -> store.seal(writer, "credential.password", ids.get(0), Secret.ofString("late")))
                        .isInstanceOf(CredentialException.Invalid.class)
                        .hasMessageContaining("READ COMMITTED")
                        .hasMessageContaining("repeatable read");
                writer.rollback();
            }
            assertThat(journal.differences(1, 1)).isEmpty();
        }

        @Test
        void byAnotherIsFollowedAndNothingOfItIsCalledPassedOver() throws Exception {
            journal.fill(passwords(300));
            AtomicBoolean once = new AtomicBoolean();

            RotationReport report = keyring().rotate(NOW, progress -> {
                if (once.compareAndSet(false, true)) {
                    rotate(NOW);
                }
            });

            assertThat(keyring().status().keys()).hasSize(3);
            assertThat(report.activeKey()).isEqualTo(active());
            assertThat(report.passedOverRows()).isZero();
            assertThat(journal.differences(1, 2)).isEmpty();
        }
    }

    @Nested
    class HeldRows {

        @Test
        void arePassedFirstAndReachedInTheEnd() throws Exception {
            UUID held = journal.fill(passwords(300)).get(150);
            Future<RotationReport> rotating;
            try (Connection holder = begun()) {
                lock(holder, held);
                rotating = threads.submit(() -> rotate(NOW));
                Await.until(RotationTest::waitsForARow);
                assertThat(pending()).isOne();
                holder.rollback();
            }

            assertThat(rotating.get().rows()).isEqualTo(300);
            assertThat(journal.differences(1, 1)).isEmpty();
        }

        @Test
        void areWaitedForWithoutHoldingOthers() throws Exception {
            List<UUID> ids = journal.fill(passwords(300));
            Future<RotationReport> rotating;
            try (Connection first = begun();
                    Connection second = begun();
                    CredentialStore store = open()) {
                lock(first, ids.get(10));
                lock(second, ids.get(20));
                rotating = threads.submit(() -> rotate(NOW));
                Await.until(RotationTest::waitsForARow);
                assertNobodyHoldsAnyBut(ids.get(10), ids.get(20));
                first.rollback();
                Await.until(() -> pending() == 1 && waitsForARow());

                assertNobodyHoldsAnyBut(ids.get(20));
                store.update(ids.get(10), new CredentialChange().password(Secret.ofString("meanwhile")));
                journal.changed(ids.get(10), SecretPart.PASSWORD, "meanwhile");
                second.rollback();
            }

            assertThat(rotating.get().rows()).isEqualTo(300);
            assertThat(journal.differences(1, 1)).isEmpty();
        }

        private void assertNobodyHoldsAnyBut(UUID... held) throws SQLException {
            try (Connection other = begun()) {
                Databases.run(
                        other,
                        "SELECT FROM netraven.credentials WHERE id <> ALL (?) FOR UPDATE NOWAIT",
                        other.createArrayOf("uuid", held));
                other.rollback();
            }
        }

        @Test
        void areReachedBehindOneThatItsHolderHasChanged() throws Exception {
            List<UUID> ids = journal.fill(passwords(300));
            Future<RotationReport> rotating;
            try (Connection writer = begun();
                    Connection holder = begun();
                    CredentialStore store = open()) {
                lock(writer, ids.get(10));
                lock(holder, ids.get(20));
                rotating = threads.submit(() -> rotate(NOW));
                Await.until(RotationTest::waitsForARow);
                change(store, writer, ids.get(10), "late");
                writer.commit();
                Await.until(() -> pending() == 1 && waitsForARow());
                holder.rollback();
            }

            assertThat(rotating.get().rows()).isEqualTo(299);
            assertThat(journal.differences(1, 1)).isEmpty();
        }

        @Tag("long")
        @Test
        void ofATransactionThatSealsLaterDoNotBlockBothForGood() throws Exception {
            List<UUID> ids = journal.fill(passwords(300));
            Future<RotationReport> rotating;
            Future<RotationReport> another;
            try (Connection writer = begun();
                    CredentialStore store = open()) {
                lock(writer, ids.get(10));
                rotating = threads.submit(() -> rotate(NOW));
                Await.until(RotationTest::waitsForARow);
                another = threads.submit(() -> rotate(NOW));
                Await.until(RotationTest::waitsForWriters);

                change(store, writer, ids.get(10), "late");
                writer.commit();
            }
            rotating.get();
            another.get();

            assertThat(journal.differences(1, 2)).isEmpty();
        }
    }

    @Nested
    class Poisoned {

        @Test
        void rowsArePassedOverReportedAndKeepTheirKey() throws Exception {
            List<UUID> ids = journal.fill(400);
            UUID old = active();
            UUID flipped = ids.get(100);
            UUID copied = ids.get(201);
            UUID oneOfFour = ids.get(304);
            Databases.run(
                    database,
                    "UPDATE netraven.credentials SET password = set_byte(password, 40, get_byte(password, 40) # 1)"
                            + " WHERE id = ?",
                    flipped);
            Databases.run(
                    database,
                    "UPDATE netraven.credentials c SET password = o.password FROM netraven.credentials o"
                            + " WHERE c.id = ? AND o.id = ?",
                    copied,
                    ids.get(5));
            Databases.run(
                    database,
                    "UPDATE netraven.credentials SET private_key_passphrase ="
                            + " set_byte(private_key_passphrase, 20, get_byte(private_key_passphrase, 20) # 128)"
                            + " WHERE id = ?",
                    oneOfFour);
            String poisoned = "SELECT count(*) FROM netraven.credentials WHERE key_id = ? AND version = 1000";

            RotationReport report = rotate(NOW);

            assertThat(report.passedOver())
                    .containsExactly(
                            new PassedOver("credentials", flipped, "credential.password"),
                            new PassedOver("credentials", copied, "credential.password"),
                            new PassedOver("credentials", oneOfFour, "credential.private_key_passphrase"));
            assertThat(report.passedOverRows()).isEqualTo(3);
            assertThat(report.rows()).isEqualTo(journal.encrypted() - 3);
            assertThat(Databases.ask(database, poisoned, old)).containsExactly(3L);
            for (UUID each : List.of(flipped, copied, oneOfFour)) {
                Databases.run(database, "DELETE FROM netraven.credentials WHERE id = ?", each);
                journal.deleted(each);
            }
            assertThat(journal.differences(1, 1)).isEmpty();
        }

        @Test
        void rowsThatAreGoneInTheEndAreNotReported() throws Exception {
            UUID poisoned = journal.fill(passwords(300)).get(10);
            Databases.run(
                    database,
                    "UPDATE netraven.credentials SET password = set_byte(password, 40, get_byte(password, 40) # 1)"
                            + " WHERE id = ?",
                    poisoned);
            AtomicBoolean once = new AtomicBoolean();

            RotationReport report = keyring().rotate(NOW.withWorkers(1), progress -> {
                if (once.compareAndSet(false, true)) {
                    try (CredentialStore store = open()) {
                        store.delete(poisoned);
                    }
                }
            });

            assertThat(report.passedOver()).isEmpty();
            assertThat(report.passedOverRows()).isZero();
        }
    }

    @Nested
    class Failing {

        /** A sequence counts on, also when what counted is rolled back. */
        private void onUpdate(String plpgsql) throws SQLException {
            Databases.run(
                    database,
                    "CREATE SEQUENCE public.failures; CREATE FUNCTION public.fail() RETURNS trigger LANGUAGE plpgsql AS"
                            + " $$ BEGIN " + plpgsql + " RETURN new; END $$;"
                            + " CREATE TRIGGER fail BEFORE UPDATE ON netraven.credentials FOR EACH ROW"
                            + " EXECUTE FUNCTION public.fail()");
        }

        @Test
        void listenersDoNoHarm() throws Exception {
            journal.fill(300);

            RotationReport report = keyring().rotate(NOW, progress -> {
                throw new IllegalStateException("On purpose");
            });

            assertThat(report.rows()).isEqualTo(journal.encrypted());
            assertThat(journal.differences(1, 1)).isEmpty();
        }

        @Test
        void batchesAreDoneAnewAfterADeadlock() throws Exception {
            journal.fill(passwords(300));
            onUpdate("IF nextval('public.failures') IN (30, 160, 333)"
                    + " THEN RAISE EXCEPTION USING ERRCODE = '40P01', MESSAGE = 'on purpose'; END IF;");

            RotationReport report = rotate(NOW);

            assertThat(report.rows()).isEqualTo(300);
            assertThat(report.passedOverRows()).isZero();
            assertThat(journal.differences(1, 1)).isEmpty();
        }

        @Tag("long")
        @Test
        void batchesOfTheLastPassAreDoneAnewToo() throws Exception {
            UUID held = journal.fill(passwords(300)).get(150);
            onUpdate("IF new.id = '" + held + "' AND nextval('public.failures') <= 3"
                    + " THEN RAISE EXCEPTION USING ERRCODE = '40P01', MESSAGE = 'on purpose'; END IF;");
            Future<RotationReport> rotating;
            try (Connection holder = begun()) {
                lock(holder, held);
                rotating = threads.submit(() -> rotate(NOW));
                Await.until(RotationTest::waitsForARow);
                holder.rollback();
            }

            assertThat(rotating.get().rows()).isEqualTo(300);
            assertThat(journal.differences(1, 1)).isEmpty();
        }

        /** Holds a lock that a trigger waits for, until the transaction ends. */
        private Connection holding(int lock) throws SQLException {
            Connection connection = begun();
            Databases.run(connection, "SELECT pg_advisory_xact_lock(" + lock + ")");
            return connection;
        }

        private String waitingFor(int lock) {
            return " PERFORM pg_advisory_xact_lock_shared(" + lock + ");";
        }

        @Test
        void oneWorkerStopsTheOtherBeforeTheKeysAreOverwritten() throws Exception {
            List<UUID> ids = journal.fill(passwords(600));
            onUpdate("IF new.id = '" + ids.get(50) + "' THEN" + waitingFor(1) + " RAISE EXCEPTION 'on purpose'; END IF;"
                    + " IF new.id >= '" + ids.get(100) + "' THEN" + waitingFor(2) + " END IF;");
            Future<?> rotating;
            try (Connection failure = holding(1);
                    Connection batch = holding(2)) {
                rotating = threads.submit(() -> {
                    assertThatThrownBy(() -> rotate(NOW))
                            .isInstanceOf(CredentialException.DatabaseFailed.class)
                            .hasMessageContaining("on purpose");
                    assertThat(workers()).isZero();
                });
                Await.until(() -> waiting("advisory") == 2);
                failure.rollback();
                Await.until(() -> workers() == 1);
                assertThat(rotating).isNotDone();
                batch.rollback();
            }
            rotating.get();

            assertThat(pending()).as("all but the other one's batch").isEqualTo(500);
            Databases.run(database, "DROP TRIGGER fail ON netraven.credentials");
            RotationReport resumed = rotate(Rotation.whenDue());
            assertThat(resumed.newKey()).isFalse();
            assertThat(journal.differences(1, 1)).isEmpty();
        }

        /** Whether it has taken notice of an interrupt: only then it waits, without being interrupted. */
        private boolean isWaitingAgain(Thread thread) {
            return !thread.isInterrupted() && thread.getState() == Thread.State.WAITING;
        }

        @Tag("long")
        @Test
        void becauseOfAnInterruptEndsAfterTheBatchesUnderWay() throws Exception {
            List<UUID> ids = journal.fill(passwords(600));
            onUpdate("IF new.id >= '" + ids.get(100) + "' THEN" + waitingFor(1) + " END IF;");
            AtomicBoolean stillInterrupted = new AtomicBoolean();
            CompletableFuture<Thread> thread = new CompletableFuture<>();
            Future<?> rotating;
            try (Connection batches = holding(1)) {
                rotating = threads.submit(() -> {
                    thread.complete(Thread.currentThread());
                    assertThatThrownBy(() -> rotate(NOW)).hasMessageContaining("the next run goes on");
                    assertThat(workers()).isZero();
                    stillInterrupted.set(Thread.currentThread().isInterrupted());
                });
                Await.until(() -> waiting("advisory") == 2);
                thread.get().interrupt();
                Await.until(() -> isWaitingAgain(thread.get()));
                batches.rollback();
            }
            rotating.get();

            assertThat(stillInterrupted).isTrue();
            assertThat(pending())
                    .as("all but the first batch and the two under way")
                    .isEqualTo(300);
            rotate(Rotation.whenDue());
            assertThat(journal.differences(1, 1)).isEmpty();
        }
    }

    @Nested
    class Tables {

        private static final EncryptedTable ROUTERS = EncryptedTable.named("acme_routers")
                .with("community", "acme.router.community")
                .with("pin", "acme.router.pin");

        private UUID router;

        @BeforeEach
        void ofAService() throws SQLException {
            TestKeys.openStore(database.dataSource()).close();
            Databases.run(
                    database,
                    "CREATE TABLE netraven.acme_routers (id uuid PRIMARY KEY, community bytea, pin bytea, key_id uuid"
                            + " REFERENCES netraven.encryption_keys ON DELETE RESTRICT, version bigint NOT NULL DEFAULT 0)");
            router = UUID.randomUUID();
            try (CredentialStore store = CredentialStore.builder(database.dataSource(), TestKeys.masterKey())
                            .encrypted(ROUTERS)
                            .open();
                    Connection connection = begun()) {
                SealedSecret sealed =
                        store.seal(connection, "acme.router.community", router, Secret.ofString("public"));
                Databases.run(
                        connection,
                        "INSERT INTO netraven.acme_routers (id, community, key_id) VALUES (?, ?, ?)",
                        router,
                        sealed.envelope(),
                        sealed.keyId());
                connection.commit();
            }
        }

        @Test
        void ofAServiceAreCoveredWhereTheyAreRegistered() throws SQLException {
            Keyring registered = Keyring.builder(database.dataSource())
                    .masterKey(TestKeys.masterKey())
                    .encrypted(ROUTERS)
                    .build();

            RotationReport report = registered.rotate(NOW);

            assertThat(report.rows()).isOne();
            assertThat(report.unknownTables()).isEmpty();
            assertThat(Databases.ask(database, "SELECT key_id FROM netraven.acme_routers WHERE version = 1"))
                    .containsExactly(report.activeKey());
            byte[] envelope = (byte[]) Databases.ask(database, "SELECT community FROM netraven.acme_routers")
                    .get(0);
            try (CredentialStore store = CredentialStore.builder(database.dataSource(), TestKeys.masterKey())
                    .encrypted(ROUTERS)
                    .open()) {
                assertThat(store.reveal("acme.router.community", router, envelope))
                        .isEqualTo(Secret.ofString("public"));
            }
        }

        @Test
        void ofAServiceAreReportedWhereTheyAreNot() {
            RotationReport report = rotate(NOW);

            assertThat(report.rows()).isZero();
            assertThat(report.unknownTables()).containsExactly("acme_routers");
        }

        @Test
        void ofTheModelAreCoveredAllThree() throws Exception {
            SampleData sample = SampleData.in(database.dataSource());
            UUID device = sample.device("r1");
            sample.sensitiveSetting("smtp.password");
            journal.fill(passwords(1));
            try (CredentialStore store = open()) {
                store.setDeviceLogin(device, "own", Secret.ofString("own-secret"));
                store.setSetting("smtp.password", Secret.ofString("mail"));

                assertThat(rotate(NOW).rows()).isEqualTo(3);

                assertThat(store.revealDevicePassword(device)).contains(Secret.ofString("own-secret"));
                assertThat(store.revealSetting("smtp.password")).contains(Secret.ofString("mail"));
            }
            assertThat(journal.differences(1, 1)).isEmpty();
        }
    }
}
