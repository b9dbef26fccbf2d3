package io.netraven.model.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netraven.model.device.Device;
import io.netraven.model.identity.User;
import io.netraven.model.tag.Tag;
import io.netraven.model.value.IpAddress;
import io.netraven.model.value.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CredentialTest {

    private final Tag tag = new Tag("core");
    private final Credential credential = new Credential("core-ssh", "backup");
    private final Device device = new Device(
            "router", new IpAddress("10.1.2.3"), "cisco_ios", new User("alice", "alice@example.org", "hash"));

    @Test
    void isOfferedForATagWithAPriority() {
        CredentialTag offered = credential.addTag(tag, 90);

        assertThat(offered.getCredential()).isSameAs(credential);
        assertThat(offered.getTag()).isSameAs(tag);
        assertThat(offered.getPriority()).isEqualTo(90);
        assertThat(credential.tags()).containsExactly(offered);
        assertThat(tag.credentialTags()).containsExactly(offered);
    }

    @Test
    void offeringItAgainChangesThePriority() {
        CredentialTag offered = credential.addTag(tag, 90);

        assertThat(credential.addTag(tag, 10)).isSameAs(offered);
        assertThat(offered.getPriority()).isEqualTo(10);
        assertThat(credential.tags()).containsExactly(offered);
        assertThat(tag.credentialTags()).containsExactly(offered);
    }

    @Test
    void isOfferedNoLonger() {
        credential.addTag(tag, 90);

        assertThat(credential.removeTag(tag)).isTrue();
        assertThat(credential.removeTag(tag)).isFalse();
        assertThat(credential.tags()).isEmpty();
        assertThat(tag.credentialTags()).isEmpty();
    }

    @Test
    void aTagKnowsEachCredentialThatIsOfferedForIt() {
        CredentialTag first = credential.addTag(tag, 90);
        CredentialTag second = new Credential("spare", "backup").addTag(tag, 10);

        assertThat(tag.credentialTags()).containsExactlyInAnyOrder(first, second);

        credential.removeTag(tag);

        assertThat(tag.credentialTags()).containsExactly(second);
    }

    @Test
    void aTagTakesNoAssociationOfAnother() {
        CredentialTag offered = credential.addTag(new Tag("edge"), 90);

        assertThatThrownBy(() -> tag.addCredentialTag(offered))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("%s belongs to %s, not to %s", offered, offered.getTag(), tag);
        assertThat(tag.credentialTags()).isEmpty();
    }

    @Test
    void aTagHandsOutACopy() {
        credential.addTag(tag, 90);

        assertThatThrownBy(() -> tag.credentialTags().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void keepsItsSecretsToItself() {
        byte[] secret = "envelope".getBytes(StandardCharsets.US_ASCII);
        credential.setPassword(secret);
        credential.setEnablePassword(secret);
        credential.setPrivateKey(secret);
        credential.setPrivateKeyPassphrase(secret);
        secret[0] = 'X';

        assertThat(credential.getPassword()).asString(StandardCharsets.US_ASCII).isEqualTo("envelope");
        assertThat(credential.getEnablePassword())
                .isEqualTo(credential.getPassword())
                .isEqualTo(credential.getPrivateKey())
                .isEqualTo(credential.getPrivateKeyPassphrase())
                .isNotSameAs(credential.getEnablePassword());
        assertThat(credential).hasToString("Credential[" + credential.getId() + "]");
    }

    @Test
    void whatIsKnownOnADeviceIsEqualByKey() {
        assertThat(new DeviceCredential(device, credential))
                .isEqualTo(new DeviceCredential(device, credential))
                .hasSameHashCodeAs(new DeviceCredential(device, credential))
                .hasToString("DeviceCredential[" + device.getId() + "/" + credential.getId() + "]");
        assertThat(new DeviceCredentialId(device.getId(), credential.getId()))
                .isEqualTo(new DeviceCredentialId(device.getId(), credential.getId()));
    }

    @Test
    void aBudgetIsEqualByKey() {
        assertThat(new LoginBudget(device, "backup", Json.EMPTY_ARRAY))
                .isEqualTo(new LoginBudget(device, "backup", new Json("[1]")))
                .isNotEqualTo(new LoginBudget(device, "other", Json.EMPTY_ARRAY));
        assertThat(new LoginBudgetId(device.getId(), "backup"))
                .isEqualTo(new LoginBudgetId(device.getId(), "backup"))
                .isNotEqualTo(new LoginBudgetId(device.getId(), "other"));
    }
}
