package io.netraven.launcher.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netraven.schema.SchemaException.Refused;
import io.netraven.schema.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of the three who share a database, each sees its own differences and no other's. */
class OwnDifferencesTest {

    @RegisterExtension
    static final TestDatabase database =
            TestDatabase.perMethod().initializedWith("three_models", OwnDifferencesTest::startAll);

    private List<Participant> participants = List.of();

    @BeforeEach
    void join() {
        participants = Participant.allOn(database.dataSource());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ALTER TABLE racks DROP CONSTRAINT fk_racks_keeper       | inventory
            DROP TABLE invoices                                     | billing
            ALTER TABLE users DROP COLUMN full_name                 | netraven inventory billing
            """)
    void breakThoseWhoseTableItIs(String damage, String broken) throws SQLException {
        execute(damage);

        assertThat(participants).allSatisfy(participant -> {
            if (broken.contains(participant.name())) {
                assertThat(participant.engine().validate().breaking()).isNotEmpty();
                assertThatThrownBy(() -> participant.engine().initialize()).isInstanceOf(Refused.class);
            } else {
                participant.isUndisturbed();
            }
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ALTER TABLE racks DROP COLUMN units                     | inventory
            ALTER TABLE rack_slots ALTER position TYPE bigint       | inventory
            DROP TABLE rack_slots                                   | inventory
            ALTER TABLE invoices DROP CONSTRAINT ck_invoices_status | billing
            ALTER TABLE invoices DISABLE TRIGGER ALL                | billing
            ALTER TABLE schema_history DROP COLUMN duration_ms      | netraven inventory billing
            """)
    @Tag("long")
    void breakThemByWhateverIsLost(String damage, String broken) throws SQLException {
        breakThoseWhoseTableItIs(damage, broken);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DELETE FROM racks                         | inventory
            DROP EXTENSION pgcrypto                   | netraven inventory
            """)
    void areMendedByThoseWhoMissSomething(String damage, String missedBy) throws SQLException {
        execute(damage);

        assertThat(participants).allSatisfy(participant -> {
            assertThat(participant.isEqual()).isNotEqualTo(missedBy.contains(participant.name()));
            if (participant.isEqual()) {
                participant.isUndisturbed();
            }
        });
        participants.forEach(participant -> participant.engine().initialize());
        assertThat(participants).allSatisfy(Participant::isUndisturbed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DELETE FROM currencies WHERE code = 'CHF' | billing
            DELETE FROM tags WHERE name = 'Racked'    | inventory
            DELETE FROM tags WHERE name = 'Default'   | netraven inventory billing
            """)
    @Tag("long")
    void areMendedByThoseWhoMissARow(String damage, String missedBy) throws SQLException {
        areMendedByThoseWhoMissSomething(damage, missedBy);
    }

    @Test
    void areNotMadeByRowsThatReferToAnothersTable() throws SQLException {
        execute("INSERT INTO users (id, email, full_name, password_hash, username)"
                + " VALUES (gen_random_uuid(), 'ada@example.org', 'Ada', 'x', 'ada');"
                + " INSERT INTO invoices (id, amount, currency, payer_id)"
                + " SELECT gen_random_uuid(), 7, 'EUR', id FROM users;"
                + " UPDATE racks SET keeper_id = (SELECT id FROM users)");

        assertThat(participants).allSatisfy(Participant::isUndisturbed);
    }

    private static void startAll(DataSource shared) {
        Participant.allOn(shared).forEach(participant -> participant.engine().initialize());
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
