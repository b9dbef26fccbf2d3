package io.netraven.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netraven.schema.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the server itself says of objects that are in the way, by the fields that it sets. */
class ServerDetailTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod();

    @BeforeEach
    void makeTables() throws SQLException {
        run(
                "CREATE TABLE crates (id int PRIMARY KEY, label varchar(10), doubled int GENERATED ALWAYS AS (id * 2) STORED)",
                "CREATE VIEW labels AS SELECT label FROM crates",
                "CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
                "CREATE TABLE boxes (id int, label varchar(10))",
                "CREATE TRIGGER labelled AFTER UPDATE OF label ON boxes EXECUTE FUNCTION nothing()",
                "CREATE TABLE bags (id int, label varchar(10))",
                "CREATE POLICY labelled ON bags USING (label <> '')");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DROP TABLE crates | view labels",
                "ALTER TABLE crates DROP COLUMN label | view labels",
                "ALTER TABLE crates ALTER label TYPE text | view labels",
                "ALTER TABLE crates ALTER id TYPE bigint | doubled",
                "ALTER TABLE boxes ALTER label TYPE text | trigger labelled",
                "ALTER TABLE bags ALTER label TYPE text | policy labelled",
                "DROP FUNCTION nothing() | trigger labelled",
            })
    void areNamed(String statement, String object) {
        assertThat(SqlFailure.of(refusal(statement)).message()).contains(object);
    }

    @Test
    void rowsAreNot() throws SQLException {
        run("INSERT INTO crates (id, label) VALUES (1, 'secret')");

        assertThat(SqlFailure.of(refusal("INSERT INTO crates (id, label) VALUES (1, 'secret')"))
                        .toString())
                .doesNotContain("secret", "(1)");
        assertThat(SqlFailure.of(refusal("ALTER TABLE crates ADD CHECK (label <> 'secret')"))
                        .message())
                .doesNotContain("(1, secret");
    }

    private static SQLException refusal(String statement) {
        return catchThrowableOfType(SQLException.class, () -> run(statement));
    }

    private static void run(String... statements) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
