package io.netraven.reliability.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.fleet.Fleet;
import io.netraven.launcher.testing.Database;
import io.netraven.launcher.testing.Login;
import io.netraven.schema.SchemaEngine;
import io.netraven.schema.SchemaModel;
import io.netraven.schema.testing.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** {@code upgrade} of a service's tables, which have rows, over three releases at once. */
final class Upgrade implements Operation {

    private static final SchemaModel OLD = Fleet.release(1);
    private static final SchemaModel NEW = Fleet.release(Fleet.NEWEST);
    private static final Template FILLED = new Template("network_fleet", Upgrade::fill);

    /** Every value that the old release has stored. */
    private static final String ROWS = """
            SELECT md5(string_agg(concat_ws(' ', t.id, t.distance, t.started_at, v.id, v.plate, v.status), ' ' ORDER BY t.id))
            FROM trips t JOIN vehicles v ON v.id = t.vehicle_id""";

    private final Path model;
    private final String rows;

    Upgrade(Path folder) throws SQLException {
        try {
            model = Files.writeString(folder.resolve("model.sql"), NEW.script());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (Database database = database()) {
            rows = database.ask(ROWS);
        }
    }

    @Override
    public String words() {
        return "`upgrade` of filled tables";
    }

    @Override
    public boolean usesMasterKey() {
        return false;
    }

    /** The owner of what is there: another one's tables would differ. */
    @Override
    public Login login(Role role, Database database) {
        return database.login();
    }

    @Override
    public Database database() {
        return new Database(FILLED);
    }

    @Override
    public List<String> command() {
        return List.of("upgrade", "--model", model.toAbsolutePath().toString(), "--quiet");
    }

    @Override
    public void checkAnywhere(Database database) throws SQLException {
        boolean old = isEqual(database, OLD);
        assertThat(isEqual(database, NEW))
                .as("either the old schema or the new")
                .isNotEqualTo(old);
        checkRows(database);
    }

    @Override
    public void checkCommitted(Database database, int commits) throws SQLException {
        checkComplete(database);
    }

    @Override
    public List<String> next(Database database) {
        return command();
    }

    @Override
    public void checkComplete(Database database) throws SQLException {
        assertThat(isEqual(database, NEW)).isTrue();
        checkRows(database);
        assertThat(database.ask("SELECT count(*) FROM netraven.schema_history")).isEqualTo("2");
    }

    private void checkRows(Database database) throws SQLException {
        assertThat(database.ask(ROWS)).isEqualTo(rows);
    }

    private static boolean isEqual(Database database, SchemaModel model) {
        return engine(database.scratch().dataSource(), model)
                .validate()
                .differences()
                .isEmpty();
    }

    private static SchemaEngine engine(DataSource database, SchemaModel model) {
        return SchemaEngine.builder(database).model(model).build();
    }

    private static void fill(DataSource empty) {
        engine(empty, OLD).initialize();
        try (Connection connection = empty.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "INSERT INTO vehicles (id, plate) SELECT gen_random_uuid(), n FROM generate_series(1, 100) n");
            statement.execute("INSERT INTO trips (id, vehicle_id, distance)"
                    + " SELECT gen_random_uuid(), id, km FROM vehicles, generate_series(1, 10) km");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
