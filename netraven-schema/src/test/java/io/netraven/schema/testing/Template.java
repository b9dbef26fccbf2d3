package io.netraven.schema.testing;

import io.netraven.schema.SchemaEngine;
import io.netraven.schema.SchemaModel;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * What a database holds when a test gets it. A server fills one database for each key and clones it for each test.
 * Immutable.
 *
 * @param key says which templates are the same: 1 to {@value #KEY_LENGTH} lower-case letters, digits and underscores
 * @param filling makes the content of an empty database and closes every connection it took
 */
public record Template(String key, Consumer<DataSource> filling) {

    private static final int KEY_LENGTH = 36;
    private static final Pattern KEY = Pattern.compile("[a-z0-9_]{1," + KEY_LENGTH + "}");

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

    /**
     * Checks the key.
     *
     * @throws IllegalArgumentException when it is not as it has to be
     */
    public Template {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("A template's key has 1 to " + KEY_LENGTH
                    + " lower-case letters, digits and underscores; this is '" + key + "'");
        }
    }

    /**
     * Returns the template that {@link SchemaEngine#initialize()} fills.
     *
     * @param model the model; its checksum is the key
     * @return the template
     */
    public static Template of(SchemaModel model) {
        return new Template(
                model.checksum().substring(0, KEY_LENGTH),
                dataSource ->
                        SchemaEngine.builder(dataSource).model(model).build().initialize());
    }

    /**
     * Returns the statement that gives a copy of a database what {@code CREATE DATABASE} leaves out: settings and grants
     * of the database itself. The fixture's own copies have them.
     *
     * @param source the database that was copied
     * @param clone its copy
     * @return SQL for a superuser, in any database of the server
     */
    public static String copyOfSettings(String source, String clone) {
        return COPY_SETTINGS_AND_GRANTS.replace("{source}", source).replace("{clone}", clone);
    }
}
