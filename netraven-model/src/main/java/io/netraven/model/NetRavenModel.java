package io.netraven.model;

import io.netraven.model.audit.ActorType;
import io.netraven.model.audit.AuditLog;
import io.netraven.model.audit.EventStatus;
import io.netraven.model.audit.EventType;
import io.netraven.model.backup.Backup;
import io.netraven.model.backup.BackupStatus;
import io.netraven.model.base.TimeOrderedId;
import io.netraven.model.credential.Credential;
import io.netraven.model.credential.CredentialTag;
import io.netraven.model.credential.DeviceCredential;
import io.netraven.model.credential.LoginBudget;
import io.netraven.model.device.BackupResult;
import io.netraven.model.device.Device;
import io.netraven.model.device.DeviceTag;
import io.netraven.model.identity.AuthToken;
import io.netraven.model.identity.ServiceAccount;
import io.netraven.model.identity.TokenType;
import io.netraven.model.identity.User;
import io.netraven.model.internal.NetRavenPlatform;
import io.netraven.model.job.JobLog;
import io.netraven.model.job.JobLogEntry;
import io.netraven.model.job.JobStatus;
import io.netraven.model.job.LogLevel;
import io.netraven.model.job.ScheduleType;
import io.netraven.model.job.ScheduledJob;
import io.netraven.model.key.EncryptionKey;
import io.netraven.model.key.KeyState;
import io.netraven.model.setting.AdminSetting;
import io.netraven.model.setting.SettingCategory;
import io.netraven.model.setting.ValueType;
import io.netraven.model.tag.Tag;
import io.netraven.model.tag.TagRule;
import io.netraven.model.value.IpAddress;
import io.netraven.model.value.Json;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.SharedCacheMode;
import jakarta.persistence.ValidationMode;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eclipse.persistence.sessions.SessionCustomizer;

/**
 * The entities of NetRaven and how they are brought to life:
 *
 * <pre>{@code
 * try (EntityManagerFactory factory =
 *         NetRavenModel.persistenceConfiguration(dataSource, "netraven").createEntityManagerFactory()) {
 *     factory.runInTransaction(em -> em.persist(new Tag("core")));
 * }
 * }</pre>
 *
 * This class is the only list of the entity classes: there is no {@code persistence.xml}. Safe for use by several
 * threads.
 */
public final class NetRavenModel {

    /** Begins the name of every persistence unit of this model; the rest tells several of one process apart. */
    public static final String PERSISTENCE_UNIT = "netraven";

    private static final List<Class<?>> ENTITIES = List.of(
            User.class,
            ServiceAccount.class,
            AuthToken.class,
            EncryptionKey.class,
            Tag.class,
            TagRule.class,
            Device.class,
            DeviceTag.class,
            Credential.class,
            CredentialTag.class,
            DeviceCredential.class,
            LoginBudget.class,
            Backup.class,
            JobLog.class,
            JobLogEntry.class,
            ScheduledJob.class,
            AdminSetting.class,
            AuditLog.class);

    private static final List<Class<?>> CONVERTERS = List.of(
            Json.AsJsonb.class,
            IpAddress.AsInet.class,
            TokenType.AsText.class,
            KeyState.AsText.class,
            BackupResult.AsText.class,
            BackupStatus.AsText.class,
            JobStatus.AsText.class,
            LogLevel.AsText.class,
            ScheduleType.AsText.class,
            ValueType.AsText.class,
            SettingCategory.AsText.class,
            EventType.AsText.class,
            ActorType.AsText.class,
            EventStatus.AsText.class);

    private NetRavenModel() {}

    /**
     * Returns the entity classes.
     *
     * @return an immutable list
     */
    public static List<Class<?>> entityClasses() {
        return ENTITIES;
    }

    /**
     * Returns the attribute converters of the entities. EclipseLink uses only those that a persistence unit lists.
     *
     * @return an immutable list
     */
    public static List<Class<?>> converterClasses() {
        return CONVERTERS;
    }

    /**
     * Configures a persistence unit over the tables of one namespace. Further classes and properties may be added to
     * what is returned. No second-level cache: other processes change the same rows. EclipseLink never makes or alters
     * a table and never writes a bound value to a log or message.
     *
     * <p>EclipseLink keeps a configuration for the life of the process, so make one for each database, not for each
     * use.
     *
     * @param dataSource where connections come from; it stays the caller's
     * @param namespace the namespace of the tables, unquoted, which every statement names
     * @return a configuration of its own name
     */
    public static PersistenceConfiguration persistenceConfiguration(DataSource dataSource, String namespace) {
        SessionCustomizer namesNamespace = session -> session.getLogin().setTableQualifier(quoted(namespace));
        // EclipseLink returns the first unit it knows by a name, whatever data source a later one comes with.
        String name = PERSISTENCE_UNIT + "-" + TimeOrderedId.next();
        PersistenceConfiguration configuration = new PersistenceConfiguration(name)
                .provider("org.eclipse.persistence.jpa.PersistenceProvider")
                .sharedCacheMode(SharedCacheMode.NONE)
                .validationMode(ValidationMode.NONE)
                .property("jakarta.persistence.nonJtaDataSource", dataSource)
                .property(PersistenceConfiguration.SCHEMAGEN_DATABASE_ACTION, "none")
                .property("eclipselink.weaving", "static")
                .property("eclipselink.target-database", NetRavenPlatform.class.getName())
                .property("eclipselink.session.customizer", namesNamespace)
                .property("eclipselink.logging.parameters", "false");
        Stream.concat(ENTITIES.stream(), CONVERTERS.stream()).forEach(configuration::managedClass);
        return configuration;
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
