package io.netraven.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.model.credential.Credential;
import io.netraven.model.credential.CredentialTag;
import io.netraven.model.tag.Tag;
import io.netraven.schema.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@link Tag#credentialTags} with a database: read when asked for, and in agreement with {@link Credential#tags}. */
@SuppressWarnings("NullAway.Init")
class TagOfCredentialsTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod().initializedWith(NetRavenSchema::model);

    private NetRaven netRaven;
    private EntityManagerFactory factory;
    private UUID tagId;
    private UUID credentialId;

    @BeforeEach
    void store() {
        netRaven = NetRaven.start(
                Configuration.builder().dataSource(database.dataSource()).build());
        factory = netRaven.entityManagerFactory();
        Tag tag = new Tag("core");
        Credential credential = new Credential("first", "backup");
        credential.addTag(tag, 90);
        factory.runInTransaction(entities -> {
            entities.persist(tag);
            entities.persist(credential);
        });
        tagId = tag.getId();
        credentialId = credential.getId();
    }

    @AfterEach
    void close() {
        netRaven.close();
    }

    @Test
    void isReadWhenItIsAskedForAndNotBefore() {
        try (EntityManager entities = factory.createEntityManager()) {
            Tag tag = entities.find(Tag.class, tagId);
            assertThat(isRead(tag)).isFalse();

            assertThat(tag.credentialTags()).singleElement().satisfies(offered -> {
                assertThat(offered.getCredential().getName()).isEqualTo("first");
                assertThat(offered.getPriority()).isEqualTo(90);
                assertThat(offered.getTag()).isSameAs(tag);
            });
            assertThat(isRead(tag)).isTrue();
        }
    }

    @Test
    void includesWhatIsAddedWithoutReadingTheRestAndBeforeItIsStored() {
        factory.runInTransaction(entities -> {
            Tag tag = entities.find(Tag.class, tagId);
            Credential second = new Credential("second", "backup");
            entities.persist(second);

            CredentialTag added = second.addTag(tag, 10);

            assertThat(isRead(tag)).isFalse();
            assertThat(tag.credentialTags()).hasSize(2).contains(added);
            entities.flush();
            assertThat(tag.credentialTags()).hasSize(2).contains(added);
        });
        assertThat(names()).containsExactlyInAnyOrder("first", "second");
    }

    @Test
    void includesWhatIsAddedAfterItWasRead() {
        factory.runInTransaction(entities -> {
            Tag tag = entities.find(Tag.class, tagId);
            assertThat(tag.credentialTags()).hasSize(1);
            Credential second = new Credential("second", "backup");
            entities.persist(second);

            CredentialTag added = second.addTag(tag, 10);

            assertThat(tag.credentialTags()).hasSize(2).contains(added);
        });
        assertThat(names()).containsExactlyInAnyOrder("first", "second");
    }

    @Test
    void countsOnceWhatIsStoredBeforeItIsRead() {
        factory.runInTransaction(entities -> {
            Tag tag = entities.find(Tag.class, tagId);
            Credential second = new Credential("second", "backup");
            entities.persist(second);
            second.addTag(tag, 10);

            entities.flush();

            assertThat(isRead(tag)).isFalse();
            assertThat(tag.credentialTags()).hasSize(2);
        });
    }

    @Test
    void lacksWhatIsRemovedWithoutReadingTheRest() {
        factory.runInTransaction(entities -> {
            Tag tag = entities.find(Tag.class, tagId);
            Credential credential = entities.find(Credential.class, credentialId);

            assertThat(credential.removeTag(tag)).isTrue();

            assertThat(isRead(tag)).isFalse();
            assertThat(tag.credentialTags()).isEmpty();
        });
        assertThat(names()).isEmpty();
    }

    @Test
    void lacksWhatIsRemovedAfterItWasRead() {
        factory.runInTransaction(entities -> {
            Tag tag = entities.find(Tag.class, tagId);
            assertThat(tag.credentialTags()).hasSize(1);

            assertThat(entities.find(Credential.class, credentialId).removeTag(tag))
                    .isTrue();

            assertThat(tag.credentialTags()).isEmpty();
            entities.flush();
            assertThat(tag.credentialTags()).isEmpty();
        });
        assertThat(names()).isEmpty();
    }

    @Test
    void lacksWhatGoesWithItsCredential() {
        factory.runInTransaction(entities -> {
            Tag tag = entities.find(Tag.class, tagId);
            assertThat(tag.credentialTags()).hasSize(1);

            entities.remove(entities.find(Credential.class, credentialId));

            entities.flush();
            assertThat(tag.credentialTags()).isEmpty();
        });
        assertThat(names()).isEmpty();
    }

    @Test
    void aCredentialThatIsNeverStoredIsInNobodysWay() {
        factory.runInTransaction(entities -> {
            Tag tag = entities.find(Tag.class, tagId);

            new Credential("draft", "backup").addTag(tag, 10);

            entities.flush();
        });
        assertThat(names()).containsExactly("first");
    }

    @Test
    void aTagThatIsReadAgainHasWhatTheDatabaseHas() {
        try (EntityManager entities = factory.createEntityManager()) {
            Tag tag = entities.find(Tag.class, tagId);
            new Credential("draft", "backup").addTag(tag, 10);

            entities.refresh(tag);

            assertThat(tag.credentialTags())
                    .extracting(offered -> offered.getCredential().getId())
                    .containsExactly(credentialId);
        }
    }

    @Test
    void goesWithItsTagAndLeavesTheCredential() {
        factory.runInTransaction(entities -> entities.remove(entities.find(Tag.class, tagId)));

        factory.runInTransaction(entities ->
                assertThat(entities.find(Credential.class, credentialId).tags()).isEmpty());
    }

    @Test
    void aTagsOwnRowStaysAsItIs() throws SQLException {
        String before = row();
        factory.runInTransaction(entities -> {
            Tag tag = entities.find(Tag.class, tagId);
            Credential second = new Credential("second", "backup");
            second.addTag(tag, 10);
            entities.persist(second);
        });
        factory.runInTransaction(entities -> {
            Tag tag = entities.find(Tag.class, tagId);
            assertThat(tag.credentialTags()).hasSize(2);
            entities.find(Credential.class, credentialId).removeTag(tag);
        });

        assertThat(names()).containsExactly("second");
        assertThat(row()).isEqualTo(before);
    }

    private boolean isRead(Tag tag) {
        return factory.getPersistenceUnitUtil().isLoaded(tag, "credentialTags");
    }

    private Iterable<String> names() {
        return factory.callInTransaction(entities -> entities.find(Tag.class, tagId).credentialTags().stream()
                .map(offered -> offered.getCredential().getName())
                .toList());
    }

    /** The version of the tag's row, which every UPDATE replaces. */
    private static String row() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT xmin::text || ' ' || ctid::text FROM netraven.tags WHERE name = 'core'")) {
            row.next();
            return row.getString(1);
        }
    }
}
