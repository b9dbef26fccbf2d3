package io.netraven.launcher.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.NetRavenSchema;
import io.netraven.schema.InitializationOutcome;
import io.netraven.schema.InitializationReport;
import io.netraven.schema.Phase;
import io.netraven.schema.SchemaDifference;
import io.netraven.schema.SchemaEngine;
import io.netraven.schema.SchemaModel;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * One of the three who share a database.
 *
 * @param name its model's
 * @param engine on the database that is shared
 */
record Participant(String name, SchemaEngine engine) {

    static List<Participant> allOn(DataSource database) {
        return Stream.of(NetRavenSchema.model(), Services.inventory(), Services.billing())
                .map(model -> on(database, model))
                .toList();
    }

    private static Participant on(DataSource database, SchemaModel model) {
        return new Participant(
                model.name(), SchemaEngine.builder(database).model(model).build());
    }

    boolean isEqual() {
        return engine.validate().differences().isEmpty();
    }

    /** Fails where it finds a difference, or needs more than one look to know that there is none. */
    void isUndisturbed() {
        assertThat(engine.validate().differences())
                .as("differences of %s", name)
                .extracting(SchemaDifference::message)
                .isEmpty();
        InitializationReport report = engine.initialize();
        assertThat(report.outcome()).isEqualTo(InitializationOutcome.UP_TO_DATE);
        assertThat(report.phases())
                .as("the fast path of %s", name)
                .extracting(Phase::name)
                .containsExactly("connect", "check");
    }
}
