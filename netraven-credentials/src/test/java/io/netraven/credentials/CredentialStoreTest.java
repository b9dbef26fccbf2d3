package io.netraven.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netraven.credentials.testing.SampleData;
import io.netraven.credentials.testing.TestKeys;
import io.netraven.schema.testing.TestDatabase;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@SuppressWarnings("NullAway.Init")
class CredentialStoreTest {

    @RegisterExtension
    static final TestDatabase database = Databases.perMethod();

    private CredentialStore store;
    private SampleData sample;

    @BeforeEach
    void open() {
        store = TestKeys.openStore(database.dataSource());
        sample = SampleData.in(database.dataSource());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void readsBackWhatWasStored() {
        UUID tag = sample.tag("core");
        UUID id = store.add(NewCredential.named("core-ssh", "backup")
                .password(Secret.ofString("s3cret"))
                .secret(SecretPart.PRIVATE_KEY, Secret.ofString("k".repeat(65_536)))
                .tag(tag, 90)
                .build());

        StoredCredential stored = store.find(id).orElseThrow();
        assertThat(stored.secrets()).containsExactlyInAnyOrder(SecretPart.PASSWORD, SecretPart.PRIVATE_KEY);
        assertThat(stored.tags()).hasSize(1);
        assertThat(store.reveal(id, SecretPart.PASSWORD)).contains(Secret.ofString("s3cret"));
        assertThat(store.reveal(id, SecretPart.PRIVATE_KEY)).contains(Secret.ofString("k".repeat(65_536)));
        assertThat(store.reveal(id, SecretPart.ENABLE_PASSWORD)).isEmpty();
        assertThat(store.list(CredentialQuery.all().containing("CORE")).credentials())
                .hasSize(1);
    }

    @Test
    void goesOnWhenAViewForAnotherActorIsClosed() {
        UUID id = store.add(NewCredential.named("core-ssh", "backup")
                .password(Secret.ofString("s3cret"))
                .build());

        try (CredentialStore view = store.actingAs(Actor.user("alice"))) {
            assertThat(view.reveal(id, SecretPart.PASSWORD)).contains(Secret.ofString("s3cret"));
        }

        assertThat(store.reveal(id, SecretPart.PASSWORD)).contains(Secret.ofString("s3cret"));
    }

    @Test
    void takesTheValueOfASettingAway() {
        sample.sensitiveSetting("smtp.password");
        store.setSetting("smtp.password", Secret.ofString("mail"));

        store.removeSetting("smtp.password");

        assertThat(store.revealSetting("smtp.password")).isEmpty();
        assertThatThrownBy(() -> store.removeSetting("smtp.user")).isInstanceOf(CredentialException.NotFound.class);
    }

    @Test
    void recordsAResultOfACredentialThatItRanked() {
        UUID tag = sample.tag("core");
        UUID device = sample.device("r1", tag);
        UUID id = store.add(NewCredential.named("core-ssh", "backup")
                .password(Secret.ofString("s3cret"))
                .tag(tag, 90)
                .build());

        store.record(store.rank(device).get(0), device, Outcome.ACCEPTED);

        assertThat(store.rank(device).get(0).lastAcceptedHere()).isTrue();
        assertThat(store.rank(device).get(0).credentialId()).isEqualTo(id);
        assertThat(store.statistics(tag).successes()).isEqualTo(1);
    }

    @Test
    void refusesWhatWouldTakeALimitAway() {
        CredentialStore.Builder builder = CredentialStore.builder(database.dataSource(), TestKeys.masterKey());
        assertThatThrownBy(() -> builder.longestIdle(Duration.ZERO))
                .isInstanceOf(CredentialException.Invalid.class)
                .hasMessageContaining("a millisecond at least");
        assertThatThrownBy(() ->
                        EncryptedTable.named("routers").with("key", "a.key").with("key", "b.key"))
                .isInstanceOf(CredentialException.Invalid.class)
                .hasMessage("The column key of routers is named twice");
    }

    @Test
    void rotatesWhatWasStored() {
        UUID id = store.add(NewCredential.named("core-ssh", "backup")
                .password(Secret.ofString("s3cret"))
                .build());
        UUID device = sample.device("r1");
        store.setDeviceLogin(device, "own", Secret.ofString("own-secret"));
        sample.sensitiveSetting("smtp.password");
        store.setSetting("smtp.password", Secret.ofString("mail"));
        Keyring keyring = Keyring.builder(database.dataSource())
                .masterKey(TestKeys.masterKey())
                .build();
        UUID old = keyring.status().active().orElseThrow().id();

        RotationReport report = keyring.rotate(Rotation.now());

        assertThat(report.rows()).isEqualTo(3);
        assertThat(report.newKey()).isTrue();
        assertThat(report.passedOver()).isEmpty();
        assertThat(report.unknownTables()).isEmpty();
        assertThat(store.reveal(id, SecretPart.PASSWORD)).contains(Secret.ofString("s3cret"));
        assertThat(store.revealDevicePassword(device)).contains(Secret.ofString("own-secret"));
        assertThat(store.revealSetting("smtp.password")).contains(Secret.ofString("mail"));
        store.add(NewCredential.named("other", "backup")
                .password(Secret.ofString("x"))
                .build());
        assertThat(keyring.status().pendingRows()).isZero();
        keyring.retire(old);
        assertThat(keyring.status().keys()).hasSize(1);
        assertThatThrownBy(() -> keyring.retire(old)).isInstanceOf(CredentialException.NotFound.class);
        assertThat(keyring.rotate(Rotation.whenDue()).newKey()).isFalse();
    }

    @Test
    void stopsAfterTwoRejectionsOfAUserName() {
        UUID tag = sample.tag("core");
        UUID device = sample.device("r1", tag);
        for (int i = 0; i < 5; i++) {
            store.add(NewCredential.named("c" + i, "backup")
                    .password(Secret.ofString("p" + i))
                    .tag(tag, 90 - i)
                    .build());
        }
        int tried = 0;
        try (DeviceLogin login = store.loginFor(device)) {
            for (Candidate candidate : login) {
                tried++;
                login.report(candidate, Outcome.REJECTED);
            }
            assertThat(login.skipped()).hasSize(3);
        }
        assertThat(tried).isEqualTo(2);
        assertThat(store.rank(device).get(0).name()).isIn("c0", "c1", "c2", "c3", "c4");
        assertThat(store.statistics().failures()).isEqualTo(2);
        assertThat(store.findByName("c0").map(c -> c.use().failures())).isEqualTo(Optional.of(1L));
    }
}
