/** The JPA entities of every NetRaven table. Start at {@link io.netraven.model.NetRavenModel}. */
module io.netraven.model {
    requires transitive jakarta.persistence;
    requires transitive org.eclipse.persistence.core;
    requires org.postgresql.jdbc;
    requires com.fasterxml.uuid;
    requires static org.jspecify;

    exports io.netraven.model;
}
