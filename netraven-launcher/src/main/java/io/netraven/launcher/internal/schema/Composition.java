package io.netraven.launcher.internal.schema;

import io.netraven.model.NetRavenModel;
import io.netraven.schema.SchemaModel;
import jakarta.persistence.Table;
import java.util.List;

/** Composes NetRaven's schema model from the entity classes. Only the build and its tests do. */
public final class Composition {

    private Composition() {}

    /** Composes the model of a release. */
    public static SchemaModel of(String version) {
        SchemaModel.Builder model = SchemaModel.named("netraven", version)
                .entities(NetRavenModel.entityClasses())
                .extension("pgcrypto")
                .extension("uuid-ossp");
        RoleGrants.of(tables()).forEach(model::grant);
        model.seed(DefaultData.tag());
        DefaultData.settings().forEach(model::seed);
        return model.build();
    }

    private static List<String> tables() {
        return NetRavenModel.entityClasses().stream()
                .map(entity -> entity.getAnnotation(Table.class).name())
                .sorted()
                .toList();
    }
}
