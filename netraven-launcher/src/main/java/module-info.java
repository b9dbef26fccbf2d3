/** The init step: a command line for containers and {@link io.netraven.launcher.NetRaven} for services. */
@SuppressWarnings("module") // The JPA provider is needed at run time alone.
module io.netraven.launcher {
    requires transitive io.netraven.credentials;
    requires transitive io.netraven.model;
    requires transitive io.netraven.schema;
    requires transitive jakarta.persistence;
    requires transitive java.sql;
    requires com.mchange.v2.c3p0;
    requires org.eclipse.persistence.core;
    requires org.postgresql.jdbc;
    requires org.slf4j;
    requires static com.fasterxml.jackson.core;
    requires static me.tongfei.progressbar;
    requires static org.apache.commons.cli;
    requires static org.jspecify;

    exports io.netraven.launcher;
    // Created by their names.
    exports io.netraven.launcher.internal.connect to
            org.postgresql.jdbc;
    exports io.netraven.launcher.internal.jpa to
            org.eclipse.persistence.core,
            org.eclipse.persistence.jpa;
}
