package com.example.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netraven.schema.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InventoryTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod();

    private static Inventory open() {
        return new Inventory(
                "jdbc:postgresql://" + database.host() + ":" + database.port() + "/" + database.name(),
                database.user(),
                database.password());
    }

    @Test
    void keepsItsRacks() {
        try (Inventory inventory = open()) {
            inventory.add("r2");
            inventory.add("r1");
        }
        try (Inventory inventory = open()) {
            assertEquals(List.of("r1", "r2"), inventory.racks());
        }
    }
}
