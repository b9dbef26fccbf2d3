package io.netraven.launcher.roles;

import io.netraven.launcher.NetRaven;
import io.netraven.launcher.SampleEntities;
import io.netraven.model.NetRavenModel;

/** A row in every table. */
final class SampleRows {

    private SampleRows() {}

    /** Has the owner of an initialized schema store them. */
    static void store(Roles roles) throws ReflectiveOperationException {
        SampleEntities samples = SampleEntities.filled();
        for (Class<?> type : NetRavenModel.entityClasses()) {
            samples.of(type);
        }
        try (NetRaven netRaven = NetRaven.start(roles.ofOwner())) {
            netRaven.entityManagerFactory()
                    .runInTransaction(entities -> samples.all().forEach(entities::persist));
        }
    }
}
