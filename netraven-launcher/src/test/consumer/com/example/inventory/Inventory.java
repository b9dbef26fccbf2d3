package com.example.inventory;

import io.netraven.launcher.Configuration;
import io.netraven.launcher.NetRaven;
import io.netraven.launcher.NetRavenSchema;
import io.netraven.model.identity.User;
import io.netraven.schema.SchemaModel;
import java.util.List;

/** Starts on NetRaven's database with an entity of its own, stores a row and reads it back. */
public final class Inventory {

    private Inventory() {}

    public static void main(String[] args) {
        SchemaModel model = SchemaModel.named("inventory", "1.0")
                .include(NetRavenSchema.model())
                .entities(List.of(Rack.class))
                .build();
        Configuration configuration = Configuration.builder()
                .environment(System.getenv())
                .model(model, List.of(Rack.class))
                .build();
        try (NetRaven netRaven = NetRaven.start(configuration)) {
            netRaven.entityManagerFactory().runInTransaction(entities -> {
                User keeper = new User("keeper", "keeper@example.org", "-");
                entities.persist(keeper);
                entities.persist(new Rack("r1", keeper));
            });
            String keeper = netRaven.entityManagerFactory()
                    .callInTransaction(entities ->
                            entities.find(Rack.class, "r1").getKeeper().getUsername());
            System.out.println(netRaven.report().outcome() + " "
                    + netRaven.report().tables().size() + " tables, kept by " + keeper + ", in "
                    + (Inventory.class.getModule().isNamed() ? "a module" : "no module"));
        }
    }
}
