package io.netraven.launcher.alteration;

import java.util.List;

/** Indexes: missing, extra, renamed, and every property of one. */
final class IndexAlterations {

    private static final String NOT_READY = ", indisready = false";

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
                leftover("an index that is not unique", "INDEX leftover ON devices (hostname)", "")
                        .tolerated(
                                "index devices.leftover is not part of the model, found USING btree (hostname), invalid")
                        .planMends(),
                leftover("an index of a key's columns", "UNIQUE INDEX leftover ON devices (id)", "")
                        .tolerated(
                                "index devices.leftover is not part of the model, found UNIQUE USING btree (id), invalid")
                        .planMends(),
                leftover("an index of a key's columns under any name", "UNIQUE INDEX index_16503 ON tags (name)", "")
                        .tolerated(
                                "index tags.index_16503 is not part of the model, found UNIQUE USING btree (name), invalid")
                        .planMends(),
                leftover("an index of a unique index's expression", "UNIQUE INDEX leftover ON users (lower(email))", "")
                        .tolerated("index users.leftover is not part of the model,"
                                + " found UNIQUE USING btree (lower((email)::text)), invalid")
                        .planMends(),
                leftover(
                                "a unique index that gets no rows yet",
                                "UNIQUE INDEX leftover ON devices (hostname)",
                                NOT_READY)
                        .tolerated(
                                "index devices.leftover is not part of the model, found UNIQUE USING btree (hostname), invalid")
                        .planMends(),
                leftover("an expression that gets no rows yet", "INDEX leftover ON devices ((1 / port))", NOT_READY)
                        .tolerated(
                                "index devices.leftover is not part of the model, found USING btree (((1 / port))), invalid")
                        .planMends(),
                leftover("a unique index that the model has not", "UNIQUE INDEX leftover ON devices (hostname)", "")
                        .breaking("index devices.leftover is not part of the model,"
                                + " found UNIQUE USING btree (hostname), invalid, still refuses duplicates"),
                leftover(
                                "a key's columns in another collation",
                                "UNIQUE INDEX leftover ON tags (name COLLATE \"C\")",
                                "")
                        .breaking("index tags.leftover is not part of the model,"
                                + " found UNIQUE USING btree (name COLLATE \"C\"), invalid, still refuses duplicates"),
                leftover(
                                "a key's columns with another operator class",
                                "UNIQUE INDEX leftover ON tags (name varchar_pattern_ops)",
                                "")
                        .breaking(
                                "index tags.leftover is not part of the model,"
                                        + " found UNIQUE USING btree (name varchar_pattern_ops), invalid, still refuses duplicates"),
                leftover(
                                "a unique index's expression with another predicate",
                                "UNIQUE INDEX leftover ON encryption_keys (state)",
                                "")
                        .breaking("index encryption_keys.leftover is not part of the model,"
                                + " found UNIQUE USING btree (state), invalid, still refuses duplicates"),
                leftover("an index with an expression", "INDEX leftover ON devices ((1 / port))", "")
                        .breaking(
                                "index devices.leftover is not part of the model, found USING btree (((1 / port))), invalid,"
                                        + " still refuses rows for which its expression or predicate fails"),
                leftover("an index with a predicate", "INDEX leftover ON devices (id) WHERE 1 / port > 0", "")
                        .breaking(
                                "index devices.leftover is not part of the model, found USING btree (id) WHERE ((1 / port) > 0),"
                                        + " invalid, still refuses rows for which its expression or predicate fails"),
                leftover(
                                "a unique index on an added column",
                                "UNIQUE INDEX leftover ON devices (asset)",
                                "",
                                "ALTER TABLE devices ADD asset text; ")
                        .tolerated(
                                "column devices.asset is not part of the model, found text",
                                "index devices.leftover is not part of the model,"
                                        + " found UNIQUE USING btree (asset), invalid, still refuses duplicates"),
                leftover(
                                "two copies of each other",
                                "UNIQUE INDEX leftover ON devices (hostname)",
                                "",
                                "CREATE UNIQUE INDEX other ON devices (hostname); ")
                        .breaking(
                                "index devices.leftover is not part of the model,"
                                        + " found UNIQUE USING btree (hostname), invalid, still refuses duplicates",
                                "index devices.other is not part of the model, found UNIQUE USING btree (hostname)"),
                Alteration.of(
                                "the index of a primary key is invalid",
                                "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'pk_users'::regclass")
                        .breaking("primary key users.pk_users: valid index is no, expected yes")
                        .planMends());
    }

    /** What an interrupted CREATE INDEX or REINDEX CONCURRENTLY leaves behind. */
    private static Alteration leftover(String name, String index, String more, String... before) {
        return Alteration.of(
                "left behind: " + name,
                String.join("", before) + "CREATE " + index + "; UPDATE pg_index SET indisvalid = false" + more
                        + " WHERE indexrelid = '" + index.replaceFirst("(UNIQUE )?INDEX (\\S+) .*", "$2")
                        + "'::regclass");
    }

    private static Alteration changed(String name, String index, String unique, String definition) {
        return Alteration.of(
                "an index " + name,
                "DROP INDEX " + index + "; CREATE " + unique + " INDEX " + index + " ON " + definition);
    }
}
