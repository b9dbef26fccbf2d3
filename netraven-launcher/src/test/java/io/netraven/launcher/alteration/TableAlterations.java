package io.netraven.launcher.alteration;

import java.util.List;

/** Tables as a whole: what they are, who owns them, and what hangs on them. */
final class TableAlterations {

    private static final String FUNCTION =
            "CREATE FUNCTION public.nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'; ";

    private TableAlterations() {}

    static List<Alteration> all() {
        return List.of(
                Alteration.of("a table is dropped", "DROP TABLE login_budgets")
                        .breaking("table login_budgets is missing")
                        .planMends(),
                Alteration.of("a table that others refer to is dropped", "DROP TABLE tags CASCADE")
                        .breaking(
                                "table tags is missing",
                                "foreign key credential_tags.fk_credential_tags_tag is missing, expected FOREIGN KEY (tag_id) REFERENCES tags (id) ON DELETE CASCADE",
                                "foreign key device_tags.fk_device_tags_tag is missing, expected FOREIGN KEY (tag_id) REFERENCES tags (id) ON DELETE CASCADE",
                                "foreign key tag_rules.fk_tag_rules_tag is missing, expected FOREIGN KEY (tag_id) REFERENCES tags (id) ON DELETE CASCADE"),
                Alteration.of("a table with default data is dropped", "DROP TABLE admin_settings")
                        .breaking("table admin_settings is missing")
                        .planMends(),
                Alteration.of("a table is renamed", "ALTER TABLE login_budgets RENAME TO budgets")
                        .breaking("table login_budgets is missing")
                        .tolerated("table budgets is not part of the model, found table"),
                Alteration.of("a table moves to another namespace", "ALTER TABLE login_budgets SET SCHEMA public")
                        .breaking("table login_budgets is missing")
                        .planMends(),
                Alteration.of(
                                "a table gives way to a view",
                                "ALTER TABLE login_budgets RENAME TO budgets; CREATE VIEW login_budgets AS TABLE budgets")
                        .breaking("table login_budgets: kind is view, expected table")
                        .tolerated("table budgets is not part of the model, found table"),
                Alteration.of(
                                "a table with default data gives way to a view of something else",
                                "DROP TABLE tags CASCADE; CREATE VIEW tags AS SELECT 1 AS one")
                        .breaking(
                                "table tags: kind is view, expected table",
                                "foreign key credential_tags.fk_credential_tags_tag is missing,…",
                                "foreign key device_tags.fk_device_tags_tag is missing,…",
                                "foreign key tag_rules.fk_tag_rules_tag is missing,…"),
                Alteration.of(
                                "a table gives way to a materialized view",
                                "DROP TABLE admin_settings; CREATE MATERIALIZED VIEW admin_settings AS SELECT 1 AS one WITH NO DATA")
                        .breaking("table admin_settings: kind is materialized view, expected table"),
                Alteration.of(
                                "a table gives way to a partitioned table",
                                "ALTER TABLE login_budgets RENAME TO budgets;"
                                        + " CREATE TABLE login_budgets (LIKE budgets INCLUDING ALL) PARTITION BY HASH (device_id)")
                        .breaking("table login_budgets: kind is partitioned table, expected table")
                        .tolerated("table budgets is not part of the model, found table"),
                Alteration.of("a table gets a child", "CREATE TABLE old_tokens () INHERITS (auth_tokens)")
                        .breaking("table auth_tokens: children is netraven.old_tokens, expected empty")
                        .tolerated("table old_tokens is not part of the model, found table"),
                Alteration.of(
                                "a table gets a parent",
                                "CREATE TABLE described (description text); ALTER TABLE auth_tokens INHERIT described")
                        .breaking("table auth_tokens: parents is netraven.described, expected empty")
                        .tolerated("table described is not part of the model, found table"),
                Alteration.of("a table is not logged", "ALTER TABLE login_budgets SET UNLOGGED")
                        .breaking("table login_budgets: persistence is unlogged, expected permanent")
                        .planMends(),
                Alteration.of(
                                "a table and one that refers to it are not logged",
                                "ALTER TABLE job_log_entries SET UNLOGGED; ALTER TABLE job_logs SET UNLOGGED")
                        .breaking(
                                "table job_log_entries: persistence is unlogged, expected permanent",
                                "table job_logs: persistence is unlogged, expected permanent")
                        .planMends(),
                Alteration.of("row security is enabled", "ALTER TABLE users ENABLE ROW LEVEL SECURITY")
                        .breaking("table users: row security is enabled, expected off")
                        .planMends(),
                Alteration.of(
                                "row security is forced",
                                "ALTER TABLE users ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
                        .breaking("table users: row security is forced, expected off")
                        .planMends(),
                Alteration.of(
                                "a policy waits for row security",
                                "CREATE POLICY mine ON users FOR SELECT USING (username = current_user)")
                        .tolerated("policy users.mine is not part of the model"),
                Alteration.of(
                                "a table gets storage options",
                                "ALTER TABLE audit_logs SET (fillfactor = 70, autovacuum_enabled = false)")
                        .tolerated(
                                "table audit_logs: storage options is autovacuum_enabled=false, fillfactor=70, expected empty"),
                Alteration.of("a table gets another owner", "ALTER TABLE audit_logs OWNER TO pg_monitor")
                        .tolerated("table audit_logs: owner is pg_monitor, expected ${user}")
                        .planMends(),
                Alteration.of("the history gets another owner", "ALTER TABLE schema_history OWNER TO pg_monitor")
                        .tolerated("table schema_history: owner is pg_monitor, expected ${user}")
                        .planMends(),
                Alteration.of("a table's comment changes", "COMMENT ON TABLE devices IS 'Things'")
                        .tolerated(
                                "table devices: comment is Things, expected Network devices whose configuration is backed up")
                        .planMends(),
                Alteration.of("a table's comment is dropped", "COMMENT ON TABLE devices IS NULL")
                        .tolerated(
                                "table devices: comment is empty, expected Network devices whose configuration is backed up")
                        .planMends(),
                Alteration.of(
                                "a trigger is added",
                                FUNCTION
                                        + "CREATE TRIGGER watch AFTER UPDATE ON devices FOR EACH ROW EXECUTE FUNCTION public.nothing()")
                        .tolerated(
                                "trigger devices.watch is not part of the model, found CREATE TRIGGER watch AFTER UPDATE ON…"),
                Alteration.of(
                                "a trigger is added and disabled",
                                FUNCTION
                                        + "CREATE TRIGGER watch AFTER UPDATE ON devices FOR EACH ROW EXECUTE FUNCTION public.nothing();"
                                        + " ALTER TABLE devices DISABLE TRIGGER USER")
                        .tolerated(
                                "trigger devices.watch is not part of the model, found CREATE TRIGGER watch AFTER UPDATE ON…"),
                Alteration.of(
                                "a constraint trigger is added",
                                FUNCTION + "CREATE CONSTRAINT TRIGGER watch AFTER UPDATE ON devices DEFERRABLE"
                                        + " FOR EACH ROW EXECUTE FUNCTION public.nothing()")
                        .tolerated(
                                "trigger devices.watch is not part of the model, found CREATE CONSTRAINT TRIGGER watch…"),
                Alteration.of(
                                "a rule drops what is written",
                                "CREATE RULE mute AS ON INSERT TO audit_logs DO INSTEAD NOTHING")
                        .breaking("rule audit_logs.mute is not part of the model, found CREATE RULE mute AS…"),
                Alteration.of(
                                "a rule is disabled",
                                "CREATE RULE mute AS ON INSERT TO audit_logs DO INSTEAD NOTHING;"
                                        + " ALTER TABLE audit_logs DISABLE RULE mute")
                        .tolerated("rule audit_logs.mute is not part of the model, found CREATE RULE mute AS…"),
                Alteration.of("a table is granted to everybody", "GRANT SELECT, INSERT ON users TO PUBLIC")
                        .tolerated(
                                "grant users.insert to public is not part of the model",
                                "grant users.select to public is not part of the model")
                        .planMends(),
                Alteration.of("a column is granted to everybody", "GRANT SELECT (username) ON users TO PUBLIC")
                        .tolerated("grant users.select (username) to public is not part of the model")
                        .planMends());
    }
}
