package io.netraven.schema.testing;

import java.time.Duration;
import java.util.List;

/** Fills the databases that others are cloned from, and clones them. */
final class TemplateDatabase {

    private static final Duration GRACE = Duration.ofSeconds(5);

    /**
     * What CREATE DATABASE leaves out (its page in the PostgreSQL manual): settings and grants of the database itself.
     * A value reaches ALTER DATABASE by way of the session, so that a list such as a search path needs no parsing.
     */
    private static final String COPY_SETTINGS_AND_GRANTS = """
            DO $$
            DECLARE
                template constant oid := (SELECT oid FROM pg_database WHERE datname = '%1$s');
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
                        EXECUTE format('ALTER DATABASE %2$s SET %%I FROM CURRENT', entry.name);
                    ELSE
                        EXECUTE format('ALTER ROLE %%s IN DATABASE %2$s SET %%I FROM CURRENT',
                                       entry.setrole::regrole, entry.name);
                    END IF;
                END LOOP;
                IF EXISTS (SELECT FROM pg_database WHERE oid = template AND datacl IS NOT NULL) THEN
                    REVOKE ALL ON DATABASE %2$s FROM PUBLIC;
                END IF;
                FOR entry IN
                    SELECT privilege_type, is_grantable,
                           CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END AS grantee
                    FROM pg_database, aclexplode(datacl)
                    WHERE pg_database.oid = template AND grantee <> datdba
                LOOP
                    EXECUTE format('GRANT %%s ON DATABASE %2$s TO %%s %%s', entry.privilege_type, entry.grantee,
                                   CASE WHEN entry.is_grantable THEN 'WITH GRANT OPTION' ELSE '' END);
                END LOOP;
            END $$
            """;

    private final TestServer server;
    private final MaintenanceSessions maintenance;

    TemplateDatabase(TestServer server, MaintenanceSessions maintenance) {
        this.server = server;
        this.maintenance = maintenance;
    }

    String make(Template template, String name) {
        maintenance.execute("CREATE DATABASE " + name + " TEMPLATE template0");
        ScratchDatabase database = server.unregistered(name);
        try {
            template.filling().accept(database.dataSource());
            List<OpenSession> sessions = database.awaitNoSessions(GRACE);
            if (!sessions.isEmpty()) {
                throw new IllegalStateException(
                        "The filling of the template " + template.key() + " left sessions open: " + sessions);
            }
            maintenance.execute("ALTER DATABASE " + name + " WITH ALLOW_CONNECTIONS false");
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
        return name;
    }

    static void copy(String source, String name, MaintenanceSessions maintenance) {
        maintenance.execute("CREATE DATABASE " + name + " TEMPLATE " + source);
        maintenance.execute(COPY_SETTINGS_AND_GRANTS.formatted(source, name));
    }
}
