package io.netraven.launcher.alteration;

import java.util.List;

/** Indexes: missing, extra, renamed, and every property of one. */
final class IndexAlterations {

    private IndexAlterations() {}

    static List<Alteration> all() {
        return List.of(
                Alteration.of("an index is dropped", "DROP INDEX ix_devices_hostname")
                        .breaking("index devices.ix_devices_hostname is missing, expected USING btree (hostname)")
                        .planMends(),
                Alteration.of("a unique index is dropped", "DROP INDEX uq_users_email")
                        .breaking(
                                "index users.uq_users_email is missing, expected UNIQUE USING btree (lower((email)::text))")
                        .planMends(),
                Alteration.of("an index is renamed", "ALTER INDEX ix_devices_hostname RENAME TO devices_by_name")
                        .tolerated(
                                "index devices.ix_devices_hostname: name is devices_by_name, expected ix_devices_hostname")
                        .planMends(),
                Alteration.of("an index is added", "CREATE INDEX by_serial ON devices (serial_number)")
                        .tolerated(
                                "index devices.by_serial is not part of the model, found USING btree (serial_number)"),
                Alteration.of("a unique index is added", "CREATE UNIQUE INDEX one_each ON devices (hostname)")
                        .breaking(
                                "index devices.one_each is not part of the model, found UNIQUE USING btree (hostname)"),
                Alteration.of(
                                "a unique index is added to an added column",
                                "ALTER TABLE devices ADD asset text; CREATE UNIQUE INDEX one_each ON devices (asset)")
                        .tolerated(
                                "column devices.asset is not part of the model, found text",
                                "index devices.one_each is not part of the model, found UNIQUE USING btree (asset)"),
                Alteration.of(
                                "a unique index is added to an added and a computed column",
                                "ALTER TABLE devices ADD asset text; CREATE UNIQUE INDEX one_each ON devices (asset, lower(hostname))")
                        .breaking("index devices.one_each is not part of the model,"
                                + " found UNIQUE USING btree (asset, lower((hostname)::text))")
                        .tolerated("column devices.asset is not part of the model, found text"),
                changed("loses its expression", "uq_users_email", "UNIQUE", "users (email)")
                        .breaking(
                                "index users.uq_users_email: definition is USING btree (email), expected USING btree (lower((email)::text))")
                        .planMends(),
                changed("loses its predicate", "ix_scheduled_jobs_next_run", "", "scheduled_jobs (next_run)")
                        .breaking(
                                "index scheduled_jobs.ix_scheduled_jobs_next_run: definition is USING btree (next_run),"
                                        + " expected USING btree (next_run) WHERE enabled")
                        .planMends(),
                changed("gets a predicate", "ix_devices_hostname", "", "devices (hostname) WHERE enabled")
                        .breaking(
                                "index devices.ix_devices_hostname: definition is USING btree (hostname) WHERE enabled,"
                                        + " expected USING btree (hostname)")
                        .planMends(),
                changed("gets another method", "ix_devices_hostname", "", "devices USING hash (hostname)")
                        .breaking(
                                "index devices.ix_devices_hostname: definition is USING hash (hostname), expected USING btree (hostname)")
                        .planMends(),
                changed("gets another order", "ix_audit_logs_created_at", "", "audit_logs (created_at DESC)")
                        .breaking(
                                "index audit_logs.ix_audit_logs_created_at: definition is USING btree (created_at DESC),"
                                        + " expected USING btree (created_at)")
                        .planMends(),
                changed(
                                "gets another operator class",
                                "ix_devices_hostname",
                                "",
                                "devices (hostname varchar_pattern_ops)")
                        .breaking(
                                "index devices.ix_devices_hostname: definition is USING btree (hostname varchar_pattern_ops),…")
                        .planMends(),
                changed("gets another collation", "ix_devices_hostname", "", "devices (hostname COLLATE \"POSIX\")")
                        .breaking(
                                "index devices.ix_devices_hostname: definition is USING btree (hostname COLLATE \"POSIX\"),…")
                        .planMends(),
                changed("carries a further column", "ix_devices_hostname", "", "devices (hostname) INCLUDE (port)")
                        .breaking(
                                "index devices.ix_devices_hostname: definition is USING btree (hostname) INCLUDE (port),…")
                        .planMends(),
                changed("swaps its columns", "ix_audit_logs_actor_id_target_id", "", "audit_logs (target_id, actor_id)")
                        .breaking(
                                "index audit_logs.ix_audit_logs_actor_id_target_id: definition is USING btree (target_id, actor_id),…")
                        .planMends(),
                changed("becomes unique", "ix_devices_hostname", "UNIQUE", "devices (hostname)")
                        .breaking("index devices.ix_devices_hostname: unique is yes, expected no")
                        .planMends(),
                changed("is unique no more", "uq_users_username", "", "users (lower(username))")
                        .breaking("index users.uq_users_username: unique is no, expected yes")
                        .planMends(),
                changed("gets storage options", "ix_devices_hostname", "", "devices (hostname) WITH (fillfactor = 70)")
                        .tolerated(
                                "index devices.ix_devices_hostname: storage options is fillfactor=70, expected empty"),
                changed("moves to another table", "ix_devices_hostname", "", "tags (color)")
                        .breaking("index devices.ix_devices_hostname is missing, expected USING btree (hostname)")
                        .tolerated(
                                "index tags.ix_devices_hostname is not part of the model, found USING btree (color)"),
                Alteration.of(
                                "an index is invalid",
                                "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ix_devices_hostname'::regclass")
                        .breaking("index devices.ix_devices_hostname: valid is no, expected yes")
                        .planMends(),
                Alteration.of(
                                "the index of a primary key is invalid",
                                "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'pk_users'::regclass")
                        .breaking("primary key users.pk_users: valid index is no, expected yes")
                        .planMends());
    }

    private static Alteration changed(String name, String index, String unique, String definition) {
        return Alteration.of(
                "an index " + name,
                "DROP INDEX " + index + "; CREATE " + unique + " INDEX " + index + " ON " + definition);
    }
}
