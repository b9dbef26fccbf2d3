package io.netraven.launcher.alteration;

import java.util.List;

/** Foreign keys: each of their properties, and whether they are enforced. */
final class ForeignKeyAlterations {

    private ForeignKeyAlterations() {}

    static List<Alteration> all() {
        return List.of(
                Alteration.of("a foreign key is dropped", "ALTER TABLE job_logs DROP CONSTRAINT fk_job_logs_device")
                        .breaking("foreign key job_logs.fk_job_logs_device is missing,"
                                + " expected FOREIGN KEY (device_id) REFERENCES devices (id) ON DELETE SET NULL")
                        .planMends(),
                owner(
                        "restricts no more, but cascades",
                        "ON DELETE CASCADE",
                        "on delete is cascade, expected restrict"),
                owner("restricts no more, but at the end", "", "on delete is no action, expected restrict"),
                owner("sets a default", "ON DELETE SET DEFAULT", "on delete is set default, expected restrict"),
                owner(
                        "cascades updates",
                        "ON DELETE RESTRICT ON UPDATE CASCADE",
                        "on update is cascade, expected no action"),
                owner("can wait", "ON DELETE RESTRICT DEFERRABLE", "deferrable is yes, expected no"),
                owner(
                        "waits for the commit",
                        "ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED",
                        "deferrable is initially deferred, expected no"),
                owner("matches in full", "MATCH FULL ON DELETE RESTRICT", "match is full, expected simple"),
                owner("is not validated", "ON DELETE RESTRICT NOT VALID", "validated is no, expected yes"),
                Alteration.of(
                                "a foreign key is not enforced",
                                "ALTER TABLE devices DROP CONSTRAINT fk_devices_owner, ADD CONSTRAINT fk_devices_owner"
                                        + " FOREIGN KEY (owner_id) REFERENCES users ON DELETE RESTRICT NOT ENFORCED")
                        .breaking(
                                "foreign key devices.fk_devices_owner: enforced is no, expected yes",
                                "foreign key devices.fk_devices_owner: validated is no, expected yes")
                        .planMends()
                        .since(18),
                Alteration.of(
                                "a foreign key cascades no more, but sets null",
                                "ALTER TABLE tag_rules DROP CONSTRAINT fk_tag_rules_tag, ADD CONSTRAINT fk_tag_rules_tag"
                                        + " FOREIGN KEY (tag_id) REFERENCES tags ON DELETE SET NULL")
                        .breaking("foreign key tag_rules.fk_tag_rules_tag: on delete is set null, expected cascade")
                        .planMends(),
                Alteration.of(
                                "a foreign key sets null in named columns only",
                                "ALTER TABLE job_logs DROP CONSTRAINT fk_job_logs_device, ADD CONSTRAINT fk_job_logs_device"
                                        + " FOREIGN KEY (device_id) REFERENCES devices ON DELETE SET NULL (device_id)")
                        .breaking(
                                "foreign key job_logs.fk_job_logs_device: on delete columns is device_id, expected empty")
                        .planMends()
                        .since(15),
                Alteration.of(
                                "a foreign key leads to another table",
                                "CREATE TABLE labels AS SELECT * FROM tags; ALTER TABLE labels ADD PRIMARY KEY (id);"
                                        + " ALTER TABLE tag_rules DROP CONSTRAINT fk_tag_rules_tag, ADD CONSTRAINT fk_tag_rules_tag"
                                        + " FOREIGN KEY (tag_id) REFERENCES labels ON DELETE CASCADE")
                        .breaking("foreign key tag_rules.fk_tag_rules_tag: target is labels, expected tags")
                        .tolerated("table labels is not part of the model, found table"),
                Alteration.of(
                                "a foreign key leads to another namespace",
                                "CREATE TABLE public.tags AS SELECT * FROM tags; ALTER TABLE public.tags ADD PRIMARY KEY (id);"
                                        + " ALTER TABLE tag_rules DROP CONSTRAINT fk_tag_rules_tag, ADD CONSTRAINT fk_tag_rules_tag"
                                        + " FOREIGN KEY (tag_id) REFERENCES public.tags ON DELETE CASCADE")
                        .breaking("foreign key tag_rules.fk_tag_rules_tag: target is public.tags, expected tags")
                        .planMends(),
                Alteration.of(
                                "a foreign key is renamed",
                                "ALTER TABLE devices RENAME CONSTRAINT fk_devices_owner TO owned")
                        .tolerated("foreign key devices.fk_devices_owner: name is owned, expected fk_devices_owner")
                        .planMends(),
                Alteration.of(
                                "the triggers of a table's foreign keys are disabled",
                                "ALTER TABLE tag_rules DISABLE TRIGGER ALL")
                        .breaking("foreign key tag_rules.fk_tag_rules_tag: enforced is no, expected yes")
                        .planMends(),
                Alteration.of(
                                "the triggers of a table that others refer to are disabled",
                                "ALTER TABLE users DISABLE TRIGGER ALL")
                        .breaking(
                                "foreign key devices.fk_devices_owner: enforced is no, expected yes",
                                "foreign key job_logs.fk_job_logs_created_by: enforced is no, expected yes",
                                "foreign key scheduled_jobs.fk_scheduled_jobs_created_by: enforced is no, expected yes")
                        .planMends(),
                Alteration.of(
                                "a foreign key is added",
                                "ALTER TABLE auth_tokens ADD CONSTRAINT fk_by FOREIGN KEY (created_by) REFERENCES service_accounts (name)")
                        .breaking("foreign key auth_tokens.fk_by is not part of the model,"
                                + " found FOREIGN KEY (created_by) REFERENCES service_accounts (name)"),
                Alteration.of(
                                "a foreign key is added to an added column",
                                "ALTER TABLE auth_tokens ADD made_by uuid CONSTRAINT fk_by REFERENCES users")
                        .tolerated(
                                "column auth_tokens.made_by is not part of the model, found uuid",
                                "foreign key auth_tokens.fk_by is not part of the model, found FOREIGN KEY (made_by) REFERENCES users (id)"));
    }

    private static Alteration owner(String name, String clauses, String difference) {
        return Alteration.of(
                        "a foreign key " + name,
                        "ALTER TABLE devices DROP CONSTRAINT fk_devices_owner,"
                                + " ADD CONSTRAINT fk_devices_owner FOREIGN KEY (owner_id) REFERENCES users " + clauses)
                .breaking("foreign key devices.fk_devices_owner: " + difference)
                .planMends();
    }
}
