package io.netraven.launcher.internal.schema;

import io.netraven.model.tag.Tag;
import io.netraven.schema.SeedRow;
import java.util.List;

/** The rows that every database starts with. A deleted row comes back; an edited one is left as it is. */
final class DefaultData {

    /** Ids of default rows share this start, so that they are told apart from ids that were drawn. */
    private static final String WELL_KNOWN = "01970000-0000-7000-8000-";

    private DefaultData() {}

    static SeedRow tag() {
        return SeedRow.of("tags", "name", "Default")
                .orKey("id", Tag.DEFAULT_ID.toString())
                .with("color", "#6366F1")
                .with("description", "Default tag for all devices");
    }

    static List<SeedRow> settings() {
        return List.of(
                setting(1, "system.job_log_retention_days", "system", "90", "Days that job logs are kept"),
                setting(2, "system.audit_log_retention_days", "system", "365", "Days that audit logs are kept"),
                setting(
                        3,
                        "system.schema_history_retention_days",
                        "system",
                        "3650",
                        "Days that schema history is kept"),
                setting(4, "security.key_rotation_days", "security", "90", "Days after which the data key is rotated"));
    }

    private static SeedRow setting(int order, String key, String category, String days, String description) {
        return SeedRow.of("admin_settings", "key", key)
                .orKey("id", WELL_KNOWN + "00000000010" + order)
                .with("value", days)
                .with("value_type", "number")
                .with("category", category)
                .with("description", description)
                .with("is_required", "true")
                .with("display_order", Integer.toString(order));
    }
}
