package io.netraven.schema;

import java.time.Duration;
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
 * <p>The engine creates what is missing as a whole table. It never alters an existing table. Everything it does, it
 * does in one transaction: afterwards the database is as before, or complete. Any number of engines may start at
 * once, in one process or in many.
 *
 * <p>Instances are immutable and safe for use by several threads. Each call takes one connection from the data source
 * and gives it back.
 */
public final class SchemaEngine {

    /** The namespace that is used where none is set. */
    public static final String DEFAULT_NAMESPACE = "netraven";

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
     * @throws SchemaException when the question could not be answered; nothing was changed
     */
    public InitializationReport initialize() {
        Stopwatch watch = new Stopwatch();
        return new Patience(settings).run(connection -> new Initialization(settings, watch).run(connection));
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
     * Writes the SQL that brings the live schema to the model. What could lose data is a comment with its hazard.
     *
     * @return SQL text, empty when there is nothing to do
     * @throws SchemaException when the question could not be answered
     */
    public String plan() {
        return Plan.write(settings.model(), validate());
    }

    /**
     * Tells where the database stands, without comparing in full.
     *
     * @return the status
     * @throws SchemaException when the question could not be answered
     */
    public SchemaStatus status() {
        return new Patience(settings).run(connection -> StatusQuery.run(settings, connection));
    }

    /** The settings of an engine. Not safe for use by several threads. */
    public static final class Builder {
        private final DataSource dataSource;
        private @Nullable SchemaModel model;
        private String namespace = DEFAULT_NAMESPACE;
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
         * @param timeout 60 seconds by default
         * @return this builder
         */
        public Builder lockTimeout(Duration timeout) {
            this.lockTimeout = timeout;
            return this;
        }

        /**
         * Sets how long one statement may take.
         *
         * @param timeout 60 seconds by default
         * @return this builder
         */
        public Builder statementTimeout(Duration timeout) {
            this.statementTimeout = timeout;
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
         */
        public SchemaEngine build() {
            if (model == null) {
                throw new IllegalStateException("A schema engine needs a model: call model(...)");
            }
            return new SchemaEngine(new Settings(
                    dataSource, model, namespace, deadline, accessGrace, lockTimeout, statementTimeout, strict));
        }
    }
}
