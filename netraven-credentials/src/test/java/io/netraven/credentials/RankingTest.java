package io.netraven.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.netraven.credentials.internal.sql.Database;
import io.netraven.credentials.internal.sql.Session;
import io.netraven.credentials.testing.SampleData;
import io.netraven.credentials.testing.TestKeys;
import io.netraven.schema.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RankingTest {

    private static final int DATA_SETS = 1_000;

    @RegisterExtension
    static final TestDatabase database = Databases.perMethod();

    @Test
    void agreesWithThePlainReferenceOnRandomDataSets() throws SQLException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Database access = new Database(database.dataSource(), "netraven");
        Instant around = Instant.now();
        List<RankedDevice> devices = Stream.generate(() -> RankedDevice.draw(random, around))
                .limit(DATA_SETS)
                .toList();
        try (Connection connection = database.connect();
                RowBatches rows = new RowBatches(connection)) {
            for (RankedDevice device : devices) {
                device.addTo(rows);
            }
            rows.insert();
        }

        int ranked = access.transaction(session -> {
            Instant now = now(session);
            int count = 0;
            for (RankedDevice device : devices) {
                List<RankedCredential> expected = device.rank(now);
                assertSame(
                        expected, Ranking.of(session, device.id()).orElseThrow().credentials(), seed);
                count += expected.size();
            }
            return count;
        });
        assertThat(ranked).as("credentials ranked, seed %d", seed).isGreaterThan(DATA_SETS);
    }

    private static Instant now(Session session) throws SQLException {
        return session.find("SELECT now()", row -> row.getObject(1, OffsetDateTime.class))
                .orElseThrow()
                .toInstant();
    }

    private static void assertSame(List<RankedCredential> expected, List<RankedCredential> actual, long seed) {
        assertThat(actual.stream().map(RankedCredential::credentialId).toList())
                .as("order, seed %d", seed)
                .isEqualTo(expected.stream().map(RankedCredential::credentialId).toList());
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i).score()).isCloseTo(expected.get(i).score(), within(1e-12));
            assertThat(actual.get(i).tagId())
                    .as("tag, seed %d", seed)
                    .isEqualTo(expected.get(i).tagId());
            assertThat(actual.get(i).lastAcceptedHere())
                    .isEqualTo(expected.get(i).lastAcceptedHere());
        }
    }

    @Test
    void decryptsOnlyWhatIsHandedOut() throws SQLException {
        SampleData sample = SampleData.in(database.dataSource());
        UUID tag = sample.tag("core");
        UUID device = sample.device("r1", tag);
        try (CredentialStore store = TestKeys.openStore(database.dataSource())) {
            for (int i = 0; i < 3; i++) {
                store.add(NewCredential.named("c" + i, "user" + i)
                        .password(Secret.ofString("p" + i))
                        .tag(tag, 90 - i)
                        .build());
            }
            // Whoever decrypts these fails.
            Databases.run(
                    database,
                    "UPDATE netraven.credentials SET password = set_byte(password, 40, get_byte(password, 40) # 1)"
                            + " WHERE name <> 'c0'");

            assertThat(store.rank(device)).extracting(RankedCredential::name).containsExactly("c0", "c1", "c2");
            assertThat(reads()).isZero();
            try (DeviceLogin login = store.loginFor(device)) {
                Candidate first = login.iterator().next();
                assertThat(first.password()).contains(Secret.ofString("p0"));
                assertThat(login.skipped()).isEmpty();
                assertThat(reads()).isOne();
                login.report(first, Outcome.REJECTED);

                assertThat(login.iterator().hasNext()).isFalse();
                assertThat(login.skipped())
                        .extracting(DeviceLogin.Skipped::reason)
                        .containsExactly(DeviceLogin.Reason.UNDECIPHERABLE, DeviceLogin.Reason.UNDECIPHERABLE);
            }
            assertThat(reads()).isOne();
            assertThatThrownBy(() -> store.reveal(store.rank(device).get(1).credentialId(), SecretPart.PASSWORD))
                    .isInstanceOf(CredentialException.Undecipherable.class)
                    .hasMessageContaining("credential.password");
        }
    }

    private static long reads() throws SQLException {
        return Databases.count(database, "audit_logs WHERE event_name = 'secret_read'");
    }

    @Test
    void triesTheDevicesOwnLoginFirst() {
        SampleData sample = SampleData.in(database.dataSource());
        UUID tag = sample.tag("core");
        UUID device = sample.device("r1", tag);
        try (CredentialStore store = TestKeys.openStore(database.dataSource())) {
            store.add(NewCredential.named("c", "shared")
                    .password(Secret.ofString("p"))
                    .tag(tag, 100)
                    .build());
            store.setDeviceLogin(device, "own", Secret.ofString("own-password"));
            try (DeviceLogin login = store.loginFor(device)) {
                Candidate first = login.iterator().next();
                assertThat(first.credential()).isEmpty();
                assertThat(first.username()).isEqualTo("own");
                assertThat(first.password()).contains(Secret.ofString("own-password"));
                login.report(first, Outcome.REJECTED);
                assertThat(login.iterator().next().username()).isEqualTo("shared");
            }
            store.removeDeviceLogin(device);
            assertThat(store.revealDevicePassword(device)).isEmpty();
            try (DeviceLogin login = store.loginFor(device)) {
                assertThat(login.iterator().next().username()).isEqualTo("shared");
            }
        }
    }

    @Test
    void refusesAnUnknownDeviceAndRanksNothingForOneWithoutTags() {
        UUID bare = SampleData.in(database.dataSource()).device("bare");
        try (CredentialStore store = TestKeys.openStore(database.dataSource())) {
            assertThat(store.rank(bare)).isEmpty();
            assertThatThrownBy(() -> store.loginFor(UUID.randomUUID()))
                    .isInstanceOf(CredentialException.NotFound.class);
        }
    }
}
