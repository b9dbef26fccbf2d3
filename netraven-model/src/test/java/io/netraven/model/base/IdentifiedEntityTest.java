package io.netraven.model.base;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.model.identity.User;
import io.netraven.model.key.EncryptionKey;
import io.netraven.model.key.KeyState;
import io.netraven.model.tag.Tag;
import io.netraven.model.value.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdentifiedEntityTest {

    @Test
    void idsAreOfVersion7AndIncrease() {
        List<UUID> ids = Stream.generate(TimeOrderedId::next).limit(10_000).toList();

        assertThat(ids).allMatch(id -> id.version() == 7 && id.variant() == 2);
        assertThat(ids).isSortedAccordingTo(UUID::compareTo).doesNotHaveDuplicates();
    }

    @Test
    void anIdBeginsWithTheTimeItWasMade() {
        Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);

        UUID id = TimeOrderedId.next();

        assertThat(Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16)).isBetween(before, Instant.now());
    }

    @Test
    void theDefaultTagsIdIsOfVersion7() {
        assertThat(Tag.DEFAULT_ID.version()).isEqualTo(7);
    }

    @Test
    void anEntityHasItsIdBeforeItIsStored() {
        assertThat(new Tag("core").getId().version()).isEqualTo(7);
    }

    @Test
    void equalIdsMakeEqualEntities() {
        UUID id = TimeOrderedId.next();

        assertThat(key(id, "AES")).isEqualTo(key(id, "other")).hasSameHashCodeAs(key(id, "other"));
    }

    @Test
    void equalContentDoesNotMakeEqualEntities() {
        assertThat(new Tag("core")).isNotEqualTo(new Tag("core"));
    }

    private static EncryptionKey key(UUID id, String algorithm) {
        return new EncryptionKey(id, new byte[1], KeyState.ACTIVE, algorithm, new Json("{}"), new byte[1]);
    }

    @Test
    void timesBeginEqualAndInWholeMicroseconds() {
        Tag tag = new Tag("core");

        assertThat(tag.getUpdatedAt()).isEqualTo(tag.getCreatedAt());
        assertThat(tag.getCreatedAt()).isEqualTo(tag.getCreatedAt().truncatedTo(ChronoUnit.MICROS));
    }

    @Test
    void aChangeMovesOnlyTheUpdateTime() {
        RevisedEntity tag = new Tag("core");
        Instant created = tag.getCreatedAt();

        tag.touch();

        assertThat(tag.getCreatedAt()).isEqualTo(created);
        assertThat(tag.getUpdatedAt()).isAfterOrEqualTo(created);
    }

    @Test
    void textNamesClassAndIdOnly() {
        User user = new User("alice", "alice@example.org", "hash-of-a-password");

        assertThat(user).hasToString("User[" + user.getId() + "]");
    }
}
