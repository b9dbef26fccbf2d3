package io.netraven.launcher.alteration;

import java.util.List;

/** What belongs to the database, the default data, and the engine's own table. */
final class DatabaseAlterations {

    private DatabaseAlterations() {}

    static List<Alteration> all() {
        return List.of(
                Alteration.of("an extension is dropped", "DROP EXTENSION pgcrypto")
                        .breaking("extension pgcrypto is missing")
                        .mendedByInitialize(),
                Alteration.of(
                                "an extension moves to another namespace",
                                "CREATE SCHEMA tools; ALTER EXTENSION \"uuid-ossp\" SET SCHEMA tools")
                        .tolerated("extension uuid-ossp: schema is tools, expected public"),
                Alteration.of("the search path is reset", "ALTER DATABASE ${database} RESET search_path")
                        .tolerated("database setting search_path is missing, expected netraven, public")
                        .mendedByInitialize(),
                Alteration.of(
                                "the search path changes",
                                "ALTER DATABASE ${database} SET search_path = public, netraven")
                        .tolerated("database setting search_path: value is public, netraven, expected netraven, public")
                        .mendedByInitialize(),
                Alteration.of("the default tag is deleted", "DELETE FROM tags WHERE name = 'Default'")
                        .breaking("seed row tags.{name=Default} is missing")
                        .mendedByInitialize(),
                Alteration.of(
                                "default settings are deleted",
                                "DELETE FROM admin_settings WHERE key LIKE 'system.%_log_%'")
                        .breaking(
                                "seed row admin_settings.{key=system.audit_log_retention_days} is missing",
                                "seed row admin_settings.{key=system.job_log_retention_days} is missing")
                        .mendedByInitialize(),
                Alteration.of(
                                "an extension and a column are dropped",
                                "DROP EXTENSION pgcrypto; ALTER TABLE devices DROP description")
                        .breaking(
                                "extension pgcrypto is missing", "column devices.description is missing, expected text")
                        .planMends(),
                Alteration.of("the history loses its catalogue", "ALTER TABLE schema_history DROP catalog")
                        .breaking("column schema_history.catalog is missing, expected jsonb NOT NULL"),
                Alteration.of(
                                "the history's catalogue becomes a json",
                                "ALTER TABLE schema_history ALTER catalog TYPE json")
                        .breaking("column schema_history.catalog: type is json, expected jsonb"),
                Alteration.of(
                                "the history's fingerprint is renamed",
                                "ALTER TABLE schema_history RENAME catalog_fingerprint TO print")
                        .breaking(
                                "column schema_history.catalog_fingerprint is missing, expected character varying(64)")
                        .tolerated("column schema_history.print is not part of the model, found character varying(64)"),
                Alteration.of("the history loses its checksum", "ALTER TABLE schema_history DROP model_checksum")
                        .breaking(
                                "column schema_history.model_checksum is missing, expected character varying(64) NOT NULL",
                                "index schema_history.ix_schema_history_model_checksum is missing, expected USING btree (model_checksum, id)"),
                Alteration.of(
                                "the history lets other outcomes in",
                                "ALTER TABLE schema_history DROP CONSTRAINT ck_schema_history_outcome")
                        .breaking("check schema_history.ck_schema_history_outcome is missing,…")
                        .planMends(),
                Alteration.of(
                                "the history gives way to a view",
                                "ALTER TABLE schema_history RENAME TO past; CREATE VIEW schema_history AS TABLE past")
                        .breaking("table schema_history: kind is view, expected table")
                        .tolerated("table past is not part of the model, found table"));
    }
}
