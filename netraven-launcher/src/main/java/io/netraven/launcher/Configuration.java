package io.netraven.launcher;

import io.netraven.credentials.Actor;
import io.netraven.credentials.EncryptedTable;
import io.netraven.credentials.LoginPolicy;
import io.netraven.credentials.MasterKey;
import io.netraven.credentials.StoreEvent;
import io.netraven.launcher.internal.config.Setting;
import io.netraven.launcher.internal.config.Settings;
import io.netraven.launcher.internal.config.SettingsReader;
import io.netraven.schema.SchemaModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Which database, and how to bring it to NetRaven's schema. Immutable and safe for use by several threads.
 *
 * <pre>{@code
 * Configuration fromEnvironment = Configuration.fromEnvironment(); // DATABASE_URL, or POSTGRES_HOST and so on
 * Configuration ownPool = Configuration.builder().dataSource(dataSource).namespace("netraven").build();
 * }</pre>
 *
 * <p>The settings, their names in the environment and in a file, and their defaults are listed in {@code docs/cli.md}.
 */
public final class Configuration {

    private final Settings settings;
    private final Optional<DataSource> dataSource;
    private final Optional<SchemaModel> model;
    private final List<Class<?>> entities;
    private final Optional<MasterKey> masterKey;
    private final List<EncryptedTable> encryptedTables;
    private final Optional<LoginPolicy> loginPolicy;
    private final Optional<Actor> actor;
    private final Optional<Consumer<StoreEvent>> listener;

    private Configuration(Builder builder) {
        boolean database = builder.dataSource.isEmpty();
        settings = builder.masterKey.isPresent()
                ? SettingsReader.read(builder.values, builder.environment, Path.of(""), database)
                : SettingsReader.readWithMasterKeys(builder.values, builder.environment, Path.of(""), database);
        dataSource = builder.dataSource;
        model = builder.model.map(Configuration::checked);
        entities = builder.entities;
        masterKey = builder.masterKey;
        encryptedTables = List.copyOf(builder.encryptedTables);
        loginPolicy = builder.loginPolicy;
        actor = builder.actor;
        listener = builder.listener;
    }

    private static SchemaModel checked(SchemaModel own) {
        if (!own.tableNames().containsAll(NetRavenSchema.model().tableNames())) {
            throw new ConfigurationException(List.of(
                    "The model " + own.name() + " lacks NetRaven's tables: add include(NetRavenSchema.model()) to it"));
        }
        return own;
    }

    /**
     * Reads the environment of this process, and the file that it names in {@code NETRAVEN_CONFIG_FILE}.
     *
     * @return the configuration
     * @throws ConfigurationException with every problem
     */
    public static Configuration fromEnvironment() {
        return from(System.getenv());
    }

    /**
     * Reads a map with the names of the environment, and the file that it names in {@code NETRAVEN_CONFIG_FILE}.
     *
     * @param environment values by name
     * @return the configuration
     * @throws ConfigurationException with every problem
     */
    public static Configuration from(Map<String, String> environment) {
        return builder().environment(environment).build();
    }

    /**
     * Starts a configuration. It reads no environment unless it is given one.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    Settings settings() {
        return settings;
    }

    Optional<DataSource> dataSource() {
        return dataSource;
    }

    SchemaModel model() {
        return model.orElseGet(NetRavenSchema::model);
    }

    List<Class<?>> entities() {
        return entities;
    }

    /** The master key that the service brings, and closes itself. */
    Optional<MasterKey> masterKey() {
        return masterKey;
    }

    List<EncryptedTable> encryptedTables() {
        return encryptedTables;
    }

    Optional<LoginPolicy> loginPolicy() {
        return loginPolicy;
    }

    Optional<Actor> actor() {
        return actor;
    }

    Optional<Consumer<StoreEvent>> listener() {
        return listener;
    }

    /** The database and the namespace, without a secret. */
    @Override
    public String toString() {
        String database = dataSource.isPresent()
                ? "a data source of the service"
                : settings.endpoint().map(Object::toString).orElse("");
        return database + ", namespace " + settings.namespace();
    }

