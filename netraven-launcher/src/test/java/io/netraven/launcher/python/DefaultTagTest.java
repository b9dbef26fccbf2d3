package io.netraven.launcher.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.model.tag.Tag;
import io.netraven.schema.InitializationOutcome;
import io.netraven.schema.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which tag becomes the default one where the old one is not what it was. */
class DefaultTagTest {

    private static final String CORE = "44444444-0000-4000-8000-000000000001";

    @RegisterExtension
    static final TestDatabase database =
            TestDatabase.perMethod().initializedWith("python_prepared", PythonDatabase::prepare);

    @Test
    void theOneWithItsIdIsItUnderAnyName() throws SQLException {
        importAfter("UPDATE python_netraven.tags SET name = 'All' WHERE id = 'tag-default';"
                + "UPDATE python_netraven.tags SET name = 'Default' WHERE name = 'Core'");

        assertThat(
                        ask(
                                "SELECT string_agg(id || ' ' || name, ', ' ORDER BY name) FROM netraven.tags WHERE name <> 'Routers'"))
                .isEqualTo(Tag.DEFAULT_ID + " All, " + CORE + " Default");
    }

    @Test
    void elseTheOneWithItsNameIsIt() throws SQLException {
        importAfter("DELETE FROM python_netraven.credential_tags WHERE tag_id = 'tag-default';"
                + "DELETE FROM python_netraven.tag_rules WHERE tag_id = 'tag-default';"
                + "DELETE FROM python_netraven.tags WHERE id = 'tag-default';"
                + "UPDATE python_netraven.tags SET name = 'Default' WHERE name = 'Core'");

        assertThat(
                        ask(
                                "SELECT string_agg(id || ' ' || name, ', ' ORDER BY name) FROM netraven.tags WHERE name <> 'Routers'"))
                .isEqualTo(Tag.DEFAULT_ID + " Default");
        assertThat(ask("SELECT string_agg(name, ', ') FROM netraven.tag_rules WHERE tag_id = '" + Tag.DEFAULT_ID + "'"))
                .isEqualTo("all of Cisco");
    }

    @Test
    void elseOursStays() throws SQLException {
        importAfter("DELETE FROM python_netraven.credential_tags WHERE tag_id = 'tag-default';"
                + "DELETE FROM python_netraven.tag_rules WHERE tag_id = 'tag-default';"
                + "DELETE FROM python_netraven.tags WHERE id = 'tag-default'");

        assertThat(ask("SELECT id || ' ' || color FROM netraven.tags WHERE name = 'Default'"))
                .isEqualTo(Tag.DEFAULT_ID + " #6366F1");
    }

    private static void importAfter(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            statement.execute(PythonDatabase.importScript());
        }
        assertThat(PythonDatabase.engine(database.dataSource()).initialize().outcome())
                .isEqualTo(InitializationOutcome.UP_TO_DATE);
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
