package io.netraven.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * What a database is to look like: tables read from JPA entities, extensions, default data. Immutable and safe for
 * use by several threads.
 */
public final class SchemaModel {

    private SchemaModel() {}

    /**
     * Starts a model.
     *
     * @param name the model's name, for reports and history
     * @param version its release
     * @return a builder
     */
    public static Builder named(String name, String version) {
        return new Builder();
    }

    /**
     * Reads a model that {@link #script()} wrote, without loading an entity class.
     *
     * @param script the text
     * @return the model
     * @throws SchemaException.ModelError when the text is no such script
     */
    public static SchemaModel parse(String script) {
        throw new UnsupportedOperationException();
    }

    /**
     * Returns the model's name.
     *
     * @return the name
     */
    public String name() {
        throw new UnsupportedOperationException();
    }

    /**
     * Returns the model's release.
     *
     * @return the version
     */
    public String version() {
        throw new UnsupportedOperationException();
    }

    /**
     * Returns the checksum over everything that reaches the database. It depends on neither the order of the
     * entities nor that of their members.
     *
     * @return SHA-256 in lower-case hexadecimal
     */
    public String checksum() {
        throw new UnsupportedOperationException();
    }

    /**
     * Returns the names of the tables, the engine's own {@code schema_history} among them, sorted.
     *
     * @return names without a namespace
     */
    public List<String> tableNames() {
        throw new UnsupportedOperationException();
    }

    /**
     * Returns the model without its extensions, for servers where another way provides them.
     *
     * @return a model of its own, with a checksum of its own
     */
    public SchemaModel withoutExtensions() {
        throw new UnsupportedOperationException();
    }

    /**
     * Returns the whole model as SQL for one namespace, to be read or run by hand.
     *
     * @param namespace a PostgreSQL identifier
     * @return SQL text
     */
    public String ddl(String namespace) {
        throw new UnsupportedOperationException();
    }

    /**
     * Returns the model as text that {@link #parse(String)} reads. The same model gives the same bytes on every JVM.
     *
     * @return the text
     */
    public String script() {
        throw new UnsupportedOperationException();
    }

    /** The parts of a model. Not safe for use by several threads. */
    public static final class Builder {
        private final List<Class<?>> entities = new ArrayList<>();

        private Builder() {}

        /**
         * Adds entity classes.
         *
         * @param classes classes annotated with {@link jakarta.persistence.Entity}
         * @return this builder
         */
        public Builder entities(List<Class<?>> classes) {
            entities.addAll(classes);
            return this;
        }

        /**
         * Adds everything of another model. Its name and version are not taken over.
         *
         * @param model the other model
         * @return this builder
         */
        public Builder include(SchemaModel model) {
            return this;
        }

        /**
         * Adds an extension, to be made in the namespace {@code public}.
         *
         * @param extension its name
         * @return this builder
         */
        public Builder extension(String extension) {
            return this;
        }

        /**
         * Adds a row of default data.
         *
         * @param row the row
         * @return this builder
         */
        public Builder seed(SeedRow row) {
            return this;
        }

        /**
         * Reads the entities and creates the model.
         *
         * @return the model
         * @throws SchemaException.ModelError naming class, member and the way out
         */
        public SchemaModel build() {
            throw new UnsupportedOperationException();
        }
    }
}