    /** The parts of a configuration. Not safe for use by several threads. */
    public static final class Builder {
        private final Map<String, String> values = new HashMap<>();
        private Map<String, String> environment = Map.of();
        private Optional<DataSource> dataSource = Optional.empty();
        private Optional<SchemaModel> model = Optional.empty();
        private List<Class<?>> entities = List.of();
        private Optional<MasterKey> masterKey = Optional.empty();
        private final List<EncryptedTable> encryptedTables = new ArrayList<>();
        private Optional<LoginPolicy> loginPolicy = Optional.empty();
        private Optional<Actor> actor = Optional.empty();
        private Optional<Consumer<StoreEvent>> listener = Optional.empty();

        private Builder() {}

        /**
         * Fills in what is not set here.
         *
         * @param variables values by the names of the environment
         * @return this builder
         */
        public Builder environment(Map<String, String> variables) {
            environment = Map.copyOf(variables);
            return this;
        }

        /**
         * Brings the service's own data source. No pool is opened then, and it is not closed with {@link NetRaven}.
         *
         * @param connections gives connections of the role that owns, or is to own, the schema
         * @return this builder
         */
        public Builder dataSource(DataSource connections) {
            dataSource = Optional.of(connections);
            return this;
        }

        /**
         * Names the database by a URL.
         *
         * @param url {@code postgresql://} or {@code jdbc:postgresql://}
         * @return this builder
         */
        public Builder url(String url) {
            return set(Setting.URL, url);
        }

        /**
         * Names the host.
         *
         * @param host one, or several separated by commas; of several the primary is used
         * @return this builder
         */
        public Builder host(String host) {
            return set(Setting.HOST, host);
        }

        /**
         * Sets the port.
         *
         * @param port 5432 by default
         * @return this builder
         */
        public Builder port(int port) {
            return set(Setting.PORT, Integer.toString(port));
        }

        /**
         * Names the database on the server.
         *
         * @param database {@code netraven} by default
         * @return this builder
         */
        public Builder database(String database) {
            return set(Setting.DATABASE, database);
        }

        /**
         * Sets whom to connect as.
         *
         * @param user the role, {@code netraven} by default
         * @param password its password
         * @return this builder
         */
        public Builder login(String user, String password) {
            return set(Setting.USER, user).set(Setting.PASSWORD, password);
        }

        /**
         * Sets the namespace of the tables.
         *
         * @param namespace {@code netraven} by default
         * @return this builder
         */
        public Builder namespace(String namespace) {
            return set(Setting.NAMESPACE, namespace);
        }

        /**
         * Has a role made where it is missing, and its grants kept to what the model says. It cannot log in: make login
         * roles members of it.
         *
         * @param application the role of services, which change rows
         * @return this builder
         */
        public Builder applicationRole(String application) {
            return set(Setting.APPLICATION_ROLE, application);
        }

        /**
         * Likewise, for reading all but secrets.
         *
         * @param readOnly the role of reports and of people who look
         * @return this builder
         */
        public Builder readOnlyRole(String readOnly) {
            return set(Setting.READ_ONLY_ROLE, readOnly);
        }

        /**
         * Likewise, for rotating keys.
         *
         * @param rotation the role of the job that rotates
         * @return this builder
         */
        public Builder rotationRole(String rotation) {
            return set(Setting.ROTATION_ROLE, rotation);
        }

        /**
         * Sets how long to wait for the database.
         *
         * @param deadline 60 seconds by default
         * @return this builder
         */
        public Builder waitAtMost(Duration deadline) {
            return set(Setting.WAIT, milliseconds(deadline));
        }

        /**
         * Waits for the database without a deadline.
         *
         * @return this builder
         */
        public Builder waitForever() {
            return set(Setting.WAIT, "forever");
        }

        /**
         * Sets how long to wait for another starter and for a table's lock.
         *
         * @param timeout 60 seconds by default
         * @return this builder
         */
        public Builder lockTimeout(Duration timeout) {
            return set(Setting.LOCK_TIMEOUT, milliseconds(timeout));
        }

