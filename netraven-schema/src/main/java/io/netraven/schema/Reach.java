package io.netraven.schema;

import io.netraven.schema.SchemaDifference.Missing;
import java.util.Set;

/** How far a call may go by itself. */
enum Reach {
    /** {@code initialize}: whole tables that no release had made before, default data and grants. */
    WHOLE_TABLES,
    /** {@code upgrade}: also existing tables, as long as nothing can be lost. */
    ADDITIONS;

    private static final String TO_PUBLIC = " to public";

    /** Tells whether a difference is mended; what is not, is for a person to decide or is tolerated. */
    boolean covers(SchemaDifference difference, Set<String> recordedTables) {
        SchemaObject object = difference.object();
        if (difference.mend().hazard().isPresent()) {
            return false;
        }
        return switch (object.kind()) {
            case TABLE -> difference instanceof Missing ? !recordedTables.contains(object.name()) : this == ADDITIONS;
            case EXTENSION, NAMESPACE, DATABASE_SETTING, ROLE, SEED_ROW -> true;
            case GRANT -> this == ADDITIONS || !object.name().endsWith(TO_PUBLIC);
            default -> this == ADDITIONS;
        };
    }
}
