package io.netraven.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netraven.schema.SchemaException.InsufficientPrivilege;
import io.netraven.schema.SchemaException.ModelError;
import io.netraven.schema.SchemaStatus.State;
import io.netraven.schema.internal.definition.Fleet;
import io.netraven.schema.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The longest class of the module: its methods run side by side, each with a database and roles of its own. */
@Order(1) // One of the longest.
@SuppressWarnings("NullAway.Init")
@Execution(ExecutionMode.CONCURRENT)
class RolesTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod();

    private static final String PASSWORD = "Pa55-word";

    private static final SchemaModel MODEL = SchemaModel.named("fleet", "1")
            .entities(Fleet.ENTITIES)
            .seed(SeedRow.of("depots", "code", "HQ"))
            .grant(Grant.to("driver", "trucks", Privilege.SELECT, Privilege.INSERT, Privilege.UPDATE, Privilege.DELETE))
            .grant(Grant.to("driver", "depots", Privilege.SELECT))
            .grant(Grant.to("visitor", "trucks", Privilege.SELECT).allBut("papers", "price"))
            .build();

    private String driver;
    private String visitor;
    private String owner;

    @BeforeEach
    void nameRoles() {
        driver = database.name() + "_driver";
        visitor = database.name() + "_visitor";
        owner = database.name() + "_owner";
    }

    @AfterEach
    void dropRoles() throws SQLException {
        for (String role : List.of(driver, visitor, owner)) {
            if (ask("SELECT count(*) FROM pg_roles WHERE rolname = '" + role + "'")
                    .equals("1")) {
                run("REASSIGN OWNED BY " + role + " TO CURRENT_USER; DROP OWNED BY " + role + "; DROP ROLE " + role);
            }
        }
    }

    @Nested
    class Making {

        @Test
        void makesThemWithTheTablesAndGrantsNothingMoreThanTheModelSays() {
            InitializationReport report = engine().initialize();

            assertThat(report.outcome()).isEqualTo(InitializationOutcome.CREATED);
            assertThat(report.mended())
                    .contains("role " + driver + " made", "role " + visitor + " made", "2 grants made");
            assertThat(engine().validate().differences()).isEmpty();
            assertFast(engine());
        }

        @Test
        void grantsOnTablesThatWereThereBefore() {
            plain().initialize();

            InitializationReport report = engine().initialize();

            assertThat(report.outcome()).isEqualTo(InitializationOutcome.UP_TO_DATE);
            assertThat(report.mended()).contains("role " + driver + " made");
            assertThat(engine().validate().differences()).isEmpty();
            assertFast(engine());
        }

        @Test
        void aStarterThatAsksForNoRolesStaysOnTheFastPath() {
            engine().initialize();

            assertFast(plain());
            assertThat(plain().validate().differences()).isEmpty();
        }

        @Test
        void theDdlMakesThemToo() throws SQLException {
            run(MODEL.ddl("fleet", java.util.Map.of("driver", driver, "visitor", visitor)));

            assertThat(engine().initialize().outcome()).isEqualTo(InitializationOutcome.ADOPTED);
            assertThat(engine().validate().differences()).isEmpty();
        }

        @Test
        void aWordThatTheModelDoesNotKnowIsAnError() {
            assertThatExceptionOfType(ModelError.class)
                    .isThrownBy(() -> SchemaEngine.builder(database.dataSource())
                            .model(MODEL)
                            .role("pilot", driver)
                            .build())
                    .withMessageContaining("pilot")
                    .withMessageContaining("driver, visitor");
        }

        @Test
        void aRoleThatIsManagedMakesNothingItself() throws SQLException {
            run("CREATE ROLE " + driver + " LOGIN PASSWORD '" + PASSWORD + "'");
            SchemaEngine byDriver = engine(database.current().dataSourceAs(driver, PASSWORD));

            assertThatExceptionOfType(InsufficientPrivilege.class)
                    .isThrownBy(byDriver::initialize)
                    .withMessageContaining("Connect as the owner");
            engine().initialize();
            assertFast(byDriver);
        }

        @Test
        void anAdministratorIsToldWhatToRunForARoleThatMayNotMakeRoles() throws SQLException {
            run("CREATE ROLE " + owner + " LOGIN PASSWORD '" + PASSWORD + "'; GRANT CREATE ON DATABASE "
                    + database.name() + " TO " + owner);
            SchemaEngine byOwner = engine(database.current().dataSourceAs(owner, PASSWORD));

            assertThatExceptionOfType(InsufficientPrivilege.class)
                    .isThrownBy(byOwner::initialize)
                    .satisfies(refused -> {
                        assertThat(refused.administratorSql()).contains("CREATE ROLE " + driver);
                        assertThat(ask("SELECT count(*) FROM pg_namespace WHERE nspname = 'fleet'"))
                                .isEqualTo("0");
                        run(refused.administratorSql());
                    });
            assertThat(byOwner.initialize().outcome()).isEqualTo(InitializationOutcome.CREATED);
            assertThat(byOwner.validate().differences()).isEmpty();
        }
    }

    @Nested
    class Verifying {

        @BeforeEach
        void initialize() {
            engine().initialize();
        }

        /** What initialize keeps right: the statement, and the difference that validate names. */
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "REVOKE INSERT ON fleet.trucks FROM $driver | grant trucks.insert to $driver is missing",
                    "REVOKE SELECT (plate) ON fleet.trucks FROM $visitor | grant trucks.select (plate) to $visitor is missing",
                    "GRANT CREATE ON SCHEMA fleet TO $driver | grant create to $driver is not part of the model"
                })
        void namesAndMendsGrants(String change, String difference) throws SQLException {
            run(named(change));

            assertThat(messages()).containsExactly(named(difference));
            InitializationReport report = engine().initialize();
            assertThat(report.outcome()).isEqualTo(InitializationOutcome.UP_TO_DATE);
            assertThat(report.mended()).hasSize(1);
            assertThat(messages()).isEmpty();
            assertThat(engine().history().get(0).changes()).isEqualTo(report.mended());
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "REVOKE USAGE ON SCHEMA fleet FROM $visitor | grant usage to $visitor is missing",
                    "GRANT TRUNCATE ON fleet.trucks TO $driver | grant trucks.truncate to $driver is not part of the model",
                    "GRANT SELECT (papers) ON fleet.trucks TO $visitor"
                            + " | grant trucks.select (papers) to $visitor is not part of the model",
                    "GRANT UPDATE ON fleet.schema_history TO $driver"
                            + " | grant schema_history.update to $driver is not part of the model",
                    "GRANT SELECT ON fleet.depots TO $driver WITH GRANT OPTION"
                            + " | grant depots.select to $driver: grantable is yes, expected no"
                })
        @Tag("long")
        void namesAndMendsEveryGrant(String change, String difference) throws SQLException {
            namesAndMendsGrants(change, difference);
        }

        @Test
        void keepsNobodyFromStartingByAGrantThatWasPassedOn() throws SQLException {
            run(named("GRANT SELECT ON fleet.depots TO $driver WITH GRANT OPTION; SET ROLE $driver;"
                    + " GRANT SELECT ON fleet.depots TO PUBLIC; RESET ROLE"));

            InitializationReport report = engine().initialize();

            assertThat(report.outcome()).isEqualTo(InitializationOutcome.UP_TO_DATE);
            assertThat(report.mended()).isEmpty();
            assertThat(report.tolerated())
                    .extracting(SchemaDifference::message)
                    .contains(named("grant depots.select to $driver: grantable is yes, expected no"));
            assertThat(engine().awaitReady().state()).isEqualTo(State.READY);
        }

        /** What takes an administrator, or might be meant: reported on every start, and left alone. */
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "ALTER ROLE $driver CREATEDB | role $driver: attribute is createdb, expected none",
                    "GRANT USAGE ON SCHEMA fleet TO PUBLIC | grant usage to public is not part of the model",
                    "ALTER DEFAULT PRIVILEGES IN SCHEMA fleet GRANT SELECT ON TABLES TO $visitor"
                            + " | default privilege select on tables of postgres to $visitor is not part of the model"
                })
        void namesAndLeavesAlone(String change, String difference) throws SQLException {
            run(named(change));

            assertThat(messages()).contains(named(difference).replace("postgres", database.user()));
            InitializationReport report = engine().initialize();
            assertThat(report.tolerated())
                    .extracting(SchemaDifference::message)
                    .contains(named(difference).replace("postgres", database.user()));
            String plan = engine().plan();
            run(plan.replaceAll("(?m)^-- (?=[A-Z])", "")
                    .replaceAll("(?m)^HAZARD.*$", "")
                    .replaceAll("(?m)^-- .*$", ""));
            engine().initialize();
            assertThat(messages())
                    .as("after the plan, hazards included: %s", plan)
                    .isEmpty();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "ALTER ROLE $driver SUPERUSER BYPASSRLS"
                            + " | role $driver: attribute is superuser, bypassrls, expected none",
                    "GRANT pg_read_all_data TO $visitor | role $visitor: membership is pg_read_all_data, expected none",
                    "GRANT SELECT ON fleet.trucks TO PUBLIC | grant trucks.select to public is not part of the model",
                    "ALTER SCHEMA fleet OWNER TO $driver | namespace fleet: owner is $driver, expected no managed role",
                    "GRANT CREATE ON DATABASE $database TO $driver"
                            + " | grant create in the database to $driver is not part of the model",
                    "ALTER DEFAULT PRIVILEGES GRANT UPDATE ON TABLES TO PUBLIC"
                            + " | default privilege update on tables of postgres to public is not part of the model"
                })
        @Tag("long")
        void namesAndLeavesAloneWhateverItIs(String change, String difference) throws SQLException {
            namesAndLeavesAlone(change, difference);
        }

        @Test
        void namesATableThatAManagedRoleOwns() throws SQLException {
            run("ALTER TABLE fleet.trucks OWNER TO " + driver);

            assertThat(messages()).contains("table trucks: owner is " + driver + ", expected " + database.user());
        }

        @Test
        void makesARoleThatWasDroppedAnew() throws SQLException {
            run("DROP OWNED BY " + visitor + "; DROP ROLE " + visitor);

            assertThat(messages()).contains("role " + visitor + " is missing");
            assertThat(engine().initialize().mended()).contains("role " + visitor + " made");
            assertThat(messages()).isEmpty();
        }

        @Test
        void whatAnotherModelGrantsToTheSameRoleIsNoDifference() {
            SchemaModel other = SchemaModel.named("garage", "1")
                    .include(MODEL)
                    .grant(Grant.to("visitor", "trucks", Privilege.UPDATE).only("plate"))
                    .grant(Grant.to("mechanic", "trucks", Privilege.SELECT))
                    .build();
            SchemaEngine garage = SchemaEngine.builder(database.dataSource())
                    .model(other)
                    .namespace("fleet")
                    .role("driver", driver)
                    .role("visitor", visitor)
                    .role("mechanic", owner)
                    .build();
            garage.initialize();

            assertThat(messages()).isEmpty();
            engine().initialize();
            assertFast(engine());
            assertThat(garage.validate().differences()).isEmpty();
            assertFast(garage);
        }
    }

    @Test
    void anEarlierReleaseTakesNothingBackThatALaterOneGrants() throws SQLException {
        SchemaModel next = SchemaModel.named("fleet", "2")
                .include(MODEL)
                .grant(Grant.to("visitor", "trucks", Privilege.SELECT).only("papers"))
                .build();
        SchemaEngine later = SchemaEngine.builder(database.dataSource())
                .model(next)
                .namespace("fleet")
                .role("driver", driver)
                .role("visitor", visitor)
                .build();
        engine().initialize();
        later.initialize();

        for (int start = 0; start < 2; start++) {
            run("GRANT TRUNCATE ON fleet.trucks TO " + driver);
            assertThat(engine().initialize().mended())
                    .containsExactly("grant trucks.truncate to " + driver + " removed");
        }
        assertThat(later.validate().differences()).isEmpty();
    }

    @Test
    void aLaterReleaseTakesBackWhatAnEarlierOneGrantedAndThatLeavesItSo() {
        engine().initialize();
        SchemaEngine later = SchemaEngine.builder(database.dataSource())
                .model(SchemaModel.named("fleet", "2")
                        .entities(Fleet.ENTITIES)
                        .grant(Grant.to("driver", "trucks", Privilege.SELECT))
                        .build())
                .namespace("fleet")
                .role("driver", driver)
                .build();

        assertThat(later.initialize().mended()).contains("grant trucks.delete to " + driver + " removed");
        assertThat(later.validate().differences()).isEmpty();
        assertThat(engine().initialize().mended()).isEmpty();
        assertFast(later);
    }

    @Test
    void aRoleThatMayNotSeeTheDefaultDataWaitsAndValidatesAllTheSame() throws SQLException {
        engine().initialize();
        run("ALTER ROLE " + visitor + " LOGIN PASSWORD '" + PASSWORD + "'");
        DataSource asVisitor = database.current().dataSourceAs(visitor, PASSWORD);
        SchemaEngine reader =
                SchemaEngine.builder(asVisitor).model(MODEL).namespace("fleet").build();

        assertThat(reader.awaitReady().state()).isEqualTo(State.READY);
        assertThat(reader.validate().differences()).isEmpty();
        assertThat(engine(asVisitor).validate().differences()).isEmpty();
    }

    private String named(String text) {
        return text.strip()
                .replace("$driver", driver)
                .replace("$visitor", visitor)
                .replace("$database", database.name());
    }

    private List<String> messages() {
        return engine().validate().differences().stream()
                .map(SchemaDifference::message)
                .toList();
    }

    private static void assertFast(SchemaEngine engine) {
        assertThat(engine.initialize().phases()).extracting(Phase::name).containsExactly("connect", "check");
    }

    private SchemaEngine engine() {
        return engine(database.dataSource());
    }

    private SchemaEngine engine(DataSource connections) {
        return SchemaEngine.builder(connections)
                .model(MODEL)
                .namespace("fleet")
                .role("driver", driver)
                .role("visitor", visitor)
                .build();
    }

    private static SchemaEngine plain() {
        return SchemaEngine.builder(database.dataSource())
                .model(MODEL)
                .namespace("fleet")
                .build();
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
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
