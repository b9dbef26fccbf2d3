package io.netraven.launcher.bench;

import io.netraven.model.NetRavenModel;
import jakarta.persistence.PersistenceConfiguration;

/** Hibernate's validation of the tables of the same entities: that tables and columns are there, and their types. */
final class HibernateStart {

    private HibernateStart() {}

    /** Runs with a JDBC URL and the user. */
    public static void main(String[] args) {
        PersistenceConfiguration unit = new PersistenceConfiguration("bench")
                .provider("org.hibernate.jpa.HibernatePersistenceProvider")
                .property(PersistenceConfiguration.JDBC_URL, args[0])
                .property(PersistenceConfiguration.JDBC_USER, args[1])
                .property("hibernate.default_schema", "netraven")
                .property("hibernate.hbm2ddl.auto", "validate");
        NetRavenModel.entityClasses().forEach(unit::managedClass);
        NetRavenModel.converterClasses().forEach(unit::managedClass);
        unit.createEntityManagerFactory().close();
    }
}
