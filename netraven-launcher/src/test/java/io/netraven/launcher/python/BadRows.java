package io.netraven.launcher.python;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One bad row for each reason to refuse, and each column that has it. */
final class BadRows {

    private static final String USER = "11111111-0000-4000-8000-000000000001";
    private static final String DEVICE = "22222222-0000-4000-8000-000000000001";
    private static final String BACKUP = "33333333-0000-4000-8000-000000000001";
    private static final String TAG = "44444444-0000-4000-8000-000000000001";
    private static final String RULE = "55555555-0000-4000-8000-000000000001";
    private static final String JOB = "66666666-0000-4000-8000-000000000001";
    private static final String ENTRY = "77777777-0000-4000-8000-000000000001";
    private static final String SCHEDULE = "88888888-0000-4000-8000-000000000001";
    private static final String SETTING = "99999999-0000-4000-8000-000000000001";
    private static final String EVENT = "aaaaaaaa-0000-4000-8000-000000000001";
    private static final String CREDENTIAL = "bbbbbbbb-0000-4000-8000-000000000001";
    private static final String LINK = "cccccccc-0000-4000-8000-000000000001";
    private static final String STRANGER = "dddddddd-0000-4000-8000-000000000001";

    private static final String NO_JSONB = "is JSON that jsonb cannot hold, such as \\u0000";

    private BadRows() {}

    static List<BadRow> all() {
        List<BadRow> rows = new ArrayList<>();
        rows.addAll(values());
        rows.addAll(words());
        rows.addAll(documents());
        rows.addAll(duplicates());
        rows.addAll(orphans());
        return rows;
    }

    /** One of each kind. */
    static List<BadRow> sample() {
        return Stream.of(values(), words(), documents(), duplicates(), orphans())
                .map(rows -> rows.get(0))
                .toList();
    }

    private static List<BadRow> values() {
        return List.of(
                changed(
                        "devices",
                        DEVICE,
                        "ip_address",
                        "'core.example.org'",
                        "'core.example.org' is no address of a host"),
                changed("devices", DEVICE, "ip_address", "'192.0.2.1/24'", "'192.0.2.1/24' is no address of a host"),
                changed("devices", DEVICE, "ip_address", "'fe80::1%eth0'", "'fe80::1%eth0' is no address of a host"),
                changed("devices", DEVICE, "port", "0", "0 is no port, 1 to 65535"),
                changed("devices", DEVICE, "port", "65536", "65536 is no port, 1 to 65535"),
                changed("backups", BACKUP, "file_size", "-1", "-1 is negative"),
                changed("tags", TAG, "color", "'indigo'", "'indigo' is no #RRGGBB"),
                changed("tags", TAG, "color", "''", "'' is no #RRGGBB"),
                changed("job_logs", JOB, "end_time", "'2025-03-29'", "is before start_time"),
                changed("job_logs", JOB, "retention_days", "0", "0 is not positive"),
                changed("scheduled_jobs", SCHEDULE, "schedule_time", "'24:00'", "'24:00' is no time of day, HH:MM"),
                changed("scheduled_jobs", SCHEDULE, "schedule_time", "'8:30'", "'8:30' is no time of day, HH:MM"),
                changed("scheduled_jobs", SCHEDULE, "schedule_time", "''", "'' is no time of day, HH:MM"),
                changed("scheduled_jobs", SCHEDULE, "schedule_interval", "0", "0 is not positive"),
                changed("audit_logs", EVENT, "ip_address", "'testclient'", "'testclient' is no address of a host"),
                changed("credentials", CREDENTIAL, "success_count", "-1", "-1 is negative"),
                changed("credentials", CREDENTIAL, "failure_count", "-2", "-2 is negative"),
                changed("credential_tags", LINK, "success_count", "-1", "-1 is negative"),
                changed("credential_tags", LINK, "failure_count", "-2", "-2 is negative"),
                changed("credential_tags", LINK, "priority", "100.5", "100.5 is no priority, 0 to 100"),
                changed("credential_tags", LINK, "priority", "-1", "-1 is no priority, 0 to 100"),
                changed("credential_tags", LINK, "priority", "'NaN'", "NaN is no priority, 0 to 100"),
                changed(
                        "admin_settings",
                        SETTING,
                        "key",
                        "repeat('x', 256)",
                        "has 256 characters, there is room for 255"),
                changed(
                        "admin_settings",
                        SETTING,
                        "key",
                        "'security.key_rotation_days', is_sensitive = true",
                        "the default data has this setting too, as a number that is not sensitive"),
                changed(
                        "admin_settings",
                        SETTING,
                        "key",
                        "'security.key_rotation_days', value_type = 'string'",
                        "the default data has this setting too, as a number that is not sensitive"),
                BadRow.of(
                        "users",
                        USER,
                        "full_name",
                        "has 121 characters, there is room for 120",
                        "ALTER TABLE python_netraven.users ALTER full_name TYPE text;"
                                + update("users", USER, "full_name", "repeat('x', 121)")),
                BadRow.of(
                        "users",
                        USER,
                        "password_hash",
                        "has no value",
                        "ALTER TABLE python_netraven.users ALTER password_hash DROP NOT NULL;"
                                + update("users", USER, "password_hash", "NULL")));
    }

