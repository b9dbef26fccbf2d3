package io.netraven.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.schema.internal.definition.Fleet;
import io.netraven.schema.testing.ScratchDatabase;
import io.netraven.schema.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The statements of an upgrade, run one after the other on another copy, make what the upgrade made. */
class ReplayedUpgradeTest {

    private static final SchemaModel MODEL = SchemaModel.named("fleet", "1")
            .entities(Fleet.ENTITIES)
            .extension("pgcrypto")
            .seed(SeedRow.of("depots", "code", "HQ"))
            .grant(Grant.to("driver", "trucks", Privilege.SELECT))
            .grant(Grant.to("driver", "stops", Privilege.SELECT))
            .build();

    /** All of the namespace but its history, whose rows tell of the upgrade. */
    private static final String CATALOGUE = """
            SELECT format('%s.%s %s %s %s %s %s %s %s', c.relname, a.attname, a.attnum, format_type(a.atttypid, a.atttypmod),
                    a.attnotnull, a.attidentity, a.attcollation, pg_get_expr(d.adbin, d.adrelid), a.attacl)
                FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
                LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
                WHERE c.relnamespace = 'netraven'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
            UNION ALL SELECT format('%s %s %s %s %s', relname, relkind, relpersistence, pg_get_userbyid(relowner), relacl)
                FROM pg_class WHERE relnamespace = 'netraven'::regnamespace
            UNION ALL SELECT format('%s %s %s', conname, pg_get_constraintdef(oid), convalidated)
                FROM pg_constraint WHERE connamespace = 'netraven'::regnamespace
            UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'netraven'
            UNION ALL SELECT obj_description(c.oid, 'pg_class') FROM pg_class c
                WHERE c.relnamespace = 'netraven'::regnamespace
            UNION ALL SELECT col_description(a.attrelid, a.attnum) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
                WHERE c.relnamespace = 'netraven'::regnamespace
            UNION ALL SELECT format('%s %s', extname, extnamespace::regnamespace) FROM pg_extension
            UNION ALL SELECT 'depot ' || code FROM netraven.depots
            UNION ALL SELECT format('%s %s', nspacl, nspowner::regrole) FROM pg_namespace WHERE nspname = 'netraven'
            ORDER BY 1""";

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod();

    private String driver = "";
    private String other = "";

    @BeforeEach
    void makeRoles() throws SQLException {
        driver = database.name() + "_driver";
        other = database.name() + "_other";
        run(database.current(), "CREATE ROLE $driver; CREATE ROLE $other");
    }

    @AfterEach
    void dropRoles() throws SQLException {
        run(database.current(), "REASSIGN OWNED BY $driver, $other TO CURRENT_USER; DROP OWNED BY $driver, $other");
        run(database.current(), "DROP ROLE $driver, $other");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a lost table | DROP TABLE netraven.stops",
                "several at once | DROP TABLE netraven.stops; DROP TABLE netraven.driver_trucks;"
                        + " ALTER TABLE netraven.depots DROP COLUMN spare_truck_id; DELETE FROM netraven.depots;"
                        + " DROP INDEX netraven.uq_trucks_plate_lower; ALTER TABLE netraven.drivers ALTER id DROP IDENTITY;"
                        + " ALTER TABLE netraven.trucks ALTER plate TYPE varchar(4), ALTER version DROP DEFAULT;"
                        + " REVOKE SELECT ON netraven.trucks FROM $driver; DROP EXTENSION pgcrypto"
            })
    void theStatementsOfAnUpgradeMakeTheSameOfACopy(String name, String change) throws SQLException {
        ScratchDatabase upgraded = database.current();
        try (ScratchDatabase copy = database.anotherEmpty()) {
            for (ScratchDatabase each : List.of(upgraded, copy)) {
                engine(each).initialize();
                run(each, change);
            }

            InitializationReport report = engine(upgraded).upgrade();
            assertThat(report.outcome()).isEqualTo(InitializationOutcome.UPGRADED);
            for (String statement : report.statements()) {
                run(copy, statement);
            }

            assertThat(engine(upgraded).validate().differences()).isEmpty();
            assertThat(engine(copy).validate().differences()).isEmpty();
            assertThat(catalogue(copy)).isEqualTo(catalogue(upgraded));
            assertThat(engine(upgraded).history().get(0).changes()).isEqualTo(report.statements());
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a lost table that others refer to | DROP TABLE netraven.trucks CASCADE",
                "a lost column | ALTER TABLE netraven.drivers DROP COLUMN photo",
                "a lost index | DROP INDEX netraven.ix_trucks_depot_id",
                "lost constraints | ALTER TABLE netraven.trucks DROP CONSTRAINT uq_trucks_plate, DROP CONSTRAINT ck_trucks_size",
                "a lost default | ALTER TABLE netraven.trucks ALTER created_at DROP DEFAULT",
                "a grant | REVOKE SELECT ON netraven.trucks FROM $driver; DROP INDEX netraven.ix_trucks_broken",
                "an extension | DROP EXTENSION pgcrypto; DROP INDEX netraven.ix_trucks_broken",
                "comments | COMMENT ON TABLE netraven.trucks IS 'mine'; COMMENT ON COLUMN netraven.trucks.plate IS NULL",
                "an owner | ALTER TABLE netraven.depots OWNER TO $other",
                "a narrower type | ALTER TABLE netraven.trucks ALTER plate TYPE varchar(4)",
                "names | ALTER INDEX netraven.ix_trucks_broken RENAME TO broken;"
                        + " ALTER TABLE netraven.trips RENAME CONSTRAINT fk_trips_driver TO driver"
            })
    @Tag("long")
    void theStatementsOfEveryUpgradeDo(String name, String change) throws SQLException {
        theStatementsOfAnUpgradeMakeTheSameOfACopy(name, change);
    }

    private SchemaEngine engine(ScratchDatabase where) {
        return SchemaEngine.builder(where.dataSource())
                .model(MODEL)
                .role("driver", driver)
                .build();
    }

    private static List<String> catalogue(ScratchDatabase where) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = where.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(CATALOGUE)) {
            while (row.next()) {
                rows.add(row.getString(1));
            }
        }
        return rows;
    }

    private void run(ScratchDatabase where, String sql) throws SQLException {
        try (Connection connection = where.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql.replace("$driver", driver).replace("$other", other));
        }
    }
}
