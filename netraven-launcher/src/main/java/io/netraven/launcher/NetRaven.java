package io.netraven.launcher;

import io.netraven.credentials.CredentialStore;
import io.netraven.credentials.Keyring;
import io.netraven.credentials.MasterKey;
import io.netraven.launcher.internal.config.Settings;
import io.netraven.launcher.internal.connect.ConnectionPool;
import io.netraven.launcher.internal.connect.DirectDataSource;
import io.netraven.launcher.internal.jpa.Slf4jSessionLog;
import io.netraven.launcher.internal.keys.MasterKeys;
import io.netraven.launcher.internal.schema.Engines;
import io.netraven.model.NetRavenModel;
import io.netraven.schema.InitializationReport;
import io.netraven.schema.SchemaEngine;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * A NetRaven database, ready for use by a service.
 *
 * <pre>{@code
 * try (NetRaven netRaven = NetRaven.start(Configuration.fromEnvironment())) {
 *     netRaven.entityManagerFactory().runInTransaction(entities -> entities.persist(new Tag("core")));
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads.
 */
public final class NetRaven implements AutoCloseable {

    /** For a service's own statements, whose time nobody limits: longer than any that it should have. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

    private final InitializationReport report;
    private final DataSource dataSource;
    private final EntityManagerFactory entityManagerFactory;
    private final Keyring keyring;
    private final Optional<CredentialStore> credentials;
    private final Probe probe;
    private final Deque<AutoCloseable> opened;

    private NetRaven(
            InitializationReport report,
            DataSource dataSource,
            EntityManagerFactory entityManagerFactory,
            Keyring keyring,
            Optional<CredentialStore> credentials,
            Probe probe,
            Deque<AutoCloseable> opened) {
        this.report = report;
        this.dataSource = dataSource;
        this.entityManagerFactory = entityManagerFactory;
        this.keyring = keyring;
        this.credentials = credentials;
        this.probe = probe;
        this.opened = opened;
    }

    /**
     * Waits for the database, brings it to the schema, and opens a pool, an entity manager factory, and, with a master
     * key, the credential store, whose first data key it makes where there is none. When it fails, nothing stays open.
     *
     * @param configuration which database
     * @return the database, to be closed when the service ends
     * @throws io.netraven.schema.SchemaException.Refused when an existing table differs in a way that breaks the model
     * @throws io.netraven.schema.SchemaException when the schema could not be made or compared; nothing was changed,
     *     unless the connection was lost while the change was being committed: the next start tells
     * @throws ConfigurationException when a role is set that the model grants nothing to
     * @throws io.netraven.credentials.CredentialException when the master key is none, and nothing was changed; or when
     *     it does not open the data keys, or secrets are under keys that are gone: the schema is made by then
     * @throws jakarta.persistence.PersistenceException when an entity class cannot be mapped; likewise
     */
    public static NetRaven start(Configuration configuration) {
        return open(configuration, SchemaEngine::initialize, StoreOpening::prepareAndOpen);
    }

    /**
     * Waits until the schema is ready, and with a master key until there is a data key too, without ever writing, and
     * opens a pool, an entity manager factory and the credential store. For a service that runs as a role without the
     * right to make tables, such as the application role. When it fails, nothing stays open.
     *
     * @param configuration which database
     * @return the database, to be closed when the service ends; its report tells that nothing was to be made
     * @throws io.netraven.schema.SchemaException.NotReady when the deadline passes first
     * @throws io.netraven.schema.SchemaException when the question could not be answered
     * @throws io.netraven.credentials.CredentialException when the master key does not open the data keys, or there is
     *     none by the deadline
     */
    public static NetRaven startWhenReady(Configuration configuration) {
        return open(configuration, engine -> engine.awaitReady().asReport(), StoreOpening::openWhenPrepared);
    }

    private static NetRaven open(
            Configuration configuration,
            Function<SchemaEngine, InitializationReport> initStep,
            Function<StoreOpening, CredentialStore> storeStep) {
        Deque<AutoCloseable> opened = new ArrayDeque<>();
        try {
            return open(configuration, initStep, storeStep, opened);
        } catch (RuntimeException | Error e) {
            closeAll(opened, e);
            throw e;
        }
    }

    private static NetRaven open(
            Configuration configuration,
            Function<SchemaEngine, InitializationReport> initStep,
            Function<StoreOpening, CredentialStore> storeStep,
            Deque<AutoCloseable> opened) {
        Settings settings = configuration.settings();
        // First, so that a key that is none is told before anything is made; and so closed last.
        Optional<MasterKey> masterKey = configuration.masterKey().or(() -> {
            Optional<MasterKey> ours = MasterKeys.of(settings);
            ours.ifPresent(opened::push);
            return ours;
        });
        long start = System.nanoTime();
        // Not through the pool: it would hide the server's SQLSTATE, by which the engine knows what to wait for.
        DataSource connections =
                configuration.dataSource().orElseGet(() -> connections(settings, settings.longestSilence()));
        SchemaEngine engine = Engines.create(connections, configuration.model(), settings);
        InitializationReport report = initStep.apply(engine);

        Optional<ConnectionPool> pool = configuration.dataSource().isPresent()
                ? Optional.empty()
                : Optional.of(ConnectionPool.over(connections(settings, LONGEST_SILENCE), settings.poolSize()));
        pool.ifPresent(opened::push);
        DataSource dataSource = pool.map(ConnectionPool::dataSource).orElse(connections);
        StoreOpening opening = new StoreOpening(configuration, engine, dataSource, masterKey, start);
        Optional<CredentialStore> credentials = masterKey.map(key -> storeStep.apply(opening));
        credentials.ifPresent(opened::push);
        PersistenceConfiguration persistence = NetRavenModel.persistenceConfiguration(dataSource, settings.namespace());
        persistence.property("eclipselink.logging.logger", Slf4jSessionLog.class.getName());
        configuration.entities().forEach(persistence::managedClass);
        EntityManagerFactory factory = persistence.createEntityManagerFactory();
        opened.push(factory);
        // The provider reads the entities when it is first used: a mistake in them is to be told here, not then.
        factory.createEntityManager().close();
        Probe probe = new Probe(Engines.probe(dataSource, configuration.model(), settings), pool);
        return new NetRaven(report, dataSource, factory, opening.keyring(), credentials, probe, opened);
    }

    private static DataSource connections(Settings settings, Duration longestSilence) {
        return new DirectDataSource(settings.endpoint().orElseThrow(), "netraven", longestSilence);
    }

    /**
     * Returns what the init step found and did.
     *
     * @return the report
     */
    public InitializationReport report() {
        return report;
    }

    /**
     * Finds out whether the service can do its work now: the database answers, and the schema is still the one that this
     * release needs. Two short queries on a connection, for which it waits 30 seconds at the most where the pool has none
     * free, and then for each statement five seconds at the most. Where something has changed the schema since, each call
     * compares it in full. Never writes, and never throws for what it finds. For a readiness probe, with a time-out of its
     * own; not for liveness, as a restart of the service does not mend the database.
     *
     * @return what was found
     */
    public ServiceStatus status() {
        synchronized (opened) {
            if (opened.isEmpty()) {
                return Probe.CLOSED;
            }
        }
        return probe.look();
    }

    /**
     * Returns what the pool's connections do at this moment, without asking the database: for gauges.
     *
     * @return their numbers; empty where the service brought its data source, or when this is closed
     */
    public Optional<ServiceStatus.Connections> connections() {
        return probe.connections();
    }

    /**
     * Returns the pool, or the data source that the service brought.
     *
     * @return a source of connections
     */
    public DataSource dataSource() {
        return dataSource;
    }

    /**
     * Returns the entity manager factory of all NetRaven entities and the service's own.
     *
     * @return the factory, closed with this object and not before
     */
    public EntityManagerFactory entityManagerFactory() {
        return entityManagerFactory;
    }

    /**
     * Returns the encrypted credentials, on the same connections.
     *
     * @return the store, closed with this object and not before
     * @throws ConfigurationException when no master key is set
     */
    public CredentialStore credentials() {
        return credentials.orElseThrow(() -> new ConfigurationException(List.of(
                "The credential store needs a master key: set NETRAVEN_ENCRYPTION_KEY_FILE, which names a file that"
                        + " netraven-launcher keys generate --out FILE makes")));
    }

    /**
     * Returns the data keys, for a service that rotates them.
     *
     * @return the keyring; without a master key it lists and retires keys only
     */
    public Keyring keyring() {
        return keyring;
    }

    /**
     * Closes what {@link #start} opened. A data source that the service brought stays open. Closing twice is fine.
     *
     * @throws IllegalStateException when something could not be closed, with the reasons as suppressed exceptions; all
     *     else is closed
     */
    @Override
    public void close() {
        IllegalStateException failure = new IllegalStateException("Not everything could be closed");
        closeAll(opened, failure);
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }

    private static void closeAll(Deque<AutoCloseable> opened, Throwable failure) {
        synchronized (opened) {
            while (!opened.isEmpty()) {
                try {
                    opened.pop().close();
                } catch (Exception e) {
                    failure.addSuppressed(e);
                }
            }
        }
    }
}
