package io.netraven.schema.testing;

import java.util.List;

/** Fills the databases that others are cloned from, and clones them. */
final class TemplateDatabase {

    /**
     * What CREATE DATABASE leaves out (its page in the PostgreSQL manual): settings and grants of the database itself.
     * A value reaches ALTER DATABASE by way of the session, so that a list such as a search path needs no parsing.
     */
    private static final String COPY_SETTINGS_AND_GRANTS = """
            DO $$
            DECLARE
                template constant oid := (SELECT oid FROM pg_database WHERE datname = '{source}');
                entry record;
            BEGIN
                FOR entry IN
                    SELECT setrole, split_part(setting, '=', 1) AS name,
                           substr(setting, strpos(setting, '=') + 1) AS value
                    FROM pg_db_role_setting, unnest(setconfig) AS setting
                    WHERE setdatabase = template
                LOOP
                    PERFORM set_config(entry.name, entry.value, true);
                    IF entry.setrole = 0 THEN
                        EXECUTE format('ALTER DATABASE {clone} SET %I FROM CURRENT', entry.name);
                    ELSE
                        EXECUTE format('ALTER ROLE %s IN DATABASE {clone} SET %I FROM CURRENT',
                                       entry.setrole::regrole, entry.name);
                    END IF;
                END LOOP;
                IF EXISTS (SELECT FROM pg_database WHERE oid = template AND datacl IS NOT NULL) THEN
                    REVOKE ALL ON DATABASE {clone} FROM PUBLIC;
                END IF;
                FOR entry IN
                    SELECT privilege_type, is_grantable,
                           CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END AS grantee
                    FROM pg_database, aclexplode(datacl)
                    WHERE pg_database.oid = template AND grantee <> datdba
                LOOP
                    EXECUTE format('GRANT %s ON DATABASE {clone} TO %s %s', entry.privilege_type, entry.grantee,
                                   CASE WHEN entry.is_grantable THEN 'WITH GRANT OPTION' ELSE '' END);
                END LOOP;
            END $$
            """;

    private final TestServer server;

    TemplateDatabase(TestServer server) {
        this.server = server;
    }

    /** Makes the database of a template. No half-made one is left when the filling fails. */
    String make(Template template, String name) {
        ScratchDatabase database = server.create(name, "template0");
        try {
            template.filling().accept(database.dataSource());
            List<OpenSession> sessions = database.awaitNoSessions();
            if (!sessions.isEmpty()) {
                throw new IllegalStateException("The filling left sessions open: " + sessions);
            }
            server.maintenance().execute("ALTER DATABASE " + name + " WITH ALLOW_CONNECTIONS false");
            return name;
        } catch (RuntimeException | Error e) {
            database.close();
            throw e;
        }
    }

    ScratchDatabase copy(String source, String name) {
        // The default strategy: the other one, FILE_COPY, makes a durable server write two checkpoints.
        ScratchDatabase database = server.create(name, source);
        server.maintenance()
                .execute(COPY_SETTINGS_AND_GRANTS.replace("{source}", source).replace("{clone}", name));
        return database;
    }
}
