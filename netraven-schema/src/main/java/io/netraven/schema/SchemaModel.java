package io.netraven.schema;

import io.netraven.schema.internal.Sql;
import io.netraven.schema.internal.catalog.History;
import io.netraven.schema.internal.definition.ModelScript;
import io.netraven.schema.internal.definition.ModelWriter;
import io.netraven.schema.internal.definition.TableScript;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a database is to look like: tables read from JPA entities, extensions, default data, what roles may do.
 *
 * <p>A model is composed from entity classes once, at build time, and written as a {@link #script()}; a program that
 * starts reads the script and loads no entity class. Immutable and safe for use by several threads.
 */
public final class SchemaModel {

    private final ModelScript script;

    /** Read when first asked for, which a warm start never does; reading it twice would do no harm. */
    private @Nullable List<TableScript> tables;

    /** Likewise. */
    private @Nullable List<SeedRow> seeds;

    private SchemaModel(ModelScript script) {
        this.script = script;
    }

    /**
     * Starts a model.
     *
     * @param name the model's name, for reports and history
     * @param version its release
     * @return a builder
     */
    public static Builder named(String name, String version) {
        return new Builder(name, version);
    }

    /**
     * Reads a model that {@link #script()} wrote, without loading an entity class. Cheap, and therefore credulous: it
     * looks at no more than the first lines. {@link #read} proves the whole.
     *
     * @param script the text
     * @return the model
     * @throws SchemaException.ModelError when the text is no such script
     */
    public static SchemaModel parse(String script) {
        return new SchemaModel(ModelScript.parse(script));
    }

    /**
     * Reads the file that a build wrote a model's {@link #script()} to, and proves that it is as it was written.
     *
     * @param file UTF-8 text
     * @return the model
     * @throws IOException when the file cannot be read
     * @throws SchemaException.ModelError when it is no such script, or was changed
     */
    public static SchemaModel read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try {
            return new SchemaModel(
                    ModelScript.parse(new String(bytes, StandardCharsets.UTF_8)).verified());
        } catch (SchemaException.ModelError e) {
            throw new SchemaException.ModelError("The file " + file + " cannot be used. " + e.getMessage());
        }
    }

    /**
     * Returns the model's name.
     *
     * @return the name
     */
    public String name() {
        return script.name();
    }

    /**
     * Returns the model's release.
     *
     * @return the version
     */
    public String version() {
        return script.version();
    }

    /**
     * Returns the checksum over everything that reaches the database. It depends on neither the order of the
     * entities nor that of their members, nor on name and version.
     *
     * @return SHA-256 in lower-case hexadecimal
     */
    public String checksum() {
        return script.checksum();
    }

    /**
     * Returns the names of the tables, the engine's own {@code schema_history} among them, sorted.
     *
     * @return names without a namespace
     */
    public List<String> tableNames() {
        return script.tables();
    }

    /**
     * Returns what roles may do.
     *
     * @return grants of one privilege each, without hidden columns
     * @throws SchemaException.ModelError when the rest of the script, at which {@link #parse} does not look, cannot be
     *     read
     */
    public List<Grant> grants() {
        return script.grants();
    }

    /**
     * Returns the model's words for the roles that it grants something to.
     *
     * @return the words, sorted; see {@link SchemaEngine.Builder#role}
     */
    public SortedSet<String> roles() {
        return new TreeSet<>(script.roles());
    }

    /**
     * Returns the model without its extensions, for servers where another way provides them.
     *
     * @return a model of its own, with a checksum of its own
     * @throws SchemaException.ModelError when the rest of the script, at which {@link #parse} does not look, cannot be
     *     read
     */
    public SchemaModel withoutExtensions() {
        return new SchemaModel(ModelWriter.write(
                name(), version(), List.of(), tables(), script.seeds(), script.grants(), script.predecessors()));
    }

    /**
     * Returns the whole model as SQL for one namespace, to be read or run by hand in an empty database. The engine
     * adopts what it makes.
     *
     * @param namespace a PostgreSQL identifier
     * @return SQL text
     * @throws SchemaException.ModelError when the rest of the script, at which {@link #parse} does not look, cannot be
     *     read
     */
    public String ddl(String namespace) {
        return ddl(namespace, Map.of());
    }

    /**
     * Returns the whole model as SQL for one namespace, with the roles that are to have its grants.
     *
     * @param namespace a PostgreSQL identifier
     * @param roles the server's name of each role, by the model's word for it
     * @return SQL text
     * @throws SchemaException.ModelError when the rest of the script, at which {@link #parse} does not look, cannot be
     *     read
     */
    public String ddl(String namespace, Map<String, String> roles) {
        Access access = new Access(new TreeMap<>(roles), grants());
        StringBuilder sql = new StringBuilder("-- ")
                .append(name())
                .append(' ')
                .append(version())
                .append(", checksum ")
                .append(checksum())
                .append("\n\nBEGIN;\n\n")
                .append(bootstrap(namespace))
                .append('\n');
        List<String> statements = new ArrayList<>(access.statements());
        tables().forEach(table -> statements.addAll(table.create()));
        tables().forEach(table -> statements.addAll(table.after()));
        tables().forEach(table -> statements.addAll(access.statements(table.table())));
        seeds().forEach(seed -> statements.add(Seeding.insert(seed)));
        statements.forEach(
                statement -> sql.append(TableScript.in(namespace, statement)).append(";\n\n"));
        return sql.append("COMMIT;\n").toString();
    }

    /**
     * Returns the SQL that prepares a database for the model, up to its first table: extensions, the namespace, the
     * search path. For an administrator, where the role that runs the engine may not do it.
     *
     * @param namespace a PostgreSQL identifier
     * @return SQL text, to be run in that database
     */
    public String bootstrap(String namespace) {
        StringBuilder sql = new StringBuilder();
        extensions()
                .forEach(extension ->
                        sql.append(Bootstrap.createExtension(extension)).append(";\n"));
        sql.append(TableScript.in(namespace, Bootstrap.createNamespace())).append(";\n");
        String searchPath = searchPath(namespace);
        return searchPath.isEmpty()
                ? sql.toString()
                : sql.append(Bootstrap.setSearchPathOfThisDatabase(searchPath))
                        .append(";\n")
                        .toString();
    }

    /**
     * Returns the model as text that {@link #parse(String)} reads. The same model gives the same bytes on every JVM.
     *
     * @return the text
     */
    public String script() {
        return script.text();
    }

    /**
     * Describes the model in full, for documentation and tools.
     *
     * @return the description
     * @throws SchemaException.ModelError when the script holds what this release does not write
     */
    public SchemaDescription describe() {
        return Description.of(this);
    }

    /** Returns the names of the extensions, sorted. */
    List<String> extensions() {
        return script.extensions();
    }

    /** Returns the default data, in the order it is inserted. */
    List<SeedRow> seeds() {
        List<SeedRow> read = seeds;
        if (read == null) {
            read = script.seeds();
            seeds = read;
        }
        return read;
    }

    /** Returns the schemas that the model takes the place of. */
    List<Predecessor> predecessors() {
        return script.predecessors();
    }

    /** Returns the tables in an order in which they can be made. */
    List<TableScript> tables() {
        List<TableScript> read = tables;
        if (read == null) {
            read = script.scripts();
            tables = read;
        }
        return read;
    }

    /** Returns an SQL expression, with the namespace's placeholder, that tells whether all default data is there. */
    String seeded() {
        return script.seeded();
    }

    /** Returns the search path that the database is to have; empty where it is left alone. */
    static String searchPath(String namespace) {
        return namespace.equals(SchemaEngine.DEFAULT_NAMESPACE) ? Sql.identifier(namespace) + ", public" : "";
    }

    /** Returns the columns that this expression asks. */
    String seededColumns() {
        return script.seededColumns();
    }

    /** The parts of a model. Not safe for use by several threads. */
    public static final class Builder {
        private final String name;
        private final String version;
        private final List<Class<?>> entities = new ArrayList<>();
        private final List<TableScript> included = new ArrayList<>();
        private final Set<String> extensions = new TreeSet<>();
        private final List<SeedRow> seeds = new ArrayList<>();
        private final List<Grant> grants = new ArrayList<>();
        private final List<Predecessor> predecessors = new ArrayList<>();

        private Builder(String name, String version) {
            this.name = name;
            this.version = version;
        }

        /**
         * Adds entity classes.
         *
         * @param classes classes annotated with {@link jakarta.persistence.Entity}
         * @return this builder
         */
        public Builder entities(Collection<Class<?>> classes) {
            entities.addAll(classes);
            return this;
        }

        /**
         * Adds everything of another model; its name and version are not taken over. Entities of this model may
         * refer to its tables.
         *
         * @param model the other model
         * @return this builder
         * @throws SchemaException.ModelError when the rest of its script, at which {@link SchemaModel#parse} does not
         *     look, cannot be read
         */
        public Builder include(SchemaModel model) {
            Set<String> known = included.stream().map(TableScript::table).collect(Collectors.toSet());
            model.tables().stream()
                    .filter(table -> !table.table().equals(History.TABLE) && !known.contains(table.table()))
                    .forEach(included::add);
            extensions.addAll(model.extensions());
            model.seeds().stream().filter(seed -> !seeds.contains(seed)).forEach(seeds::add);
            grants.addAll(model.grants());
            model.predecessors().stream()
                    .filter(each -> !predecessors.contains(each))
                    .forEach(predecessors::add);
            return this;
        }

        /**
         * Adds an extension, to be made in the namespace {@code public}.
         *
         * @param extension its name
         * @return this builder
         */
        public Builder extension(String extension) {
            extensions.add(extension);
            return this;
        }

        /**
         * Adds a row of default data.
         *
         * @param row the row
         * @return this builder
         */
        public Builder seed(SeedRow row) {
            seeds.add(row);
            return this;
        }

        /**
         * Lets a role do something. A role that the model names at all may also read {@code schema_history}.
         *
         * @param grant the role, the table and what it may do there
         * @return this builder
         */
        public Builder grant(Grant grant) {
            grants.add(grant);
            return this;
        }

        /**
         * Names a schema that the model takes the place of, so that nothing is made beside it unawares.
         *
         * @param predecessor how it is known, and what to do
         * @return this builder
         */
        public Builder predecessor(Predecessor predecessor) {
            predecessors.add(predecessor);
            return this;
        }

        /**
         * Reads the entities and creates the model.
         *
         * @return the model
         * @throws SchemaException.ModelError naming class, member and the way out
         */
        public SchemaModel build() {
            return new SchemaModel(
                    ModelWriter.compose(name, version, entities, included, extensions, seeds, grants, predecessors));
        }
    }
}
