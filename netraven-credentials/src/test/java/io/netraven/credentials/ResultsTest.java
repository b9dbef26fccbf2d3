package io.netraven.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netraven.credentials.testing.SampleData;
import io.netraven.credentials.testing.TestKeys;
import io.netraven.schema.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@SuppressWarnings("NullAway.Init")
class ResultsTest {

    @RegisterExtension
    static final TestDatabase database = Databases.perMethod();

    private SampleData sample;
    private CredentialStore store;
    private UUID tag;

    @BeforeEach
    void open() {
        store = TestKeys.openStore(database.dataSource());
        sample = SampleData.in(database.dataSource());
        tag = sample.tag("core");
    }

    @AfterEach
    void close() {
        store.close();
    }

    private UUID credential(String name, String username, double priority) {
        return store.add(NewCredential.named(name, username)
                .password(Secret.ofString("secret of " + name))
                .tag(tag, priority)
                .build());
    }

    /** Calls from as many threads at once. */
    private static <T> List<T> together(int threads, Callable<T> call) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> each : pool.invokeAll(Collections.nCopies(threads, call))) {
                results.add(each.get());
            }
            return results;
        } finally {
            pool.shutdown();
        }
    }

    @Nested
    class Counting {

        @Test
        void isExactWhenAThousandResultsComeAtOnce() throws Exception {
            UUID id = credential("core", "backup", 90);
            List<UUID> devices = List.of(sample.device("r1", tag), sample.device("r2", tag), sample.device("r3", tag));

            together(20, () -> {
                for (int i = 0; i < 50; i++) {
                    UUID device = devices.get(i % devices.size());
                    store.record(id, device, tag, i % 5 == 0 ? Outcome.REJECTED : Outcome.ACCEPTED);
                }
                return true;
            });

            StoredCredential stored = store.find(id).orElseThrow();
            assertThat(stored.use().successes()).isEqualTo(800);
            assertThat(stored.use().failures()).isEqualTo(200);
            assertThat(stored.tags().get(0).use().successes()).isEqualTo(800);
            assertThat(stored.tags().get(0).use().failures()).isEqualTo(200);
            assertThat(Databases.ask(
                            database,
                            "SELECT sum(success_count)::int8 * 1000 + sum(failure_count)::int8"
                                    + " FROM netraven.device_credentials"))
                    .containsExactly(800_200L);
            assertThat(stored.version()).isZero();
        }

        @Test
        void takesOnlyAcceptanceAndRejectionForAResult() {
            UUID id = credential("core", "backup", 90);
            UUID device = sample.device("r1", tag);

            for (Outcome outcome : Outcome.values()) {
                store.record(id, device, tag, outcome);
            }

            StoredCredential.Use use = store.find(id).orElseThrow().use();
            assertThat(use.successes()).isOne();
            assertThat(use.failures()).isOne();
            assertThat(use.lastUsed()).isPresent();
        }

        @Test
        void ignoresWhatIsGone() {
            UUID id = credential("core", "backup", 90);
            UUID device = sample.device("r1", tag);
            store.record(UUID.randomUUID(), device, tag, Outcome.ACCEPTED);
            store.record(id, UUID.randomUUID(), tag, Outcome.REJECTED);
            store.record(id, device, null, Outcome.ACCEPTED);
            assertThat(store.find(id).orElseThrow().use().successes()).isOne();
            assertThat(store.find(id).orElseThrow().tags().get(0).use().successes())
                    .isZero();
        }

        @Test
        void doesAllOrNothing() throws SQLException {
            UUID id = credential("core", "backup", 90);
            UUID device = sample.device("r1", tag);
            Databases.run(
                    database,
                    "ALTER TABLE netraven.device_credentials ADD CONSTRAINT full_disk CHECK (false) NOT VALID");

            assertThatThrownBy(() -> store.record(id, device, tag, Outcome.ACCEPTED))
                    .isInstanceOf(CredentialException.DatabaseFailed.class);

            assertThat(store.find(id).orElseThrow().use().successes()).isZero();
        }
    }

    @Nested
    class LockoutBudget {

        private UUID device;

        @BeforeEach
        void fiveCredentialsOfOneUser() {
            device = sample.device("r1", tag);
            for (int i = 0; i < 5; i++) {
                credential("c" + i, "backup", 90 - i);
            }
        }

        /** Tries as long as there is something to try; returns how often. */
        private int tryAll(Outcome outcome) {
            int tried = 0;
            try (DeviceLogin login = store.loginFor(device)) {
                for (Candidate candidate : login) {
                    tried++;
                    login.report(candidate, outcome);
                }
            }
            return tried;
        }

        @Test
        void stopsAfterTwoRejectionsForSixteenCallersTogether() throws Exception {
            List<Integer> tried = together(16, () -> tryAll(Outcome.REJECTED));

            assertThat(tried.stream().mapToInt(Integer::intValue).sum()).isEqualTo(2);
            assertThat(store.statistics().failures()).isEqualTo(2);
        }

        @Test
        void countsTheAttemptOfWhoeverDiedBeforeTheReport() {
            // Neither reported nor closed: the process is gone.
            store.loginFor(device).iterator().next();

            assertThat(tryAll(Outcome.REJECTED)).isOne();
            assertThat(tryAll(Outcome.REJECTED)).isZero();
        }

        @Test
        void doesNotCountTimeOuts() {
            assertThat(tryAll(Outcome.TIMED_OUT)).isEqualTo(5);
            assertThat(tryAll(Outcome.UNREACHABLE)).isEqualTo(5);
            assertThat(tryAll(Outcome.ACCOUNT_LOCKED)).isEqualTo(5);
            assertThat(tryAll(Outcome.AUTHENTICATION_UNAVAILABLE)).isEqualTo(5);
            assertThat(tryAll(Outcome.REJECTED)).isEqualTo(2);
        }

        @Test
        void isByUserNameAndByDevice() {
            assertThat(tryAll(Outcome.REJECTED)).isEqualTo(2);
            credential("other", "operator", 10);
            assertThat(tryAll(Outcome.REJECTED)).isOne();
            device = sample.device("r2", tag);
            assertThat(tryAll(Outcome.REJECTED)).isEqualTo(3);
        }

        @Test
        void coversTheDevicesOwnLogin() {
            store.setDeviceLogin(device, "backup", Secret.ofString("own"));
            assertThat(tryAll(Outcome.REJECTED)).isEqualTo(2);
            assertThat(store.statistics().failures()).isOne();
        }

        @Test
        void givesBackWhatWasDrawnAndNotHandedOut() {
            try (DeviceLogin login = store.loginFor(device)) {
                assertThat(login.iterator().hasNext()).isTrue();
                assertThat(login.iterator().hasNext()).isTrue();
            }
            assertThat(tryAll(Outcome.REJECTED)).isEqualTo(2);
        }

        @Test
        void offersNothingAfterAnAcceptedLogin() {
            try (DeviceLogin login = store.loginFor(device)) {
                Candidate first = login.iterator().next();
                login.report(first, Outcome.ACCEPTED);
                login.report(first, Outcome.REJECTED);
                assertThat(login.iterator().hasNext()).isFalse();
            }
            assertThat(store.statistics().successes()).isOne();
            assertThat(store.statistics().failures()).isZero();
        }

        @Test
        void endsWithItsWindow() throws Exception {
            LoginPolicy hourly = new LoginPolicy(2, Duration.ofHours(1), 5);
            try (CredentialStore other = CredentialStore.builder(database.dataSource(), TestKeys.masterKey())
                    .loginPolicy(hourly)
                    .open()) {
                store = other;
                assertThat(tryAll(Outcome.REJECTED)).isEqualTo(2);
                assertThat(tryAll(Outcome.REJECTED)).isZero();
                Databases.run(
                        database,
                        "UPDATE netraven.login_budgets SET attempts = (SELECT jsonb_agg(jsonb_set(a, '{at}',"
                                + " to_jsonb((a ->> 'at')::float8 - 7200))) FROM jsonb_array_elements(attempts) a)");
                assertThat(tryAll(Outcome.REJECTED)).isEqualTo(2);
                assertThat(Databases.ask(database, "SELECT jsonb_array_length(attempts) FROM netraven.login_budgets"))
                        .containsExactly(2);
            }
        }

        @Test
        void wipesTheSecretsWhenItIsClosed() {
            Candidate candidate;
            try (DeviceLogin login = store.loginFor(device)) {
                candidate = login.iterator().next();
                assertThat(candidate.password().map(Secret::isEmpty)).contains(false);
            }
            Secret password = candidate.password().orElseThrow();
            assertThatThrownBy(password::reveal).isInstanceOf(IllegalStateException.class);
        }
    }

    @Nested
    class Quarantine {

        private UUID id;
        private final List<UUID> devices = new ArrayList<>();

        @BeforeEach
        void sixDevices() {
            id = credential("core", "backup", 90);
            for (int i = 0; i < 6; i++) {
                devices.add(sample.device("r" + i, tag));
            }
        }

        private void rejectOn(int from, int to) {
            for (UUID device : devices.subList(from, to)) {
                store.record(id, device, tag, Outcome.REJECTED);
            }
        }

        private boolean isOffered() {
            return !store.rank(devices.get(5)).isEmpty();
        }

        @Test
        void comesWithTheFifthDeviceInARowAndEndsWhenReleased() throws SQLException {
            rejectOn(0, 4);
            assertThat(isOffered()).isTrue();
            rejectOn(4, 5);
            assertThat(isOffered()).isFalse();
            assertThat(store.find(id).orElseThrow().quarantine().map(StoredCredential.Quarantine::reason))
                    .contains("5 devices in a row rejected it");
            assertThat(store.list(CredentialQuery.all().quarantined()).credentials())
                    .hasSize(1);
            assertThat(Databases.count(database, "audit_logs WHERE event_name = 'quarantined'"))
                    .isOne();

            store.release(id);

            assertThat(isOffered()).isTrue();
            rejectOn(0, 4);
            assertThat(isOffered()).as("the count begins anew").isTrue();
            rejectOn(4, 5);
            assertThat(isOffered()).isFalse();
        }

        @Test
        void countsADeviceOnceHoweverOftenItRejects() throws Exception {
            together(8, () -> {
                rejectOn(0, 1);
                return true;
            });
            rejectOn(0, 4);
            assertThat(isOffered()).isTrue();
        }

        @Test
        void isFarAgainAfterAnAcceptedLogin() {
            rejectOn(0, 4);
            store.record(id, devices.get(5), tag, Outcome.ACCEPTED);
            rejectOn(0, 4);
            assertThat(isOffered()).isTrue();
            rejectOn(4, 5);
            assertThat(isOffered()).isFalse();
        }

        @Test
        void endsWithANewSecret() {
            rejectOn(0, 5);
            store.update(id, new CredentialChange().description("still the same password"));
            assertThat(isOffered()).isFalse();
            store.update(id, new CredentialChange().password(Secret.ofString("another one")));
            assertThat(isOffered()).isTrue();
        }

        @Test
        void keepsACandidateBackThatWasRankedBefore() {
            try (DeviceLogin login = store.loginFor(devices.get(5))) {
                rejectOn(0, 5);
                assertThat(login.iterator().hasNext()).isFalse();
                assertThat(login.skipped())
                        .extracting(DeviceLogin.Skipped::reason)
                        .containsExactly(DeviceLogin.Reason.GONE);
            }
        }
    }

    @Test
    void tellsHowCredentialsFaredAndOrdersPrioritiesByIt() {
        UUID good = credential("good", "a", 10);
        UUID bad = credential("bad", "b", 90);
        UUID rare = credential("rare", "c", 50);
        UUID device = sample.device("r1", tag);
        for (int i = 0; i < 4; i++) {
            store.record(good, device, tag, Outcome.ACCEPTED);
            store.record(bad, device, tag, i == 0 ? Outcome.ACCEPTED : Outcome.REJECTED);
        }
        store.record(rare, device, tag, Outcome.ACCEPTED);

        Statistics overall = store.statistics();
        assertThat(overall.credentials()).isEqualTo(3);
        assertThat(overall.active()).isEqualTo(3);
        assertThat(overall.best().map(Statistics.Rated::name)).contains("good");
        assertThat(overall.worst().map(Statistics.Rated::successRate)).contains(0.25);
        assertThat(overall.successRate()).hasValue(6.0 / 9);
        assertThat(store.statistics(tag)).isEqualTo(overall);
        assertThat(store.statistics(sample.tag("empty")).successRate()).isEmpty();

        List<PriorityChange> planned = store.planPriorities(tag);
        assertThat(planned).containsExactly(new PriorityChange(good, "good", 10, 100));
        assertThat(store.optimizePriorities(tag)).isEqualTo(planned);
        assertThat(store.optimizePriorities(tag)).isEmpty();
        assertThat(store.rank(sample.device("another", tag)))
                .extracting(RankedCredential::name)
                .startsWith("good");
    }
}
