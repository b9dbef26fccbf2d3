package io.netraven.reliability.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.fleet.Fleet;
import io.netraven.launcher.testing.Database;
import io.netraven.schema.SchemaEngine;
import io.netraven.schema.SchemaModel;
import io.netraven.schema.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** {@code init} of a service with a few tables: a different model, without a master key. */
final class ServiceInit implements Operation {

    private static final SchemaModel MODEL = Fleet.release(Fleet.NEWEST);

    /** Everything that may be left of it. */
    private static final String LEFT = """
            SELECT (SELECT count(*) FROM pg_namespace WHERE nspname = 'netraven')
                + (SELECT count(*) FROM pg_extension WHERE extname <> 'plpgsql')
                + (SELECT count(*) FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase
                    WHERE d.datname = current_database() AND s.setrole = 0)""";

    private final Path model;

    ServiceInit(Path folder) {
        try {
            model = Files.writeString(folder.resolve("service.sql"), MODEL.script());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String words() {
        return "`init` of a service on an empty database";
    }

    @Override
    public boolean usesMasterKey() {
        return false;
    }

    @Override
    public Database database() {
        return new Database();
    }

    @Override
    public List<String> command() {
        return List.of("init", "--quiet", "--model", model.toAbsolutePath().toString());
    }

    @Override
    public void checkAnywhere(Database database) throws SQLException {
        if (!database.ask(LEFT).equals("0")) {
            checkComplete(database);
        }
    }

    @Override
    public void checkComplete(Database database) throws SQLException {
        assertThat(SchemaEngine.builder(database.scratch().dataSource())
                        .model(MODEL)
                        .build()
                        .validate()
                        .differences())
                .noneMatch(difference -> difference.severity() == Severity.BREAKING);
        assertThat(database.ask("SELECT count(*) FROM netraven.schema_history")).isEqualTo("1");
    }
}
