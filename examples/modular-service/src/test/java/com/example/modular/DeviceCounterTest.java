package com.example.modular;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netraven.launcher.Configuration;
import io.netraven.launcher.NetRaven;
import io.netraven.schema.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeviceCounterTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod();

    @Test
    void countsInAModule() {
        assertTrue(DeviceCounter.class.getModule().isNamed());
        assertTrue(NetRaven.class.getModule().isNamed());
        assertEquals(
                0,
                DeviceCounter.count(Configuration.builder()
                        .host(database.host())
                        .port(database.port())
                        .database(database.name())
                        .login(database.user(), database.password())
                        .build()));
    }
}
