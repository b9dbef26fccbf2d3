package io.netraven.launcher.fleet;

import io.netraven.schema.SchemaModel;
import io.netraven.schema.SeedRow;
import java.util.List;

/** The models of the service's releases. */
public final class Fleet {

    /** The newest release that an upgrade can reach. */
    public static final int NEWEST = 4;

    /** The release that would lose data, and could not be filled. */
    public static final int HAZARDOUS = 5;

    private Fleet() {}

    /** Returns the model of a release, from 1 to 5. */
    public static SchemaModel release(int release) {
        SchemaModel.Builder model =
                SchemaModel.named("fleet", Integer.toString(release)).entities(entities(release));
        if (release >= 4) {
            model.seed(SeedRow.of("depots", "code", "HQ").with("city", "Bern"));
        }
        return model.build();
    }

    private static List<Class<?>> entities(int release) {
        return switch (release) {
            case 1 -> Release1.ENTITIES;
            case 2 -> Release2.ENTITIES;
            case 3 -> Release3.ENTITIES;
            case 4 -> Release4.ENTITIES;
            case 5 -> Release5.ENTITIES;
            default -> throw new IllegalArgumentException("There is no release " + release);
        };
    }
}
