package io.netraven.launcher.alteration;

import java.util.List;

/** Columns: missing, extra, renamed, and every property of one. */
final class ColumnAlterations {

    private ColumnAlterations() {}

    static List<Alteration> all() {
        return List.of(
                Alteration.of("a column is dropped", "ALTER TABLE devices DROP COLUMN description")
                        .breaking("column devices.description is missing, expected text")
                        .planMends(),
                Alteration.of("a column with default, check and comment is dropped", "ALTER TABLE devices DROP port")
                        .breaking(
                                "column devices.port is missing, expected integer NOT NULL DEFAULT 22",
                                "check devices.ck_devices_port is missing, expected CHECK (((port >= 1) AND (port <= 65535)))")
                        .planMends(),
                Alteration.of("a required column with an index is dropped", "ALTER TABLE job_logs DROP session_id")
                        .breaking(
                                "column job_logs.session_id is missing, expected uuid NOT NULL",
                                "index job_logs.ix_job_logs_session_id is missing, expected USING btree (session_id)"),
                Alteration.of("a column is renamed", "ALTER TABLE devices RENAME serial_number TO serial")
                        .breaking("column devices.serial_number is missing, expected character varying(100)")
                        .tolerated("column devices.serial is not part of the model, found character varying(100)"),
                Alteration.of("a column with a check is renamed", "ALTER TABLE devices RENAME port TO ssh_port")
                        .breaking(
                                "column devices.port is missing, expected integer NOT NULL DEFAULT 22",
                                "check devices.ck_devices_port: definition is CHECK (((ssh_port >= 1) AND (ssh_port <= 65535))),"
                                        + " expected CHECK (((port >= 1) AND (port <= 65535)))")
                        .tolerated(
                                "column devices.ssh_port is not part of the model, found integer NOT NULL DEFAULT 22"),
                Alteration.of(
                                "a required column with a foreign key is renamed",
                                "ALTER TABLE devices RENAME owner_id TO owner")
                        .breaking(
                                "column devices.owner_id is missing, expected uuid NOT NULL",
                                "column devices.owner is not part of the model, found uuid NOT NULL",
                                "foreign key devices.fk_devices_owner: columns is owner, expected owner_id",
                                "index devices.ix_devices_owner_id: definition is USING btree (owner), expected USING btree (owner_id)"),
                Alteration.of(
                                "the column that default data is found by is renamed",
                                "ALTER TABLE tags RENAME name TO label")
                        .breaking(
                                "column tags.name is missing, expected character varying(50) NOT NULL",
                                "column tags.label is not part of the model, found character varying(50) NOT NULL",
                                "unique tags.uq_tags_name: definition is UNIQUE (label), expected UNIQUE (name)"),
                Alteration.of("a nullable column is added", "ALTER TABLE devices ADD site text")
                        .tolerated("column devices.site is not part of the model, found text"),
                Alteration.of(
                                "a column with a default is added",
                                "ALTER TABLE devices ADD rack integer NOT NULL DEFAULT 1")
                        .tolerated("column devices.rack is not part of the model, found integer NOT NULL DEFAULT 1"),
                Alteration.of(
                                "a required column without a default is added",
                                "ALTER TABLE devices ADD rack integer NOT NULL DEFAULT 1; ALTER TABLE devices ALTER rack DROP DEFAULT")
                        .breaking("column devices.rack is not part of the model, found integer NOT NULL"),
                Alteration.of(
                                "a column of a type that refuses null is added",
                                "CREATE DOMAIN public.rack AS integer CHECK (VALUE > 0);"
                                        + " ALTER TABLE devices ADD rack public.rack; UPDATE devices SET rack = 1;"
                                        + " ALTER DOMAIN public.rack SET NOT NULL")
                        .breaking("column devices.rack is not part of the model, found rack NOT NULL"),
                Alteration.of(
                                "a generated column is added",
                                "ALTER TABLE devices ADD shout text NOT NULL GENERATED ALWAYS AS (upper(hostname)) STORED")
                        .tolerated(
                                "column devices.shout is not part of the model, found text NOT NULL GENERATED ALWAYS AS"
                                        + " (upper((hostname)::text)) STORED"),
                Alteration.of(
                                "an identity column is added",
                                "ALTER TABLE devices ADD number integer GENERATED ALWAYS AS IDENTITY")
                        .tolerated(
                                "column devices.number is not part of the model, found integer NOT NULL GENERATED ALWAYS AS IDENTITY"),
                Alteration.of("an integer becomes a bigint", "ALTER TABLE devices ALTER port TYPE bigint")
                        .breaking("column devices.port: type is bigint, expected integer"),
                Alteration.of("a bigint becomes an integer", "ALTER TABLE devices ALTER version TYPE integer")
                        .breaking("column devices.version: type is integer, expected bigint")
                        .planMends(),
                Alteration.of("a varchar becomes longer", "ALTER TABLE devices ALTER hostname TYPE varchar(300)")
                        .breaking(
                                "column devices.hostname: type is character varying(300), expected character varying(255)"),
                Alteration.of("a varchar becomes shorter", "ALTER TABLE users ALTER full_name TYPE varchar(100)")
                        .breaking(
                                "column users.full_name: type is character varying(100), expected character varying(120)")
                        .planMends(),
                Alteration.of("a varchar becomes a text", "ALTER TABLE users ALTER full_name TYPE text")
                        .breaking("column users.full_name: type is text, expected character varying(120)"),
                Alteration.of("a varchar with a check becomes a text", "ALTER TABLE job_logs ALTER status TYPE text")
                        .breaking(
                                "column job_logs.status: type is text, expected character varying(20)",
                                "check job_logs.ck_job_logs_status: definition is CHECK ((status = ANY (…"),
                Alteration.of(
                                "a varchar with an expression index becomes a text",
                                "ALTER TABLE users ALTER email TYPE text")
                        .breaking(
                                "column users.email: type is text, expected character varying(254)",
                                "index users.uq_users_email: definition is USING btree (lower(email)), expected USING btree (lower((email)::text))"),
                Alteration.of("a text becomes a varchar", "ALTER TABLE devices ALTER description TYPE varchar(500)")
                        .breaking("column devices.description: type is character varying(500), expected text")
                        .planMends(),
                Alteration.of(
                                "an integer with a check becomes a text",
                                "ALTER TABLE job_logs DROP CONSTRAINT ck_job_logs_retention_days, ALTER retention_days TYPE text")
                        .breaking(
                                "column job_logs.retention_days: type is text, expected integer",
                                "check job_logs.ck_job_logs_retention_days is missing, expected CHECK ((retention_days > 0))"),
                Alteration.of("a time loses its zone", "ALTER TABLE devices ALTER last_backup_at TYPE timestamp")
                        .breaking(
                                "column devices.last_backup_at: type is timestamp without time zone, expected timestamp with time zone"),
                Alteration.of("a jsonb becomes a json", "ALTER TABLE job_logs ALTER job_data TYPE json")
                        .breaking("column job_logs.job_data: type is json, expected jsonb"),
                Alteration.of("a uuid becomes a text", "ALTER TABLE job_logs ALTER session_id TYPE text")
                        .breaking("column job_logs.session_id: type is text, expected uuid"),
                Alteration.of("an inet becomes a cidr", "ALTER TABLE audit_logs ALTER ip_address TYPE cidr")
                        .breaking(
                                "column audit_logs.ip_address: type is cidr, expected inet",
                                "check audit_logs.ck_audit_logs_ip_address: definition is CHECK (((ip_address)::inet = (host((ip_address)::inet))::inet)),"
                                        + " expected CHECK ((ip_address = (host(ip_address))::inet))"),
                Alteration.of(
                                "a type becomes a domain",
                                "CREATE DOMAIN public.path AS varchar(512); ALTER TABLE backups ALTER file_path TYPE public.path")
                        .breaking("column backups.file_path: type is public.path, expected character varying(512)"),
                Alteration.of(
                                "a collation changes",
                                "ALTER TABLE devices ALTER hostname TYPE varchar(255) COLLATE \"C\"")
                        .breaking("column devices.hostname: collation is pg_catalog.C, expected empty")
                        .planMends(),
                Alteration.of("a default changes", "ALTER TABLE devices ALTER port SET DEFAULT 23")
                        .breaking("column devices.port: default is 23, expected 22")
                        .planMends(),
                Alteration.of(
                                "a default changes its function",
                                "ALTER TABLE tags ALTER created_at SET DEFAULT clock_timestamp()")
                        .breaking("column tags.created_at: default is clock_timestamp(), expected now()")
                        .planMends(),
                Alteration.of("a default is dropped", "ALTER TABLE users ALTER is_active DROP DEFAULT")
                        .breaking("column users.is_active: default is empty, expected true")
                        .planMends(),
                Alteration.of("a default is added", "ALTER TABLE users ALTER full_name SET DEFAULT 'nobody'")
                        .breaking("column users.full_name: default is 'nobody'::character varying, expected empty")
                        .planMends(),
                Alteration.of("NOT NULL is dropped", "ALTER TABLE devices ALTER hostname DROP NOT NULL")
                        .breaking("column devices.hostname: nullable is yes, expected no"),
                Alteration.of("NOT NULL is added", "ALTER TABLE devices ALTER description SET NOT NULL")
                        .breaking("column devices.description: nullable is no, expected yes")
                        .planMends(),
                Alteration.of(
                                "NOT NULL is not validated",
                                "ALTER TABLE devices ALTER hostname DROP NOT NULL;"
                                        + " ALTER TABLE devices ADD CONSTRAINT later NOT NULL hostname NOT VALID")
                        .breaking("column devices.hostname: nullable is not validated, expected no")
                        .since(18),
                Alteration.of(
                                "an identity gives way to values",
                                "ALTER TABLE schema_history ALTER id SET GENERATED BY DEFAULT")
                        .breaking("column schema_history.id: identity is by default, expected always")
                        .planMends(),
                Alteration.of("an identity is dropped", "ALTER TABLE schema_history ALTER id DROP IDENTITY")
                        .breaking("column schema_history.id: identity is empty, expected always")
                        .planMends(),
                Alteration.of(
                                "a column becomes a generated one",
                                "ALTER TABLE users DROP full_name, ADD full_name varchar(120) GENERATED ALWAYS AS (username) STORED")
                        .breaking("column users.full_name: generated is username, expected empty"),
                Alteration.of("a column's comment changes", "COMMENT ON COLUMN devices.port IS 'Port'")
                        .tolerated("column devices.port: comment is Port, expected TCP port of the SSH service")
                        .planMends(),
                Alteration.of("a column's comment is dropped", "COMMENT ON COLUMN devices.port IS NULL")
                        .tolerated("column devices.port: comment is empty, expected TCP port of the SSH service")
                        .planMends(),
                Alteration.of("a column gets a comment", "COMMENT ON COLUMN devices.hostname IS 'It''s a \\ name'")
                        .tolerated("column devices.hostname: comment is It's a \\ name, expected empty")
                        .planMends());
    }
}
