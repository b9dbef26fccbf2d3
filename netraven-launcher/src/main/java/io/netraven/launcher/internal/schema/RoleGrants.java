package io.netraven.launcher.internal.schema;

import static io.netraven.schema.Privilege.DELETE;
import static io.netraven.schema.Privilege.INSERT;
import static io.netraven.schema.Privilege.SELECT;
import static io.netraven.schema.Privilege.UPDATE;

import io.netraven.schema.Grant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What NetRaven's roles may do. {@code docs/roles.md} is generated from it. */
final class RoleGrants {

    private static final String APPLICATION = "application";
    private static final String READ_ONLY = "read_only";
    private static final String ROTATION = "rotation";

    /** Tables that a service may not change at will: proof of what happened, and the keys. */
    private static final Map<String, Grant> LIMITED = Map.of(
            "audit_logs", Grant.to(APPLICATION, "audit_logs", SELECT, INSERT),
            "encryption_keys", Grant.to(APPLICATION, "encryption_keys", SELECT));

    /** Envelopes, wrapped keys, hashes of passwords, and what was typed on a device. */
    private static final Map<String, List<String>> HIDDEN = new TreeMap<>(Map.of(
            "admin_settings", List.of("secret_value"),
            "credentials", List.of("password", "enable_password", "private_key", "private_key_passphrase"),
            "devices", List.of("password"),
            "encryption_keys", List.of("wrapped_key", "check_value"),
            "job_log_entries", List.of("session_log_content"),
            "users", List.of("password_hash")));

    /** The columns that rotation encrypts again. */
    private static final Map<String, List<String>> ENVELOPES = new TreeMap<>(Map.of(
            "admin_settings", List.of("secret_value"),
            "credentials", List.of("password", "enable_password", "private_key", "private_key_passphrase"),
            "devices", List.of("password")));

    private RoleGrants() {}

    static List<Grant> of(List<String> tables) {
        List<Grant> grants = new ArrayList<>();
        for (String table : tables) {
            grants.add(LIMITED.getOrDefault(table, Grant.to(APPLICATION, table, SELECT, INSERT, UPDATE, DELETE)));
            String[] hidden = HIDDEN.getOrDefault(table, List.of()).toArray(String[]::new);
            grants.add(Grant.to(READ_ONLY, table, SELECT).allBut(hidden));
        }
        grants.addAll(rotation());
        return grants;
    }

    private static List<Grant> rotation() {
        List<Grant> grants = new ArrayList<>();
        ENVELOPES.forEach((table, envelopes) -> {
            grants.add(Grant.to(ROTATION, table, UPDATE).only(with(envelopes, "key_id", "version")));
            grants.add(Grant.to(ROTATION, table, SELECT).only(with(envelopes, "id", "key_id", "version")));
        });
        // How old a key may become.
        grants.add(Grant.to(ROTATION, "admin_settings", SELECT).only("key", "value"));
        // A new key, and the old one's end; to wrap keys anew and to retire them is for the owner.
        grants.add(Grant.to(ROTATION, "encryption_keys", SELECT, INSERT));
        grants.add(Grant.to(ROTATION, "encryption_keys", UPDATE).only("state", "activated_at"));
        grants.add(Grant.to(ROTATION, "audit_logs", INSERT));
        return grants;
    }

    private static String[] with(List<String> columns, String... more) {
        List<String> all = new ArrayList<>(columns);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
