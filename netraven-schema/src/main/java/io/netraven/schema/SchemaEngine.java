package io.netraven.schema;

import io.netraven.schema.internal.catalog.History;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Brings a PostgreSQL database to exactly the schema of a {@link SchemaModel}, or says why not.
 *
 * <pre>{@code
 * SchemaEngine engine = SchemaEngine.builder(dataSource).model(model).build();
 * InitializationReport report = engine.initialize(); // CREATED, EXTENDED, ADOPTED or UP_TO_DATE
 * ValidationReport validation = engine.validate();   // every difference at once
 * String sql = engine.plan();                        // what would make the live schema equal to the model
 * }</pre>
 *
 * <p>The engine creates what is missing as a whole table. It alters an existing table in {@link #upgrade()} alone, and
 * then only where nothing can be lost. Everything it does, it
 * does in one transaction: afterwards the database is as before, or complete. Any number of engines may start at
 * once, in one process or in many.
 *
 * <p>Instances are immutable and safe for use by several threads. Each call takes one connection from the data source
 * and gives it back.
 */
public final class SchemaEngine {

    /** The namespace that is used where none is set. */
    public static final String DEFAULT_NAMESPACE = "netraven";

    private static final Pattern ROLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_$-]{0,62}");

    private final Settings settings;

    private SchemaEngine(Settings settings) {
        this.settings = settings;
    }

    /**
     * Starts an engine's settings.
     *
     * @param dataSource gives connections of the role that owns, or is to own, the schema
     * @return a builder
     */
    public static Builder builder(DataSource dataSource) {
        return new Builder(dataSource);
    }

    /**
     * Waits for the database, makes what is missing, validates and records it.
     *
     * @return what was found and done
     * @throws SchemaException.Refused when an existing table differs in a way that breaks the model
     * @throws SchemaException when the question could not be answered; nothing was changed, unless the connection was
     *     lost while the change was being committed: then all of it was made or nothing, and the next call tells
     */
    public InitializationReport initialize() {
        Stopwatch watch = new Stopwatch();
        return new Patience(settings)
                .run(connection -> Initialization.ofTables(settings, watch).run(connection));
    }

    /**
     * Does what {@link #initialize()} does, and also alters existing tables to the model as long as nothing can be lost:
     * the statements of {@link #plan()} that are no comments, in one transaction under the same lock. An earlier
     * release may go on running meanwhile and start again afterwards. No session waits longer than two seconds for a
     * statement of the upgrade that itself waits for a lock; the upgrade then gives up and tries again, within the lock
     * timeout. A statement that has its lock holds up others for as long as it runs.
     *
     * @return what was found and done
     * @throws SchemaException.Refused when a difference that breaks the model can only be mended by a person, because
     *     data might be lost; nothing was changed
     * @throws SchemaException when the question could not be answered, or rows refuse a new constraint; nothing was
     *     changed, unless the connection was lost while the change was being committed, as for {@link #initialize()}
     */
    public InitializationReport upgrade() {
        return upgrade(false);
    }

    /**
     * Does everything that {@link #upgrade()} does, on the rows that are there, and takes it back. It holds up others
     * as the upgrade does.
     *
     * @return what the upgrade would have found and done
     * @throws SchemaException as {@link #upgrade()} would
     */
    public InitializationReport rehearseUpgrade() {
        return upgrade(true);
    }

    private InitializationReport upgrade(boolean rehearsal) {
        Stopwatch watch = new Stopwatch();
        return new Patience(settings)
                .run(connection ->
                        Initialization.ofUpgrade(settings, rehearsal, watch).run(connection));
    }

    /**
     * Waits until the schema is ready, without ever writing. For services that run as a role without DDL rights.
     *
     * @return the status that was found ready
     * @throws SchemaException.NotReady when the deadline passes first
     * @throws SchemaException when the question could not be answered
     */
    public SchemaStatus awaitReady() {
        return new Readiness(settings).await();
    }

    /**
     * Compares the whole live schema with the model.
     *
     * @return every difference, sorted
     * @throws SchemaException when the question could not be answered
     */
    public ValidationReport validate() {
        return new Patience(settings).run(connection -> Validation.run(settings, connection));
    }

    /**
     * Writes the SQL that brings the live schema to the model. What could lose data is a comment with its hazard. Its
     * owner may run it, or a superuser: what it makes belongs to the owner of the tables.
     *
     * @return SQL text, empty when there is nothing to do
     * @throws SchemaException when the question could not be answered
     */
    public String plan() {
        return new Patience(settings).run(connection -> Validation.plan(settings, connection));
    }

    /**
     * Tells where the database stands and what would happen: with two queries where the schema is ready, else by a full
     * comparison.
     *
     * @return the status
     * @throws SchemaException when the question could not be answered
     */
    public SchemaStatus status() {
        return new Patience(settings).run(connection -> StatusQuery.run(settings, connection));
    }

    /**
     * Tells who did what in the namespace, and when; of every model that is recorded there.
     *
     * @return every row of the history, the newest first; empty where the engine has never worked
     * @throws SchemaException when the question could not be answered
     */
    public List<Installation> history() {
        return new Patience(settings).run(connection -> {
            History history = new History(connection, settings.scope());
            return history.exists() ? history.all() : List.of();
        });
    }

    /** The settings of an engine. Not safe for use by several threads. */
    public static final class Builder {
        private final DataSource dataSource;
        private @Nullable SchemaModel model;
        private String namespace = DEFAULT_NAMESPACE;
        private final SortedMap<String, String> roles = new TreeMap<>();
        private @Nullable Duration deadline = Duration.ofSeconds(60);
        private Duration accessGrace = Duration.ZERO;
        private Duration lockTimeout = Duration.ofSeconds(60);
        private Duration statementTimeout = Duration.ofSeconds(60);
        private boolean strict;

        private Builder(DataSource dataSource) {
            this.dataSource = dataSource;
        }

        /**
         * Sets the model. Required.
         *
         * @param model what the database is to look like
         * @return this builder
         */
        public Builder model(SchemaModel model) {
            this.model = model;
            return this;
        }

        /**
         * Sets the namespace. The search path of the database is set for {@value #DEFAULT_NAMESPACE} alone.
         *
         * @param namespace a PostgreSQL identifier, {@value #DEFAULT_NAMESPACE} by default
         * @return this builder
         */
        public Builder namespace(String namespace) {
            this.namespace = namespace;
            return this;
        }

        /**
         * Has a role made where it is missing, and its grants kept to what the model says: what is missing is granted,
         * what is too much is revoked. Without this, the model's grants to that role are left alone. The role cannot
         * log in; make login roles members of it.
         *
         * @param word the model's word for the role
         * @param name its name on the server: letters, digits and {@code _ - $}
         * @return this builder
         * @throws IllegalArgumentException when the name cannot be used
         */
        public Builder role(String word, String name) {
            if (!ROLE.matcher(name).matches() || name.startsWith("pg_") || name.equals("public")) {
                throw new IllegalArgumentException("The role \"" + name
                        + "\" cannot be used: letters, digits and _ - $, 63 at most, neither pg_... nor public");
            }
            roles.put(word, name);
            return this;
        }

        /**
         * Sets how long to wait for the database, or for a ready schema.
         *
         * @param deadline 60 seconds by default; zero tries once; see {@link #waitForever()}
         * @return this builder
         */
        public Builder waitAtMost(Duration deadline) {
            this.deadline = deadline;
            return this;
        }

        /**
         * Waits without a deadline.
         *
         * @return this builder
         */
        public Builder waitForever() {
            this.deadline = null;
            return this;
        }

        /**
         * Sets how long a refused login or a missing database is tried again, for systems where an operator creates
         * them late.
         *
         * @param grace zero by default: refused at once
         * @return this builder
         */
        public Builder accessGrace(Duration grace) {
            this.accessGrace = grace;
            return this;
        }

        /**
         * Sets how long to wait for another starter to finish, and for each lock on a table.
         *
         * @param timeout 60 seconds by default; zero does not wait
         * @return this builder
         * @throws IllegalArgumentException when it is negative
         */
        public Builder lockTimeout(Duration timeout) {
            this.lockTimeout = notNegative(timeout);
            return this;
        }

        /**
         * Sets how long one statement may take.
         *
         * @param timeout 60 seconds by default; zero sets no limit
         * @return this builder
         * @throws IllegalArgumentException when it is negative
         */
        public Builder statementTimeout(Duration timeout) {
            this.statementTimeout = notNegative(timeout);
            return this;
        }

        /**
         * Makes {@code initialize} refuse tolerated differences too.
         *
         * @param strict false by default
         * @return this builder
         */
        public Builder strict(boolean strict) {
            this.strict = strict;
            return this;
        }

        /**
         * Creates the engine. Nothing is connected yet.
         *
         * @return the engine
         * @throws IllegalStateException when no model was set
         * @throws SchemaException.ModelError when a role was set to which the model grants nothing
         */
        public SchemaEngine build() {
            if (model == null) {
                throw new IllegalStateException("A schema engine needs a model: call model(...)");
            }
            checkRoles(model);
            return new SchemaEngine(new Settings(
                    dataSource,
                    model,
                    namespace,
                    Collections.unmodifiableSortedMap(new TreeMap<>(roles)),
                    deadline,
                    accessGrace,
                    lockTimeout,
                    statementTimeout,
                    strict));
        }

        private static Duration notNegative(Duration timeout) {
            if (timeout.isNegative()) {
                throw new IllegalArgumentException("A timeout is not negative, as " + timeout + " is");
            }
            return timeout;
        }

        private void checkRoles(SchemaModel asked) {
            if (roles.isEmpty()) {
                return;
            }
            Set<String> unknown = new TreeSet<>(roles.keySet());
            unknown.removeAll(asked.roles());
            if (!unknown.isEmpty()) {
                throw new SchemaException.ModelError(
                        "The model grants nothing to the role " + String.join(", ", unknown)
                                + ": leave it out, or name one of " + String.join(", ", asked.roles()) + ".");
            }
        }
    }
}
