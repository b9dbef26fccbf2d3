package io.netraven.launcher.internal.schema;

import io.netraven.model.NetRavenModel;
import io.netraven.schema.Predecessor;
import io.netraven.schema.SchemaModel;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Map;

/** Composes NetRaven's schema model from the entity classes. Only the build and its tests do. */
public final class Composition {

    private Composition() {}

    /** The program that this one replaces; its ids are texts. */
    private static final Predecessor PYTHON = Predecessor.of(
            "the Python NetRaven",
            "public",
            Map.of(
                    "devices.id", "character varying(36)",
                    "job_logs.session_id", "character varying(36)",
                    "tags.id", "character varying(36)",
                    "users.id", "character varying(36)"),
            "Its tables and the new ones would come into each other's way: move it aside and bring its data over, as"
                    + " docs/from-python-netraven.md says, or name another database.");

    /** Composes the model of a release. */
    public static SchemaModel of(String version) {
        SchemaModel.Builder model = SchemaModel.named("netraven", version)
                .entities(NetRavenModel.entityClasses())
                .extension("pgcrypto")
                .extension("uuid-ossp");
        RoleGrants.of(tables()).forEach(model::grant);
        model.predecessor(PYTHON);
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
