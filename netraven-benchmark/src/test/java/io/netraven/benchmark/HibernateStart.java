package io.netraven.benchmark;

import io.netraven.model.NetRavenModel;
import jakarta.persistence.PersistenceConfiguration;

/** Hibernate's making of the tables of the same entities, or its validation: that columns are there, and their types. */
final class HibernateStart {

    private HibernateStart() {}

    /** Runs with a JDBC URL, the user, and {@code create} or {@code validate}. */
    public static void main(String[] args) {
        PersistenceConfiguration unit = new PersistenceConfiguration("bench")
                .provider("org.hibernate.jpa.HibernatePersistenceProvider")
                .property(PersistenceConfiguration.JDBC_URL, args[0])
                .property(PersistenceConfiguration.JDBC_USER, args[1])
                .property("hibernate.default_schema", "netraven")
                .property("hibernate.hbm2ddl.auto", args[2]);
        NetRavenModel.entityClasses().forEach(unit::managedClass);
        NetRavenModel.converterClasses().forEach(unit::managedClass);
        unit.createEntityManagerFactory().close();
    }
}
