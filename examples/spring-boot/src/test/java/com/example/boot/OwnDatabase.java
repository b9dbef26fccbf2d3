package com.example.boot;

import io.netraven.schema.testing.ScratchDatabase;
import io.netraven.schema.testing.TestServer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

/**
 * A database that lives as long as the context, which Spring keeps for every class that asks for the same one. It is
 * dropped with the test server, after the context has closed its pool.
 */
@TestConfiguration(proxyBeanMethods = false)
class OwnDatabase {

    @Bean(destroyMethod = "")
    ScratchDatabase database() {
        return TestServer.shared().createDatabase();
    }

    @Bean
    DynamicPropertyRegistrar settings(ScratchDatabase database) {
        return registry -> {
            registry.add("netraven.settings.postgres-host", database::host);
            registry.add("netraven.settings.postgres-port", database::port);
            registry.add("netraven.settings.postgres-db", database::name);
            registry.add("netraven.settings.postgres-user", database::user);
            registry.add("netraven.settings.postgres-password", database::password);
        };
    }
}