    private static List<BadRow> words() {
        return List.of(
                word("devices", DEVICE, "last_backup_status", "complete, completed, failed, failure, pending, success"),
                word("backups", BACKUP, "status", "complete, completed, failed, pending"),
                word("job_logs", JOB, "status", "canceled, completed, created, failed, in_progress, queued, running"),
                word("job_log_entries", ENTRY, "level", "critical, debug, error, info, warning"),
                word(
                        "scheduled_jobs",
                        SCHEDULE,
                        "schedule_type",
                        "daily, immediate, monthly, one_time, weekly, yearly"),
                word("admin_settings", SETTING, "value_type", "boolean, json, number, string"),
                word("admin_settings", SETTING, "category", "notification, security, system"),
                word("audit_logs", EVENT, "event_type", "admin, auth, credential, data, key"),
                word("audit_logs", EVENT, "actor_type", "service, system, user"),
                word("audit_logs", EVENT, "status", "error, failure, success, warning"));
    }

    private static List<BadRow> documents() {
        return List.of(
                changed("tag_rules", RULE, "rule_criteria", "'{\"field\": '", "is no JSON object"),
                changed("tag_rules", RULE, "rule_criteria", "'[1]'", "is no JSON object"),
                changed("tag_rules", RULE, "rule_criteria", "'{\"a\": NaN}'", "is no JSON object"),
                changed("tag_rules", RULE, "rule_criteria", "''", "is no JSON object"),
                changed("job_log_entries", ENTRY, "details", "'{\"output\": \"\\u0000\"}'", NO_JSONB),
                changed("scheduled_jobs", SCHEDULE, "job_data", "'[\"\\ud800\"]'", NO_JSONB),
                changed("admin_settings", SETTING, "value", "'\"\\u0000\"'", NO_JSONB),
                changed("audit_logs", EVENT, "event_metadata", "'\"\\u0000\"'", NO_JSONB));
    }

    private static List<BadRow> duplicates() {
        return List.of(
                changed("users", USER, "username", "'Nobody'", "'nobody' is in 2 rows, but may be in one"),
                changed(
                        "users",
                        USER,
                        "email",
                        "'NoBody@Example.org'",
                        "'nobody@example.org' is in 2 rows, but may be in one"),
                changed("credentials", CREDENTIAL, "name", "'lab'", "'lab' is in 2 rows, but may be in one"),
                changed("backups", BACKUP, "version", "'1.1'", "'" + DEVICE + " 1.1' is in 2 rows, but may be in one"),
                BadRow.of(
                        "credential_tags",
                        STRANGER,
                        "tag_id",
                        "'" + CREDENTIAL + " tag-default' is in 2 rows, but may be in one",
                        "INSERT INTO python_netraven.credential_tags (id, credential_id, tag_id) VALUES ('" + STRANGER
                                + "', '" + CREDENTIAL + "', 'tag-default')"),
                BadRow.of(
                        "credentials",
                        "ABCDEF01-0000-4000-8000-00000000000A",
                        "id",
                        "'abcdef01-0000-4000-8000-00000000000a' is in 2 rows, but may be in one",
                        "INSERT INTO python_netraven.credentials (id, name, username) VALUES"
                                + " ('ABCDEF01-0000-4000-8000-00000000000A', 'upper', 'x'),"
                                + " ('abcdef01-0000-4000-8000-00000000000a', 'lower', 'x')"));
    }

    private static List<BadRow> orphans() {
        return List.of(
                orphan("devices", DEVICE, DEVICE, "owner_id", "users"),
                orphan("backups", BACKUP, BACKUP, "device_id", "devices"),
                orphan("device_tags", DEVICE, STRANGER + " " + TAG, "device_id", "devices"),
                orphan("device_tags", DEVICE, DEVICE + " " + STRANGER, "tag_id", "tags"),
                orphan("tag_rules", RULE, RULE, "tag_id", "tags"),
                orphan("job_logs", JOB, JOB, "device_id", "devices"),
                orphan("job_logs", JOB, JOB, "created_by", "users"),
                orphan("job_log_entries", ENTRY, ENTRY, "job_log_id", "job_logs"),
                orphan("scheduled_jobs", SCHEDULE, SCHEDULE, "device_id", "devices"),
                orphan("scheduled_jobs", SCHEDULE, SCHEDULE, "created_by", "users"),
                orphan("credential_tags", LINK, LINK, "credential_id", "credentials"),
                orphan("credential_tags", LINK, LINK, "tag_id", "tags"));
    }

    private static BadRow changed(String table, String id, String column, String value, String reason) {
        return BadRow.of(table, id, column, reason, update(table, id, column, value));
    }

    private static BadRow word(String table, String id, String column, String words) {
        return changed(table, id, column, "'strange'", "'strange' is none of " + words);
    }

    private static BadRow orphan(String table, String id, String named, String column, String target) {
        String constraint = table + "_" + column + "_fkey";
        return BadRow.of(
                table,
                named,
                column,
                "'" + STRANGER + "' is no id in " + target,
                "ALTER TABLE python_netraven." + table + " DROP CONSTRAINT " + constraint + ";"
                        + (table.equals("device_tags")
                                ? "UPDATE python_netraven.device_tags SET " + column + " = '" + STRANGER
                                        + "' WHERE device_id = '" + id + "' AND tag_id = '" + TAG + "'"
                                : update(table, id, column, "'" + STRANGER + "'")));
    }

    private static String update(String table, String id, String column, String value) {
        return "UPDATE python_netraven." + table + " SET " + column + " = " + value + " WHERE id = '" + id + "'";
    }
}
