package io.netraven.model.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.model.identity.User;
import io.netraven.model.tag.Tag;
import io.netraven.model.value.IpAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DeviceTest {

    private final Tag tag = new Tag("core");
    private final Device device = new Device(
            "router", new IpAddress("10.1.2.3"), "cisco_ios", new User("alice", "alice@example.org", "hash"));

    @Test
    void beginsWithTheDefaultsOfItsTable() {
        assertThat(device.getPort()).isEqualTo(22);
        assertThat(device.isEnabled()).isTrue();
        assertThat(device.getVersion()).isZero();
        assertThat(device.getReachable()).isNull();
    }

    @Test
    void carriesATagOnce() {
        assertThat(device.addTag(tag)).isTrue();
        assertThat(device.addTag(tag)).isFalse();

        assertThat(device.tags()).containsExactly(tag);
    }

    @Test
    void losesATag() {
        Tag other = new Tag("edge");
        device.addTag(tag);
        device.addTag(other);

        assertThat(device.removeTag(tag)).isTrue();
        assertThat(device.removeTag(tag)).isFalse();

        assertThat(device.tags()).containsExactly(other);
    }

    @Test
    void aTagOfADeviceKnowsBoth() {
        DeviceTag deviceTag = new DeviceTag(device, tag);

        assertThat(deviceTag.getDevice()).isSameAs(device);
        assertThat(deviceTag.getTag()).isSameAs(tag);
        assertThat(deviceTag).isEqualTo(new DeviceTag(device, tag)).isNotEqualTo(new DeviceTag(device, new Tag("x")));
        assertThat(deviceTag).hasToString("DeviceTag[" + device.getId() + "/" + tag.getId() + "]");
    }

    @Test
    void keysOfTheSamePartsAreEqual() {
        DeviceTagId id = new DeviceTagId(device.getId(), tag.getId());

        assertThat(id)
                .isEqualTo(new DeviceTagId(device.getId(), tag.getId()))
                .hasSameHashCodeAs(new DeviceTagId(device.getId(), tag.getId()))
                .isNotEqualTo(new DeviceTagId(tag.getId(), device.getId()));
    }

    @Test
    void keepsItsSecretToItself() {
        byte[] secret = "envelope".getBytes(StandardCharsets.US_ASCII);
        device.setPassword(secret);
        secret[0] = 'X';

        assertThat(device.getPassword()).asString(StandardCharsets.US_ASCII).isEqualTo("envelope");
        assertThat(device.getPassword()).isNotSameAs(device.getPassword());
        assertThat(device).hasToString("Device[" + device.getId() + "]");
    }
}
