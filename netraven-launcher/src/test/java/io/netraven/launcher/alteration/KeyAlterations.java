package io.netraven.launcher.alteration;

import java.util.List;

/** Checks, primary keys, unique and exclusion constraints. */
final class KeyAlterations {

    private KeyAlterations() {}

    static List<Alteration> all() {
        return List.of(
                Alteration.of("a check is dropped", "ALTER TABLE devices DROP CONSTRAINT ck_devices_port")
                        .breaking(
                                "check devices.ck_devices_port is missing, expected CHECK (((port >= 1) AND (port <= 65535)))")
                        .planMends(),
                Alteration.of(
                                "a check changes",
                                "ALTER TABLE devices DROP CONSTRAINT ck_devices_port, ADD CONSTRAINT ck_devices_port CHECK (port >= 1)")
                        .breaking(
                                "check devices.ck_devices_port: definition is CHECK ((port >= 1)), expected CHECK (((port >= 1) AND (port <= 65535)))")
                        .planMends(),
                Alteration.of(
                                "a check is renamed",
                                "ALTER TABLE devices RENAME CONSTRAINT ck_devices_port TO port_range")
                        .tolerated("check devices.ck_devices_port: name is port_range, expected ck_devices_port")
                        .planMends(),
                Alteration.of(
                                "a check is not validated",
                                "ALTER TABLE devices DROP CONSTRAINT ck_devices_port,"
                                        + " ADD CONSTRAINT ck_devices_port CHECK (port >= 1 AND port <= 65535) NOT VALID")
                        .breaking("check devices.ck_devices_port: validated is no, expected yes")
                        .planMends(),
                Alteration.of(
                                "a check is not inherited",
                                "ALTER TABLE devices DROP CONSTRAINT ck_devices_port,"
                                        + " ADD CONSTRAINT ck_devices_port CHECK (port >= 1 AND port <= 65535) NO INHERIT")
                        .breaking(
                                "check devices.ck_devices_port: definition is CHECK (((port >= 1) AND (port <= 65535))) NO INHERIT,…")
                        .planMends(),
                Alteration.of(
                                "a check is not enforced",
                                "ALTER TABLE devices DROP CONSTRAINT ck_devices_port,"
                                        + " ADD CONSTRAINT ck_devices_port CHECK (port >= 1 AND port <= 65535) NOT ENFORCED")
                        .breaking(
                                "check devices.ck_devices_port: enforced is no, expected yes",
                                "check devices.ck_devices_port: validated is no, expected yes")
                        .planMends()
                        .since(18),
                Alteration.of(
                                "a check is added to a column",
                                "ALTER TABLE devices ADD CONSTRAINT low CHECK (port < 30000)")
                        .breaking("check devices.low is not part of the model, found CHECK ((port < 30000))"),
                Alteration.of(
                                "a check of no column is added",
                                "ALTER TABLE devices ADD CONSTRAINT late CHECK (now() > '2020-01-01')")
                        .breaking("check devices.late is not part of the model, found CHECK ((now() > …"),
                Alteration.of(
                                "a check of whole rows is added",
                                "ALTER TABLE tags ADD CONSTRAINT whole CHECK (tags IS NOT NULL) NOT VALID")
                        .breaking("check tags.whole is not part of the model, found CHECK ((tags.* IS NOT NULL))"),
                Alteration.of(
                                "a check is added to an added column",
                                "ALTER TABLE devices ADD rack integer CONSTRAINT low CHECK (rack < 42)")
                        .tolerated(
                                "column devices.rack is not part of the model, found integer",
                                "check devices.low is not part of the model, found CHECK ((rack < 42))"),
                Alteration.of(
                                "a primary key is dropped",
                                "ALTER TABLE job_log_entries DROP CONSTRAINT pk_job_log_entries")
                        .breaking(
                                "primary key job_log_entries.pk_job_log_entries is missing, expected PRIMARY KEY (id)")
                        .planMends(),
                Alteration.of("a primary key is renamed", "ALTER TABLE users RENAME CONSTRAINT pk_users TO users_pkey")
                        .tolerated("primary key users.pk_users: name is users_pkey, expected pk_users")
                        .planMends(),
                Alteration.of(
                                "a primary key changes the order of its columns",
                                "ALTER TABLE device_tags DROP CONSTRAINT pk_device_tags,"
                                        + " ADD CONSTRAINT pk_device_tags PRIMARY KEY (tag_id, device_id)")
                        .breaking(
                                "primary key device_tags.pk_device_tags: definition is PRIMARY KEY (tag_id, device_id),"
                                        + " expected PRIMARY KEY (device_id, tag_id)")
                        .planMends(),
                Alteration.of(
                                "a primary key gets other columns and another name",
                                "ALTER TABLE device_tags DROP CONSTRAINT pk_device_tags, ADD CONSTRAINT device_tags_pkey PRIMARY KEY (device_id)")
                        .breaking(
                                "primary key device_tags.pk_device_tags is missing, expected PRIMARY KEY (device_id, tag_id)",
                                "primary key device_tags.device_tags_pkey is not part of the model, found PRIMARY KEY (device_id)"),
                Alteration.of(
                                "a primary key that others refer to gets another column",
                                "ALTER TABLE users DROP CONSTRAINT pk_users CASCADE, ADD CONSTRAINT pk_users PRIMARY KEY (id, username)")
                        .breaking(
                                "primary key users.pk_users: definition is PRIMARY KEY (id, username), expected PRIMARY KEY (id)",
                                "foreign key devices.fk_devices_owner is missing, expected FOREIGN KEY (owner_id) REFERENCES users (id) ON DELETE RESTRICT",
                                "foreign key job_logs.fk_job_logs_created_by is missing, expected FOREIGN KEY (created_by) REFERENCES users (id) ON DELETE RESTRICT",
                                "foreign key scheduled_jobs.fk_scheduled_jobs_created_by is missing,…")
                        .planMends(),
                Alteration.of(
                                "a unique constraint is dropped",
                                "ALTER TABLE service_accounts DROP CONSTRAINT uq_service_accounts_name")
                        .breaking("unique service_accounts.uq_service_accounts_name is missing, expected UNIQUE (name)")
                        .planMends(),
                Alteration.of(
                                "a unique constraint is renamed",
                                "ALTER TABLE tags RENAME CONSTRAINT uq_tags_name TO tags_name_key")
                        .tolerated("unique tags.uq_tags_name: name is tags_name_key, expected uq_tags_name")
                        .planMends(),
                Alteration.of(
                                "a unique constraint lets no null in twice",
                                "ALTER TABLE tags DROP CONSTRAINT uq_tags_name, ADD CONSTRAINT uq_tags_name UNIQUE NULLS NOT DISTINCT (name)")
                        .breaking(
                                "unique tags.uq_tags_name: definition is UNIQUE NULLS NOT DISTINCT (name), expected UNIQUE (name)")
                        .planMends()
                        .since(15),
                Alteration.of(
                                "a unique constraint can wait for the commit",
                                "ALTER TABLE tags DROP CONSTRAINT uq_tags_name,"
                                        + " ADD CONSTRAINT uq_tags_name UNIQUE (name) DEFERRABLE INITIALLY DEFERRED")
                        .breaking(
                                "unique tags.uq_tags_name: definition is UNIQUE (name) DEFERRABLE INITIALLY DEFERRED, expected UNIQUE (name)")
                        .planMends(),
                Alteration.of(
                                "a unique constraint gives way to a unique index of its name",
                                "ALTER TABLE tags DROP CONSTRAINT uq_tags_name; CREATE UNIQUE INDEX uq_tags_name ON tags (name)")
                        .breaking(
                                "unique tags.uq_tags_name is missing, expected UNIQUE (name)",
                                "index tags.uq_tags_name is not part of the model, found UNIQUE USING btree (name)"),
                Alteration.of(
                                "a unique constraint is added",
                                "ALTER TABLE devices ADD CONSTRAINT one_each UNIQUE (hostname)")
                        .breaking("unique devices.one_each is not part of the model, found UNIQUE (hostname)"),
                Alteration.of(
                                "a unique constraint is added to a column whose name is a keyword",
                                "ALTER TABLE job_log_entries ADD CONSTRAINT one_each UNIQUE (timestamp)")
                        .breaking(
                                "unique job_log_entries.one_each is not part of the model, found UNIQUE (\"timestamp\")"),
                Alteration.of(
                                "a unique constraint is added to an added column",
                                "ALTER TABLE devices ADD asset text CONSTRAINT one_each UNIQUE")
                        .tolerated(
                                "column devices.asset is not part of the model, found text",
                                "unique devices.one_each is not part of the model, found UNIQUE (asset)"),
                Alteration.of(
                                "an exclusion constraint is added",
                                "ALTER TABLE devices ADD CONSTRAINT apart EXCLUDE USING gist (ip_address inet_ops WITH &&)")
                        .breaking(
                                "exclusion devices.apart is not part of the model, found EXCLUDE USING gist (ip_address inet_ops WITH &&)"),
                Alteration.of(
                                "an exclusion constraint is added to an added and a computed column",
                                "ALTER TABLE devices ADD asset text, ADD CONSTRAINT apart EXCLUDE (asset WITH =, lower(hostname) WITH =)")
                        .breaking(
                                "exclusion devices.apart is not part of the model, found EXCLUDE USING btree (asset WITH =, lower((hostname)::text) WITH =)")
                        .tolerated("column devices.asset is not part of the model, found text"));
    }
}
