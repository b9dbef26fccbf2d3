package io.netraven.reliability.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.fleet.FleetUpgrade;
import io.netraven.launcher.testing.Database;
import io.netraven.launcher.testing.Login;
import io.netraven.schema.testing.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** {@code upgrade} of a service's tables, which have rows, over three releases at once. */
final class Upgrade implements Operation {

    private static final Template FILLED = FleetUpgrade.filled(100, "km FROM vehicles, generate_series(1, 10) km");

    private final Path model;
    private final String rows;

    Upgrade(Path folder) throws SQLException {
        try {
            model = Files.writeString(folder.resolve("model.sql"), FleetUpgrade.NEW.script());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (Database database = database()) {
            rows = database.ask(FleetUpgrade.ROWS);
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
        FleetUpgrade.isBefore(database.scratch().dataSource());
        checkRows(database);
    }

    @Override
    public void checkComplete(Database database) throws SQLException {
        assertThat(FleetUpgrade.isBefore(database.scratch().dataSource())).isFalse();
        checkRows(database);
        assertThat(database.ask("SELECT count(*) FROM netraven.schema_history")).isEqualTo("2");
    }

    private void checkRows(Database database) throws SQLException {
        assertThat(database.ask(FleetUpgrade.ROWS)).isEqualTo(rows);
    }
}
