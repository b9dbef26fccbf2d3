package io.netraven.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netraven.credentials.CredentialException.Undecipherable;
import io.netraven.credentials.testing.SampleData;
import io.netraven.credentials.testing.TestKeys;
import io.netraven.schema.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("NullAway.Init")
class StoreEventTest {

    @RegisterExtension
    static final TestDatabase database = Databases.perMethod();

    private final List<StoreEvent> events = new CopyOnWriteArrayList<>();
    private CredentialStore store;
    private UUID device;
    private UUID credential;

    @BeforeEach
    void open() {
        TestKeys.openStore(database.dataSource()).close();
        store = CredentialStore.builder(database.dataSource(), TestKeys.masterKey())
                .listener(events::add)
                .open();
        SampleData sample = SampleData.in(database.dataSource());
        UUID tag = sample.tag("core");
        device = sample.device("r1", tag);
        credential = store.add(NewCredential.named("core", "backup")
                .password(Secret.ofString("s3cret"))
                .secret(SecretPart.ENABLE_PASSWORD, Secret.ofString("en4ble"))
                .tag(tag, 50)
                .build());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void tellALoginFromRankingToResult() {
        try (DeviceLogin login = store.loginFor(device)) {
            login.forEach(candidate -> login.report(candidate, Outcome.ACCEPTED));
        }

        assertThat(events)
                .satisfiesExactly(
                        event -> assertThat(event).isInstanceOfSatisfying(StoreEvent.Ranked.class, ranked -> {
                            assertThat(ranked.device()).isEqualTo(device);
                            assertThat(ranked.candidates()).isEqualTo(1);
                            assertThat(ranked.took()).isPositive();
                        }),
                        event -> assertThat(event).isInstanceOfSatisfying(StoreEvent.Decrypted.class, decrypted -> {
                            assertThat(decrypted.secrets()).isEqualTo(2);
                            assertThat(decrypted.took()).isPositive();
                        }),
                        event -> assertThat(event).isInstanceOfSatisfying(StoreEvent.Recorded.class, recorded -> {
                            assertThat(recorded.outcome()).isEqualTo(Outcome.ACCEPTED);
                            assertThat(recorded.took()).isPositive();
                        }));
    }

    @Test
    void tellTheResultsOfADevicesOwnLoginToo() {
        store.setDeviceLogin(device, "own", Secret.ofString("own-secret"));
        try (DeviceLogin login = store.loginFor(device)) {
            login.forEach(candidate ->
                    login.report(candidate, candidate.username().equals("own") ? Outcome.REJECTED : Outcome.ACCEPTED));
        }
        try (DeviceLogin login = store.loginFor(device)) {
            login.report(login.iterator().next(), Outcome.ACCEPTED);
        }

        assertThat(events)
                .filteredOn(StoreEvent.Recorded.class::isInstance)
                .extracting(event -> ((StoreEvent.Recorded) event).outcome())
                .containsExactly(Outcome.REJECTED, Outcome.ACCEPTED, Outcome.ACCEPTED);
    }

    @Test
    void tellASecretThatIsNotWhatWasStored() throws SQLException {
        Databases.run(
                database,
                "UPDATE netraven.credentials SET password = set_byte(password, 40, get_byte(password, 40) # 1)");

        assertThatExceptionOfType(Undecipherable.class).isThrownBy(() -> store.reveal(credential, SecretPart.PASSWORD));

        assertThat(events)
                .containsExactly(new StoreEvent.Undecipherable(SecretPart.PASSWORD.logicalName(), credential));
    }

    @Test
    void tellTheEndOfARotation() {
        RotationReport report = Keyring.builder(database.dataSource())
                .masterKey(TestKeys.masterKey())
                .listener(events::add)
                .build()
                .rotate(Rotation.now());

        assertThat(events).containsExactly(new StoreEvent.Rotated(report));
        assertThat(report.rows()).isEqualTo(1);
    }

    @Test
    void areToldToAViewForAnotherActorToo() {
        store.actingAs(Actor.user("alice")).rank(device);
        assertThat(events).singleElement().isInstanceOf(StoreEvent.Ranked.class);
    }

    static List<Throwable> failures() {
        return List.of(new IllegalStateException("no listener of ours"), new NoClassDefFoundError("com/example/Meter"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void cannotStopTheStore(Throwable failure) {
        try (CredentialStore deaf = CredentialStore.builder(database.dataSource(), TestKeys.masterKey())
                .listener(event -> {
                    if (failure instanceof Error error) {
                        throw error;
                    }
                    throw (RuntimeException) failure;
                })
                .open()) {
            assertThat(deaf.reveal(credential, SecretPart.PASSWORD)).contains(Secret.ofString("s3cret"));
            assertThat(deaf.rank(device)).hasSize(1);
        }
    }
}
