/**
 * Brings a PostgreSQL database to exactly the schema of a model, or says why not.
 *
 * <p>Start at {@link io.netraven.schema.SchemaEngine}.
 */
@SuppressWarnings("module") // The launcher is compiled after it.
module io.netraven.schema {
    requires transitive java.sql;
    requires jakarta.persistence;
    requires org.postgresql.jdbc;
    requires org.slf4j;
    requires static org.jspecify;

    exports io.netraven.schema;
    exports io.netraven.schema.internal.failure to
            io.netraven.launcher;
}
