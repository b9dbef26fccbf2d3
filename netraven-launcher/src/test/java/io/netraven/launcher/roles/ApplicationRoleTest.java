package io.netraven.launcher.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netraven.launcher.NetRaven;
import io.netraven.launcher.SampleEntities;
import io.netraven.model.NetRavenModel;
import io.netraven.model.audit.AuditLog;
import io.netraven.model.credential.Credential;
import io.netraven.model.device.Device;
import io.netraven.model.key.EncryptionKey;
import io.netraven.model.setting.AdminSetting;
import io.netraven.model.tag.Tag;
import io.netraven.schema.InitializationOutcome;
import io.netraven.schema.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A service that logs in as a member of the application role does its work, and no more. */
@SuppressWarnings("NullAway.Init")
class ApplicationRoleTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod();

    private static final List<String> BEYOND = List.of(
            "UPDATE netraven.audit_logs SET description = 'nothing happened'",
            "DELETE FROM netraven.audit_logs",
            "TRUNCATE netraven.audit_logs",
            "INSERT INTO netraven.encryption_keys SELECT * FROM netraven.encryption_keys",
            "UPDATE netraven.encryption_keys SET state = 'decrypt_only'",
            "DELETE FROM netraven.encryption_keys",
            "INSERT INTO netraven.schema_history OVERRIDING SYSTEM VALUE SELECT * FROM netraven.schema_history",
            "UPDATE netraven.schema_history SET catalog_fingerprint = ''",
            "DELETE FROM netraven.schema_history",
            "TRUNCATE netraven.device_tags",
            "ALTER TABLE netraven.devices DROP COLUMN password",
            "ALTER TABLE netraven.audit_logs DISABLE TRIGGER ALL",
            "CREATE TABLE netraven.own ()",
            "SET session_replication_role = replica");

    private Roles roles;

    @BeforeEach
    void makeOwner() throws SQLException {
        roles = Roles.in(database.current());
    }

    @AfterEach
    void dropRoles() throws SQLException {
        roles.close();
    }

    @Test
    void waitsForTheSchemaAndStartsAsSoonAsItsOwnerHasMadeIt() throws Exception {
        roles.makeBeforehand();
        CompletableFuture<NetRaven> service =
                CompletableFuture.supplyAsync(() -> NetRaven.startWhenReady(roles.of(Roles.APPLICATION)));
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> service.get(1, TimeUnit.SECONDS));

        NetRaven.start(roles.ofOwner()).close();

        try (NetRaven started = service.get(5, TimeUnit.MINUTES)) {
            assertThat(started.report().outcome()).isEqualTo(InitializationOutcome.UP_TO_DATE);
            assertThat(tagNames(started)).containsExactly("Default");
        }
    }

    @Test
    void storesReadsChangesAndDeletesEveryEntityButKeysAndAuditRecords() throws Exception {
        roles.initialized();
        SampleEntities samples = SampleEntities.filled();
        UUID keyId = storeKey((EncryptionKey) samples.of(EncryptionKey.class));
        List<Object> own = own(samples);
        try (NetRaven netRaven = NetRaven.startWhenReady(roles.of(Roles.APPLICATION))) {
            EntityManagerFactory factory = netRaven.entityManagerFactory();
            factory.runInTransaction(entities -> {
                EncryptionKey key = entities.find(EncryptionKey.class, keyId);
                own.forEach(entity -> useKey(entity, key));
                own.forEach(entities::persist);
            });
            factory.runInTransaction(entities -> own.forEach(entity -> change(find(entities, entity))));
            try (EntityManager entities = factory.createEntityManager()) {
                assertThat(((Device) find(entities, samples.of(Device.class))).getDescription())
                        .isEqualTo("changed");
            }
            own.removeIf(AuditLog.class::isInstance);
            Collections.reverse(own);
            own.forEach(each -> factory.runInTransaction(entities -> entities.remove(find(entities, each))));
            assertThat(tagNames(netRaven)).containsExactly("Default");
        }
    }

    @Test
    void mayNotChangeWhatHappenedNorKeysNorTables() throws Exception {
        roles.initialized();
        SampleRows.store(roles);
        try (Session service = new Session(roles.connect(Roles.APPLICATION))) {
            BEYOND.forEach(service::isDenied);
        }
    }

    private UUID storeKey(EncryptionKey key) {
        try (NetRaven netRaven = NetRaven.start(roles.ofOwner())) {
            netRaven.entityManagerFactory().runInTransaction(entities -> entities.persist(key));
        }
        return key.getId();
    }

    private static List<Object> own(SampleEntities samples) throws ReflectiveOperationException {
        for (Class<?> type : NetRavenModel.entityClasses()) {
            samples.of(type);
        }
        List<Object> own = new ArrayList<>(samples.all());
        own.removeIf(EncryptionKey.class::isInstance);
        return own;
    }

    private static void useKey(Object entity, EncryptionKey key) {
        if (entity instanceof Device device) {
            device.setEncryptionKey(key);
        } else if (entity instanceof Credential credential) {
            credential.setEncryptionKey(key);
        } else if (entity instanceof AdminSetting setting) {
            setting.setEncryptionKey(key);
        }
    }

    private static void change(Object entity) {
        if (entity instanceof Device device) {
            device.setDescription("changed");
        } else if (entity instanceof Credential credential) {
            credential.setDescription("changed");
        } else if (entity instanceof AdminSetting setting) {
            setting.setDescription("changed");
        }
    }

    private static Object find(EntityManager entities, Object entity) {
        Object id = entities.getEntityManagerFactory().getPersistenceUnitUtil().getIdentifier(entity);
        return entities.find(entity.getClass(), id);
    }

    private static List<String> tagNames(NetRaven netRaven) {
        try (EntityManager entities = netRaven.entityManagerFactory().createEntityManager()) {
            return entities.createQuery("SELECT t FROM Tag t", Tag.class).getResultList().stream()
                    .map(Tag::getName)
                    .toList();
        }
    }
}
