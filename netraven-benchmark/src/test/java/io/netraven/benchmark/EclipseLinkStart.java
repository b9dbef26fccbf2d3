package io.netraven.benchmark;

import io.netraven.model.NetRavenModel;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;

/** EclipseLink's making of the tables of the same entities, as far as it makes them. */
final class EclipseLinkStart {

    private EclipseLinkStart() {}

    /** Runs with a JDBC URL and the user. */
    public static void main(String[] args) {
        PersistenceConfiguration unit = new PersistenceConfiguration("bench")
                .provider("org.eclipse.persistence.jpa.PersistenceProvider")
                .property(PersistenceConfiguration.JDBC_URL, args[0])
                .property(PersistenceConfiguration.JDBC_USER, args[1])
                .property("jakarta.persistence.schema-generation.database.action", "create")
                .property(
                        "eclipselink.target-database", "org.eclipse.persistence.platform.database.PostgreSQL10Platform")
                .property("eclipselink.weaving", "static");
        NetRavenModel.entityClasses().forEach(unit::managedClass);
        NetRavenModel.converterClasses().forEach(unit::managedClass);
        try (EntityManagerFactory factory = unit.createEntityManagerFactory()) {
            // The tables are made when the first of them is needed.
            factory.createEntityManager().close();
        }
    }
}
