package io.netraven.launcher.services;

import io.netraven.launcher.NetRavenSchema;
import io.netraven.schema.SchemaModel;
import io.netraven.schema.SeedRow;
import java.util.List;

/** The models of the two services. */
public final class Services {

    private Services() {}

    /** NetRaven's tables with its extensions, one extension more, and a default row in either's table. */
    public static SchemaModel inventory() {
        return SchemaModel.named("inventory", "1")
                .include(NetRavenSchema.model())
                .entities(List.of(Rack.class, RackSlot.class))
                .extension("citext")
                .seed(SeedRow.of("racks", "name", "Store").with("units", "12"))
                .seed(SeedRow.of("tags", "name", "Racked").orKey("id", "01970000-0000-7000-8000-00000000a001"))
                .build();
    }

    /** NetRaven's tables without any extension, and default rows. */
    public static SchemaModel billing() {
        return SchemaModel.named("billing", "4.2")
                .include(NetRavenSchema.model().withoutExtensions())
                .entities(List.of(Invoice.class, Currency.class))
                .seed(SeedRow.of("currencies", "code", "EUR").with("name", "Euro"))
                .seed(SeedRow.of("currencies", "code", "CHF").with("name", "Swiss franc"))
                .build();
    }
}
