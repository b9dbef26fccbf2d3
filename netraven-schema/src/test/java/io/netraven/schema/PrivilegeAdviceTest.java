package io.netraven.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netraven.schema.SchemaException.InsufficientPrivilege;
import io.netraven.schema.internal.definition.Fleet;
import io.netraven.schema.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a login lacks (SQLSTATE 42501): the SQL that an administrator is offered makes the same call succeed. */
@SuppressWarnings("NullAway.Init")
@Execution(ExecutionMode.CONCURRENT)
class PrivilegeAdviceTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod();

    private static final String PASSWORD = "Pa55-word";

    private static final SchemaModel MODEL = SchemaModel.named("fleet", "1")
            .entities(Fleet.ENTITIES)
            .extension("pgcrypto")
            .seed(SeedRow.of("depots", "code", "HQ"))
            .grant(Grant.to("driver", "trucks", Privilege.SELECT))
            .build();

    private static final String TABLES_TO = "DO $$ DECLARE t text; BEGIN FOR t IN SELECT relname FROM pg_class WHERE"
            + " relnamespace = 'fleet'::regnamespace AND relkind = 'r' LOOP EXECUTE"
            + " format('ALTER TABLE fleet.%I OWNER TO ROLE', t); END LOOP; END $$; ";

    private static final String ALL_TO_LOGIN =
            "GRANT USAGE, CREATE ON SCHEMA fleet TO $login; GRANT ALL ON ALL TABLES IN SCHEMA fleet TO $login; ";
    private static final String DRIFT = "ALTER TABLE fleet.depots ALTER COLUMN code TYPE varchar(2); ";

    private String login;
    private String other;
    private String driver;

    /** A call of the engine. */
    private enum Call {
        INIT,
        UPGRADE,
        VALIDATE,
        STATUS,
        AWAIT;

        private Object on(SchemaEngine engine) {
            return switch (this) {
                case INIT -> engine.initialize();
                case UPGRADE -> engine.upgrade();
                case VALIDATE -> engine.validate();
                case STATUS -> engine.status();
                case AWAIT -> engine.awaitReady();
            };
        }
    }

    /**
     * A situation.
     *
     * @param name in words
     * @param made whether the owner of the database has initialized it before
     * @param sql what an administrator did
     * @param call what is refused
     * @param reason what the message has to name
     */
    private record Situation(String name, boolean made, String sql, Call call, String reason) {
        @Override
        public String toString() {
            return name + ", " + call;
        }
    }

    private static Stream<Situation> situations() {
        String superuser = TABLES_TO.replace("ROLE", "CURRENT_USER");
        String others = "GRANT USAGE ON SCHEMA fleet TO $other; " + TABLES_TO.replace("ROLE", "$other");
        return Stream.of(
                new Situation("nothing is there, and the login may make nothing", false, "", Call.INIT, "$login"),
                new Situation(
                        "an administrator made the schema",
                        false,
                        "GRANT CREATE ON DATABASE $database TO $login; CREATE SCHEMA fleet",
                        Call.INIT,
                        "The schema fleet belongs to"),
                new Situation(
                        "the schema may be used and holds nothing yet",
                        false,
                        "GRANT CREATE ON DATABASE $database TO $login; CREATE SCHEMA fleet; GRANT USAGE ON SCHEMA fleet TO $login",
                        Call.INIT,
                        "lacks CREATE"),
                new Situation(
                        "no extension may be made",
                        false,
                        "CREATE SCHEMA fleet AUTHORIZATION $login",
                        Call.INIT,
                        "pgcrypto"),
                new Situation(
                        "no role may be made",
                        false,
                        "GRANT CREATE ON DATABASE $database TO $login; DROP ROLE $driver",
                        Call.INIT,
                        "CREATE ROLE"),
                new Situation("tables of a superuser", true, superuser, Call.INIT, "more belong to"),
                new Situation("tables of a superuser", true, superuser, Call.UPGRADE, "more belong to"),
                new Situation("tables of another role", true, others, Call.UPGRADE, "GRANT"),
                new Situation(
                        "tables of another role, all is granted, and a column is narrower",
                        true,
                        others + ALL_TO_LOGIN + DRIFT,
                        Call.UPGRADE,
                        "The table depots belongs to $other"),
                new Situation(
                        "tables of another role, and a login that does not inherit",
                        true,
                        "ALTER ROLE $login NOINHERIT; " + others + ALL_TO_LOGIN + DRIFT,
                        Call.UPGRADE,
                        "ALTER TABLE"),
                new Situation(
                        "one table of another role",
                        true,
                        "ALTER TABLE fleet.depots OWNER TO $other; GRANT ALL ON fleet.depots TO $login; " + DRIFT,
                        Call.UPGRADE,
                        "The table depots belongs to $other"),
                new Situation(
                        "a grant that the login may not grant",
                        true,
                        "GRANT USAGE ON SCHEMA fleet TO $other; ALTER TABLE fleet.trucks OWNER TO $other;"
                                + " GRANT ALL ON fleet.trucks TO $login; REVOKE ALL ON fleet.trucks FROM $driver",
                        Call.INIT,
                        "The table trucks belongs to $other"),
                new Situation(
                        "a lost index of another's table",
                        true,
                        "DROP INDEX fleet.ix_trucks_depot_id; ALTER TABLE fleet.trucks OWNER TO $other;"
                                + " GRANT ALL ON fleet.trucks TO $login",
                        Call.UPGRADE,
                        "The table trucks belongs to $other"),
                new Situation(
                        "a foreign key to a table of another role",
                        true,
                        "ALTER TABLE fleet.depots OWNER TO $other; GRANT SELECT, INSERT, UPDATE, DELETE ON fleet.depots TO $login;"
                                + " ALTER TABLE fleet.trucks DROP CONSTRAINT fk_trucks_depot",
                        Call.UPGRADE,
                        "GRANT REFERENCES ON"),
                new Situation(
                        "no USAGE on the schema any more",
                        true,
                        "ALTER SCHEMA fleet OWNER TO CURRENT_USER",
                        Call.INIT,
                        "lacks USAGE and CREATE"),
                new Situation(
                        "a table is lost, and none may be made",
                        true,
                        "DROP TABLE fleet.depots CASCADE; ALTER SCHEMA fleet OWNER TO CURRENT_USER; GRANT USAGE ON SCHEMA fleet TO $login",
                        Call.UPGRADE,
                        "lacks CREATE"),
                new Situation("tables of a superuser", true, superuser, Call.VALIDATE, "belong to"),
                new Situation("tables of a superuser", true, superuser, Call.STATUS, "belong to"),
                new Situation("tables of a superuser", true, superuser, Call.AWAIT, "belong to"),
                new Situation(
                        "a login that only reads",
                        true,
                        superuser + "ALTER SCHEMA fleet OWNER TO CURRENT_USER",
                        Call.VALIDATE,
                        "GRANT SELECT ON"),
                new Situation(
                        "a login that only reads",
                        true,
                        superuser + "ALTER SCHEMA fleet OWNER TO CURRENT_USER",
                        Call.AWAIT,
                        "Make it a member of a role that has it"),
                new Situation(
                        "an event trigger writes each change of a table where the login may not",
                        false,
                        "GRANT CREATE ON DATABASE $database TO $login;"
                                + eventTrigger("INSERT INTO audit.changes (what) VALUES (tg_tag)"),
                        Call.INIT,
                        "The event trigger watch of"),
                new Situation(
                        "an event trigger whose tables cannot be told",
                        false,
                        "GRANT CREATE ON DATABASE $database TO $login;"
                                + eventTrigger(
                                        "EXECUTE 'INSERT INTO audit.ch' || 'anges (what) VALUES ($1)' USING tg_tag"),
                        Call.INIT,
                        "SECURITY DEFINER"));
    }

    private static String eventTrigger(String statement) {
        return "CREATE SCHEMA audit; CREATE TABLE audit.changes (id bigserial, what text);"
                + " CREATE FUNCTION audit.note() RETURNS event_trigger LANGUAGE plpgsql AS $f$ BEGIN"
                + " IF tg_tag = 'CREATE TABLE' THEN " + statement + "; END IF; END $f$;"
                + " CREATE EVENT TRIGGER watch ON ddl_command_end EXECUTE FUNCTION audit.note();";
    }

    @BeforeEach
    void makeRoles() throws SQLException {
        login = database.name() + "_login";
        other = database.name() + "_other";
        driver = database.name() + "_driver";
        run("CREATE ROLE $login LOGIN PASSWORD '" + PASSWORD + "'; CREATE ROLE $other; CREATE ROLE $driver");
    }

    @AfterEach
    void dropRoles() throws SQLException {
        run("DROP EVENT TRIGGER IF EXISTS watch");
        run("REASSIGN OWNED BY $login, $other TO CURRENT_USER; DROP OWNED BY $login, $other; DROP ROLE $login, $other");
        run("DO $$ BEGIN DROP OWNED BY $driver; DROP ROLE $driver; EXCEPTION WHEN undefined_object THEN NULL; END $$");
    }

    @ParameterizedTest
    @MethodSource("situations")
    void succeedsAfterTheAdministratorsSql(Situation situation) throws SQLException {
        if (situation.made()) {
            run("GRANT CREATE ON DATABASE $database TO $login");
            engine().initialize();
        }
        run(situation.sql());
        InsufficientPrivilege refused = catchThrowableOfType(
                InsufficientPrivilege.class, () -> situation.call().on(engine()));

        assertThat(refused).as("it is refused").hasMessageContaining(named(situation.reason()));
        assertThat(refused.administratorSql()).isNotEmpty();
        run(refused.administratorSql());
        assertThat(situation.call().on(engine())).isNotNull();
    }

    @Test
    void leavesWhatIsToleratedAndBelongsToOthers() throws SQLException {
        run("GRANT CREATE ON DATABASE $database TO $login");
        engine().initialize();
        run("COMMENT ON TABLE fleet.depots IS 'by the administrator'; ALTER TABLE fleet.depots OWNER TO $other;"
                + " GRANT ALL ON fleet.depots TO $login; ALTER TABLE fleet.trucks ALTER COLUMN plate TYPE varchar(2)");

        InitializationReport report = engine().upgrade();

        assertThat(report.outcome()).isEqualTo(InitializationOutcome.UPGRADED);
        assertThat(report.tolerated())
                .extracting(SchemaDifference::property)
                .containsExactlyInAnyOrder("comment", "owner");
        assertThat(engine().status().forecast().statements()).isEmpty();
    }

    @Test
    void aSuperuserWhoRunsThePlanLeavesADatabaseThatWorks() throws SQLException {
        run("GRANT CREATE ON DATABASE $database TO $login");
        engine().initialize();
        run("DROP TABLE fleet.trucks CASCADE; ALTER TABLE fleet.depots ALTER COLUMN code TYPE varchar(2)");

        run(engine().plan());

        assertThat(engine().validate().differences()).isEmpty();
        assertThat(ask("SELECT string_agg(DISTINCT pg_get_userbyid(relowner), ' ') FROM pg_class"
                        + " WHERE relnamespace = 'fleet'::regnamespace AND relkind = 'r'"))
                .isEqualTo(login);
    }

    private SchemaEngine engine() {
        return SchemaEngine.builder(database.current().dataSourceAs(login, PASSWORD))
                .model(MODEL)
                .namespace("fleet")
                .role("driver", driver)
                .build();
    }

    private String named(String text) {
        return text.replace("$login", login)
                .replace("$other", other)
                .replace("$driver", driver)
                .replace("$database", database.name());
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(named(sql));
        }
    }

    private static String ask(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
