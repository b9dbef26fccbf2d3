package io.netraven.schema;

import io.netraven.schema.SchemaDifference.Missing;
import io.netraven.schema.internal.catalog.CatalogSnapshot;
import java.util.List;
import java.util.Set;

/** How far a call may go by itself. */
enum Reach {
    /** {@code initialize}: whole tables that no release had made before, default data and grants. */
    WHOLE_TABLES,
    /** {@code upgrade}: also existing tables, as long as nothing can be lost, and lost ones, whose rows are lost already. */
    ADDITIONS;

    private static final String TO_PUBLIC = " to public";

    /** Tells whether a difference is mended; what is not, is for a person to decide or is tolerated. */
    boolean covers(SchemaDifference difference, Set<String> recordedTables) {
        SchemaObject object = difference.object();
        if (difference.mend().hazard().isPresent()) {
            return false;
        }
        return switch (object.kind()) {
            case TABLE ->
                this == ADDITIONS || (difference instanceof Missing && !recordedTables.contains(object.name()));
            case EXTENSION, NAMESPACE, DATABASE_SETTING, ROLE, SEED_ROW -> true;
            case GRANT -> this == ADDITIONS || !object.name().endsWith(TO_PUBLIC);
            default -> this == ADDITIONS;
        };
    }

    /**
     * Returns the differences that are mended. What is tolerated keeps nobody from anything: where the login may not
     * change it, it stays.
     */
    List<SchemaDifference> covered(
            List<SchemaDifference> differences, Set<String> recordedTables, Rights rights, CatalogSnapshot live) {
        return differences.stream()
                .filter(difference -> covers(difference, recordedTables)
                        && (difference.severity() == Severity.BREAKING || rights.allow(difference, live)))
                .toList();
    }
}
