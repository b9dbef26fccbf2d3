package io.netraven.launcher.alteration;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One fact of a catalogue that can make the server refuse ordinary statements of the model.
 *
 * @param name what was done
 * @param sql does it; {@code ${owner}}, {@code ${service}}, {@code ${other}} and {@code ${database}} stand for names
 * @param login who sends the statements: {@code owner}, or {@code service}, which has the owner's rights by grants
 * @param falseAlarm why validate calls it breaking though the server refuses none of the statements that are tried; empty
 *     for no false alarm
 * @param tolerated why validate reports it as tolerated though the server refuses something; empty where it is breaking
 * @param unseen why the status is READY although the server refuses something; empty where it is not
 * @param minVersion the first PostgreSQL that knows the statement
 */
record Refusable(
        String name, String sql, String login, String falseAlarm, String tolerated, String unseen, int minVersion) {

    private static final String FUNCTION =
            "CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''no''; END'; ";

    private static final String OF_A_LOGIN = "what a login needs is known only of the owner";
    private static final String PUBLISHED = "CREATE PUBLICATION p FOR TABLE credentials";

    static List<Refusable> all() {
        return List.of(
                of("nothing", "SELECT 1"),
                of("a table's owner may not use the namespace", ownedByAnother("devices")),
                of("the owner of a referring table may not use the namespace", ownedByAnother("device_tags")),
                of(
                        "another owner may use the namespace",
                        ownedByAnother("devices") + "; GRANT USAGE ON SCHEMA netraven TO ${other}"),
                of(
                        "a table's owner may not read it",
                        ownedByAnother("users")
                                + "; GRANT USAGE ON SCHEMA netraven TO ${other}; REVOKE SELECT ON users FROM ${other}"),
                of(
                        "a table's owner may not update it",
                        ownedByAnother("users")
                                + "; GRANT USAGE ON SCHEMA netraven TO ${other}; REVOKE UPDATE ON users FROM ${other}"),
                of(
                        "a table's owner may not delete from it",
                        ownedByAnother("job_log_entries")
                                + "; GRANT USAGE ON SCHEMA netraven TO ${other}; REVOKE DELETE ON job_log_entries FROM ${other}"),
                of(
                        "a table's owner may not insert into it, which no foreign key needs",
                        ownedByAnother("users")
                                + "; GRANT USAGE ON SCHEMA netraven TO ${other}; REVOKE INSERT ON users FROM ${other}"),
                of("the owner took a right from itself", "REVOKE UPDATE ON devices FROM ${owner}"),
                of("another's table refers to ours", "CREATE SCHEMA inventory; " + files()),
                of(
                                "the owner of another's table may not use its namespace",
                                "CREATE SCHEMA inventory; " + files()
                                        + "; ALTER TABLE inventory.files OWNER TO ${other}")
                        .unseen("tables of other programs are looked at by a full comparison"),
                of("all tables are published", "CREATE PUBLICATION p FOR ALL TABLES"),
                of("a table has no replica identity", "ALTER TABLE credentials REPLICA IDENTITY NOTHING"),
                of(
                        "a published table has no replica identity",
                        PUBLISHED + "; ALTER TABLE credentials REPLICA IDENTITY NOTHING"),
                of(
                        "a table of a published namespace has no replica identity",
                        "CREATE PUBLICATION p FOR TABLES IN SCHEMA netraven; ALTER TABLE credentials REPLICA IDENTITY NOTHING",
                        15),
                of(
                        "a table whose insertions are published has no replica identity",
                        "CREATE PUBLICATION p FOR TABLE credentials WITH (publish = 'insert');"
                                + " ALTER TABLE credentials REPLICA IDENTITY NOTHING"),
                of(
                        "a published table's index of the replica identity is gone",
                        "CREATE UNIQUE INDEX i ON credentials (name); ALTER TABLE credentials ALTER name SET NOT NULL,"
                                + " REPLICA IDENTITY USING INDEX i; DROP INDEX i; CREATE PUBLICATION p FOR TABLE credentials"),
                of(
                        "a published table's replica identity is its whole rows",
                        "CREATE PUBLICATION p FOR ALL TABLES; ALTER TABLE credentials REPLICA IDENTITY FULL"),
                of(
                        "a filter uses a column outside the replica identity",
                        "CREATE PUBLICATION p FOR TABLE credentials WHERE (name <> '')",
                        15),
                of("a filter uses the key", "CREATE PUBLICATION p FOR TABLE devices WHERE (id IS NOT NULL)", 15),
                of(
                        "a filter and whole rows",
                        "CREATE PUBLICATION p FOR TABLE credentials WHERE (name <> '');"
                                + " ALTER TABLE credentials REPLICA IDENTITY FULL",
                        15),
                of("a list of columns without the key", "CREATE PUBLICATION p FOR TABLE credentials (name)", 15),
                of("a list of columns with the key", "CREATE PUBLICATION p FOR TABLE credentials (id, name)", 15),
                of(
                        "a list of columns and whole rows",
                        "CREATE PUBLICATION p FOR TABLE credentials (id, name); ALTER TABLE credentials REPLICA IDENTITY FULL",
                        15),
                of(
                        "whole rows with a generated column that is not published",
                        "ALTER TABLE credentials ADD upper_name text GENERATED ALWAYS AS (upper(name)) STORED,"
                                + " REPLICA IDENTITY FULL; CREATE PUBLICATION p FOR TABLE credentials",
                        18),
                of(
                        "whole rows with a generated column that is published",
                        "ALTER TABLE credentials ADD upper_name text GENERATED ALWAYS AS (upper(name)) STORED,"
                                + " REPLICA IDENTITY FULL;"
                                + " CREATE PUBLICATION p FOR TABLE credentials WITH (publish_generated_columns = stored)",
                        18),
                of("a counter is behind its column", "SELECT setval('schema_history_id_seq', 1, false)"),
                of(
                        "a counter is at its column's value",
                        "SELECT setval('schema_history_id_seq', (SELECT max(id) FROM schema_history), false)"),
                of(
                                "a counter has no value left",
                                "ALTER SEQUENCE schema_history_id_seq MAXVALUE 7; SELECT setval('schema_history_id_seq', 7)")
                        .unseen("whether a counter has values left is found by a full comparison"),
                of(
                                "a counter is behind a row far ahead",
                                "INSERT INTO schema_history OVERRIDING SYSTEM VALUE SELECT (jsonb_populate_record(h,"
                                        + " '{\"id\": 1000000}')).* FROM schema_history h LIMIT 1")
                        .falseAlarm("the next values are free, until the counter comes to the row"),
                of("the service may not read a table", "REVOKE SELECT ON devices FROM ${service}")
                        .ofTheService(),
                of("the service may not insert into a table", "REVOKE INSERT ON audit_logs FROM ${service}")
                        .ofTheService(),
                of(
                                "the service may not update some columns",
                                "REVOKE UPDATE ON devices FROM ${service}; GRANT UPDATE (hostname) ON devices TO ${service}")
                        .ofTheService(),
                of("the service may not delete from a table", "REVOKE DELETE ON backups FROM ${service}")
                        .ofTheService(),
                of(
                                "the service starts without the tables' namespace",
                                "ALTER ROLE ${service} IN DATABASE ${database} SET search_path = public")
                        .ofTheService(),
                of("the database only reads", "ALTER DATABASE ${database} SET default_transaction_read_only = on"),
                of(
                        "the login only reads",
                        "ALTER ROLE ${owner} IN DATABASE ${database} SET default_transaction_read_only = on"),
                of("row security is on, and the login owns the table", "ALTER TABLE devices ENABLE ROW LEVEL SECURITY")
                        .falseAlarm("it refuses and hides rows of others than the owner"),
                of("row security is on", "ALTER TABLE devices ENABLE ROW LEVEL SECURITY")
                        .by("service")
                        .falseAlarm("it hides rows, and refuses only new ones"),
                of(
                                "row security is forced",
                                "ALTER TABLE devices ENABLE ROW LEVEL SECURITY; ALTER TABLE devices FORCE ROW LEVEL SECURITY")
                        .falseAlarm("it hides rows, and refuses only new ones"),
                of(
                                "a rule that refuses",
                                "CREATE RULE r AS ON DELETE TO backups DO INSTEAD SELECT 1 / file_size FROM backups WHERE false")
                        .falseAlarm("it refuses nothing, but deletes nothing either"),
                of("a check that no row passes", "ALTER TABLE devices ADD CONSTRAINT c CHECK (port < 1) NOT VALID"),
                of(
                                "a trigger that refuses",
                                FUNCTION
                                        + "CREATE TRIGGER t BEFORE UPDATE ON devices FOR EACH ROW EXECUTE FUNCTION public.refuse()")
                        .tolerated("what a trigger does cannot be known"),
                of(
                                "a foreign key is not validated",
                                "ALTER TABLE backups DROP CONSTRAINT fk_backups_device, ADD CONSTRAINT fk_backups_device"
                                        + " FOREIGN KEY (device_id) REFERENCES devices (id) ON DELETE CASCADE NOT VALID")
                        .falseAlarm("it refuses no more than the model's own, but rows may break it"),
                of("foreign keys are off", "ALTER TABLE backups DISABLE TRIGGER ALL")
                        .falseAlarm("it lets in rows that the model refuses"),
                of("a table is not logged", "ALTER TABLE login_budgets SET UNLOGGED")
                        .falseAlarm("its rows are lost when the server crashes"),
                of(
                        "a column needs a value",
                        "ALTER TABLE schema_history ADD kind text; UPDATE schema_history SET kind = '';"
                                + " ALTER TABLE schema_history ALTER kind SET NOT NULL"),
                of("a column is gone", "ALTER TABLE devices DROP description"),
                of(
                        "a key is gone, and the table is published",
                        "ALTER TABLE audit_logs DROP CONSTRAINT pk_audit_logs;"
                                + " CREATE PUBLICATION p FOR TABLE audit_logs"));
    }

    /** One in six. */
    static List<Refusable> sample() {
        List<Refusable> all = all();
        return IntStream.range(0, all.size())
                .filter(i -> i % 12 == 0)
                .mapToObj(all::get)
                .toList();
    }

    private static String ownedByAnother(String table) {
        return "ALTER TABLE " + table + " OWNER TO ${other}; GRANT ALL ON " + table + " TO ${owner}, ${service}";
    }

    private static String files() {
        return "CREATE TABLE inventory.files (backup uuid REFERENCES backups (id) ON DELETE CASCADE)";
    }

    private static Refusable of(String name, String sql) {
        return of(name, sql, 14);
    }

    private static Refusable of(String name, String sql, int minVersion) {
        return new Refusable(name, sql, "owner", "", "", "", minVersion);
    }

    private Refusable by(String who) {
        return new Refusable(name, sql, who, falseAlarm, tolerated, unseen, minVersion);
    }

    private Refusable falseAlarm(String why) {
        return new Refusable(name, sql, login, why, tolerated, unseen, minVersion);
    }

    private Refusable tolerated(String why) {
        return new Refusable(name, sql, login, falseAlarm, why, unseen, minVersion);
    }

    private Refusable unseen(String why) {
        return new Refusable(name, sql, login, falseAlarm, tolerated, why, minVersion);
    }

    private Refusable ofTheService() {
        return by("service").tolerated(OF_A_LOGIN).unseen("the fingerprint is the same for all logins");
    }

    @Override
    public String toString() {
        return name;
    }
}
