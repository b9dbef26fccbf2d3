/** The JPA entities of every NetRaven table. Start at {@link io.netraven.model.NetRavenModel}. */
module io.netraven.model {
    requires transitive jakarta.persistence;
    requires transitive java.sql;
    // Woven entities implement its interfaces.
    requires transitive org.eclipse.persistence.core;
    requires org.postgresql.jdbc;
    requires com.fasterxml.uuid;
    // EclipseLink reads entities with it, yet only requires it statically.
    requires org.objectweb.asm;
    requires static transitive org.jspecify;

    exports io.netraven.model;
    exports io.netraven.model.audit;
    exports io.netraven.model.backup;
    exports io.netraven.model.base;
    exports io.netraven.model.credential;
    exports io.netraven.model.device;
    exports io.netraven.model.identity;
    exports io.netraven.model.job;
    exports io.netraven.model.key;
    exports io.netraven.model.setting;
    exports io.netraven.model.tag;
    exports io.netraven.model.value;

    opens io.netraven.model.audit to
            org.eclipse.persistence.core;
    opens io.netraven.model.backup to
            org.eclipse.persistence.core;
    opens io.netraven.model.base to
            org.eclipse.persistence.core;
    opens io.netraven.model.credential to
            org.eclipse.persistence.core;
    opens io.netraven.model.device to
            org.eclipse.persistence.core;
    opens io.netraven.model.identity to
            org.eclipse.persistence.core;
    opens io.netraven.model.internal to
            org.eclipse.persistence.core;
    opens io.netraven.model.job to
            org.eclipse.persistence.core;
    opens io.netraven.model.key to
            org.eclipse.persistence.core;
    opens io.netraven.model.setting to
            org.eclipse.persistence.core;
    opens io.netraven.model.tag to
            org.eclipse.persistence.core;
    opens io.netraven.model.value to
            org.eclipse.persistence.core;
}
