package io.netraven.launcher.alteration;

import java.util.List;

/** What stands beside the model's objects, and properties that no model asks for. */
final class Neighbours {

    private Neighbours() {}

    /** What the recorded fingerprint does not cover: other relations in the namespace. */
    static List<Alteration> overlooked() {
        return List.of(
                Alteration.of("a table is added", "CREATE TABLE sites (name text)")
                        .tolerated("table sites is not part of the model, found table")
                        .overlookedByInitialize(),
                Alteration.of("a partitioned table is added", "CREATE TABLE sites (name text) PARTITION BY HASH (name)")
                        .tolerated("table sites is not part of the model, found partitioned table")
                        .overlookedByInitialize(),
                Alteration.of("a view is added", "CREATE VIEW names AS SELECT hostname FROM devices")
                        .tolerated("table names is not part of the model, found view")
                        .overlookedByInitialize(),
                Alteration.of(
                                "a materialized view is added",
                                "CREATE MATERIALIZED VIEW names AS SELECT hostname FROM devices")
                        .tolerated("table names is not part of the model, found materialized view")
                        .overlookedByInitialize());
    }

    /** What is no difference at all. */
    static List<Alteration> unnoticed() {
        return List.of(
                Alteration.of(
                        "a column moves to the end",
                        "ALTER TABLE devices RENAME description TO old; ALTER TABLE devices ADD description text;"
                                + " UPDATE devices SET description = old; ALTER TABLE devices DROP old"),
                Alteration.of(
                        "the default tag is edited",
                        "UPDATE tags SET color = '#000000', description = NULL WHERE name = 'Default'"),
                Alteration.of(
                        "the default tag is renamed", "UPDATE tags SET name = 'Everything' WHERE name = 'Default'"),
                Alteration.of(
                        "the default tag gives way to another of its name",
                        "DELETE FROM tags WHERE name = 'Default'; INSERT INTO tags (id, name) VALUES (gen_random_uuid(), 'Default')"),
                Alteration.of(
                        "a default setting is edited",
                        "UPDATE admin_settings SET value = '7' WHERE key LIKE 'system.job%'"),
                Alteration.of(
                        "another model's table refers to ours",
                        "CREATE SCHEMA other; CREATE TABLE other.notes (author uuid REFERENCES users ON DELETE CASCADE);"
                                + " ALTER TABLE other.notes DISABLE TRIGGER ALL"),
                Alteration.of(
                        "another namespace has tables of our names",
                        "CREATE SCHEMA other; CREATE TABLE other.users (id int); CREATE TABLE public.devices (id int)"),
                Alteration.of(
                        "a role is granted a table",
                        "GRANT SELECT ON users TO pg_monitor; REVOKE SELECT ON users FROM pg_monitor"),
                Alteration.of(
                        "a sequence, a type and a function are added",
                        "CREATE SEQUENCE numbers; CREATE TYPE mood AS ENUM ('ok'); CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'"),
                Alteration.of(
                        "a constraint and an index get comments",
                        "COMMENT ON CONSTRAINT pk_users ON users IS 'key'; COMMENT ON INDEX ix_devices_hostname IS 'names'"),
                Alteration.of(
                        "statistics and storage of a column are tuned",
                        "ALTER TABLE devices ALTER hostname SET STATISTICS 500, ALTER description SET STORAGE EXTERNAL;"
                                + " CREATE STATISTICS pair ON hostname, port FROM devices"),
                Alteration.of("a table is clustered and analyzed", "CLUSTER devices USING pk_devices; ANALYZE devices"),
                Alteration.of(
                        "another setting of the database changes", "ALTER DATABASE ${database} SET work_mem = '5MB'"),
                Alteration.of(
                        "an extension of somebody's brings a view",
                        "CREATE EXTENSION pg_stat_statements SCHEMA netraven"));
    }
}
