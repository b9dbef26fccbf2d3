package io.netraven.launcher.internal.cli;

import io.netraven.credentials.KeyInfo;
import io.netraven.credentials.KeyringStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A keyring in words and fields. */
final class KeyringText {

    private KeyringText() {}

    /** The keys below each other. */
    static List<String> table(KeyringStatus status) {
        Columns columns = new Columns("key", "state", "made at", "rows");
        for (KeyInfo key : status.keys()) {
            columns.row(key.id(), state(key), key.createdAt(), key.rows());
        }
        return columns.lines();
    }

    private static String state(KeyInfo key) {
        return key.active() ? "active" : "decrypt_only";
    }

    /** Adds what is to be done, and the fields. */
    static Answer add(Answer answer, KeyringStatus status) {
        if (status.rotationDue()) {
            answer.line("rotation", "due: the active key is as old as security.key_rotation_days says");
        }
        if (status.pendingRows() > 0) {
            answer.line("pending", status.pendingRows() + " rows under other keys: keys rotate goes on");
        }
        if (!status.unknownTables().isEmpty()) {
            answer.line(
                    "unknown",
                    String.join(", ", status.unknownTables())
                            + ": a service's own, which rotates them where it registers them");
        }
        return answer.fields(fields(status));
    }

    /** One line for each thing that an operator looks for. */
    static Answer summary(KeyringStatus status) {
        Optional<KeyInfo> active = status.active();
        String keys = status.keys().size() + (status.keys().size() == 1 ? " data key, " : " data keys, ");
        String text = active.map(key -> keys + key.id() + " is active since " + age(key))
                .orElse(
                        status.keys().isEmpty()
                                ? "no data key yet: init with a master key makes it"
                                : keys + "none is active: keys rotate makes a new active one");
        return add(Answer.plain().line("keyring", text), status);
    }

    private static String age(KeyInfo active) {
        long days = Duration.between(since(active), Instant.now()).toDays();
        return days == 1 ? "1 day" : Math.max(0, days) + " days";
    }

    private static Instant since(KeyInfo key) {
        return key.activatedAt().orElse(key.createdAt());
    }

    private static Map<String, @Nullable Object> fields(KeyringStatus status) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("activeKey", status.active().map(KeyInfo::id));
        fields.put("activeSince", status.active().map(KeyringText::since));
        fields.put("rotationDue", status.rotationDue());
        fields.put("pendingRows", status.pendingRows());
        fields.put("unknownTables", status.unknownTables());
        fields.put("keys", status.keys().stream().map(KeyringText::fields).toList());
        return fields;
    }

    private static Map<String, @Nullable Object> fields(KeyInfo key) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", key.id());
        fields.put("state", state(key));
        fields.put("createdAt", key.createdAt());
        fields.put("activatedAt", key.activatedAt());
        fields.put("rows", key.rows());
        return fields;
    }
}