        /**
         * Sets how long one statement of the init step may take.
         *
         * @param timeout 60 seconds by default
         * @return this builder
         */
        public Builder statementTimeout(Duration timeout) {
            return set(Setting.STATEMENT_TIMEOUT, milliseconds(timeout));
        }

        /**
         * Sets how long a refused login or a missing database is tried again.
         *
         * @param grace zero by default
         * @return this builder
         */
        public Builder accessGrace(Duration grace) {
            return set(Setting.ACCESS_GRACE, milliseconds(grace));
        }

        /**
         * Sets whether tolerated differences are refused too.
         *
         * @param strict false by default
         * @return this builder
         */
        public Builder strict(boolean strict) {
            return set(Setting.STRICT, Boolean.toString(strict));
        }

        /**
         * Sets whether the extensions pgcrypto and uuid-ossp are made.
         *
         * @param extensions true by default; false where another way provides them
         * @return this builder
         */
        public Builder extensions(boolean extensions) {
            return set(Setting.EXTENSIONS, Boolean.toString(extensions));
        }

        /**
         * Sets the most connections of the pool.
         *
         * @param size 10 by default
         * @return this builder
         */
        public Builder poolSize(int size) {
            return set(Setting.POOL_SIZE, Integer.toString(size));
        }

        /**
         * Adds a service's own tables.
         *
         * @param own a model that includes {@link NetRavenSchema#model()}
         * @param classes the service's own entity classes, and their converters, which are not in the model, for the
         *     entity manager factory; none where another one is used
         * @return this builder
         */
        public Builder model(SchemaModel own, List<Class<?>> classes) {
            model = Optional.of(own);
            entities = List.copyOf(classes);
            return this;
        }

        /**
         * Names a file with the master key of the credential store: {@code base64:} and 32 bytes, as {@code keys
         * generate} makes it, or a passphrase.
         *
         * @param file only its owner should be able to read it
         * @return this builder
         */
        public Builder encryptionKeyFile(Path file) {
            values.put(Setting.ENCRYPTION_KEY.fileVariable().orElseThrow(), file.toString());
            return this;
        }

        /**
         * Brings a master key, such as one in a key management service. No setting of a master key is read then.
         *
         * @param key stays the service's, which closes it after {@link NetRaven}
         * @return this builder
         */
        public Builder masterKey(MasterKey key) {
            masterKey = Optional.of(key);
            return this;
        }

        /**
         * Registers a service's own table with encrypted columns, so that the rotation of keys covers it.
         *
         * @param table the table, which is in the model too
         * @return this builder
         */
        public Builder encrypted(EncryptedTable table) {
            encryptedTables.add(table);
            return this;
        }

        /**
         * Sets what keeps the accounts on devices from being locked.
         *
         * @param limits {@link LoginPolicy#DEFAULT} by default
         * @return this builder
         */
        public Builder loginPolicy(LoginPolicy limits) {
            loginPolicy = Optional.of(limits);
            return this;
        }

        /**
         * Sets who acts, for the audit log.
         *
         * @param who the service {@code netraven} by default
         * @return this builder
         */
        public Builder actor(Actor who) {
            actor = Optional.of(who);
            return this;
        }

        /**
         * Sets who is told what the credential store and the keyring do, for counters and timings.
         *
         * @param told called from several threads at once; what it throws is logged and ignored
         * @return this builder
         */
        public Builder listener(Consumer<StoreEvent> told) {
            listener = Optional.of(told);
            return this;
        }

        /**
         * Checks the settings.
         *
         * @return the configuration
         * @throws ConfigurationException with every problem
         */
        public Configuration build() {
            return new Configuration(this);
        }

        private Builder set(Setting setting, String value) {
            values.put(setting.variable(), value);
            return this;
        }

        private static String milliseconds(Duration duration) {
            return duration.toMillis() + "ms";
        }
    }
}
