package com.example.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netraven.credentials.Secret;
import io.netraven.credentials.testing.SampleData;
import io.netraven.credentials.testing.TestKeys;
import io.netraven.model.tag.Tag;
import io.netraven.schema.testing.TestDatabase;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ServiceTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod();

    @Test
    void storesACredentialAndLogsIn() {
        Map<String, String> environment = Map.of(
                "POSTGRES_HOST", database.host(),
                "POSTGRES_PORT", Integer.toString(database.port()),
                "POSTGRES_DB", database.name(),
                "POSTGRES_USER", database.user(),
                "POSTGRES_PASSWORD", database.password(),
                "NETRAVEN_ENCRYPTION_KEY", TestKeys.text());
        try (Service service = new Service(environment);
                Secret password = Secret.ofString("s3cret")) {
            service.store("core-ssh", "backup", password);
            UUID device = SampleData.in(database.dataSource()).device("core-router-1", Tag.DEFAULT_ID);

            assertEquals("backup", service.logIn(device));
        }
    }

    @Test
    void isGivenNoLibraryOfTheCommandLine() {
        assertThrows(ClassNotFoundException.class, () -> Class.forName("org.apache.commons.cli.Options"));
        assertThrows(ClassNotFoundException.class, () -> Class.forName("org.slf4j.simple.SimpleLogger"));
    }
}
