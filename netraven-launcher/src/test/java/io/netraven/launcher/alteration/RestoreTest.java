package io.netraven.launcher.alteration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netraven.launcher.NetRavenSchema;
import io.netraven.launcher.testing.CommandRun;
import io.netraven.schema.InitializationOutcome;
import io.netraven.schema.InitializationReport;
import io.netraven.schema.Phase;
import io.netraven.schema.SchemaDifference;
import io.netraven.schema.SchemaEngine;
import io.netraven.schema.SchemaModel;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A dump, restored into a new database, is what it was. Needs a PostgreSQL that is installed on this machine. */
class RestoreTest {

    private static @Nullable LocalPostgres server;

    @BeforeAll
    static void start() throws IOException {
        Optional<Path> programs = LocalPostgres.find();
        assumeTrue(programs.isPresent(), "no PostgreSQL with pg_dump is installed on this machine");
        server = LocalPostgres.start(programs.orElseThrow());
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @Tag("long")
    @Test
    void aPlainDumpValidatesCleanButForTheSearchPathWhichInitMends() throws SQLException {
        fill("plain");
        String file = server().file("plain.sql").toString();
        server().client("pg_dump", "-d", "plain", "-f", file);
        execute("postgres", "CREATE DATABASE plain_restored");
        server().client("psql", "-d", "plain_restored", "-q", "-v", "ON_ERROR_STOP=1", "-f", file);

        isWhatItWas("plain_restored", NetRavenSchema.model());
    }

    @Test
    void anArchiveValidatesCleanButForTheSearchPathWhichInitMends() throws SQLException {
        fill("archive");
        String file = server().file("archive.dump").toString();
        server().client("pg_dump", "-d", "archive", "-F", "c", "-f", file);
        execute("postgres", "CREATE DATABASE archive_restored");
        server().client("pg_restore", "-d", "archive_restored", "--exit-on-error", file);

        isWhatItWas("archive_restored", NetRavenSchema.model());
    }

    @Tag("long")
    @Test
    void aDumpThatMakesItsDatabaseKeepsTheSearchPathToo() throws SQLException {
        fill("whole");
        String file = server().file("whole.sql").toString();
        server().client("pg_dump", "-d", "whole", "-C", "-f", file);
        execute("postgres", "DROP DATABASE whole");
        server().client("psql", "-d", "postgres", "-q", "-v", "ON_ERROR_STOP=1", "-f", file);

        assertThat(engine("whole", NetRavenSchema.model()).validate().differences())
                .isEmpty();
        isUpToDateFromNowOn("whole", NetRavenSchema.model());
    }

    @Test
    void expressionsThatAreNoFixedPointAreStillEqual() throws SQLException {
        fill("desk");
        SchemaModel desk = Ticket.model(NetRavenSchema.model());
        engine("desk", desk).initialize();
        String file = server().file("desk.sql").toString();
        server().client("pg_dump", "-d", "desk", "-f", file);
        execute("postgres", "CREATE DATABASE desk_restored");
        server().client("psql", "-d", "desk_restored", "-q", "-v", "ON_ERROR_STOP=1", "-f", file);

        isWhatItWas("desk_restored", desk);
    }

    private static void fill(String database) throws SQLException {
        execute("postgres", "CREATE DATABASE " + database);
        SampleData.fill(server().dataSource(database));
    }

    private static void isWhatItWas(String database, SchemaModel model) throws SQLException {
        assertThat(engine(database, model).validate().differences())
                .extracting(SchemaDifference::message)
                .containsExactly("database setting search_path is missing, expected netraven, public");
        CommandRun validate = CommandRun.of("127.0.0.1", server().port(), "postgres", "", database, "validate");
        assertThat(validate.exitCode()).isEqualTo(1);

        isUpToDateFromNowOn(database, model);
    }

    /** Every object has another number now: the first start compares in full, and the next need not. */
    private static void isUpToDateFromNowOn(String database, SchemaModel model) throws SQLException {
        String rows = "SELECT count(*) FROM netraven.schema_history";
        int before = Integer.parseInt(ask(database, rows));

        InitializationReport first = engine(database, model).initialize();
        InitializationReport second = engine(database, model).initialize();

        assertThat(first.outcome()).isEqualTo(InitializationOutcome.UP_TO_DATE);
        assertThat(first.tolerated()).isEmpty();
        assertThat(first.phases()).extracting(Phase::name).contains("compare", "record");
        assertThat(second.outcome()).isEqualTo(InitializationOutcome.UP_TO_DATE);
        assertThat(second.phases()).extracting(Phase::name).containsExactly("connect", "check");
        assertThat(ask(database, rows)).isEqualTo(Integer.toString(before + 1));
        assertThat(engine(database, model).validate().differences()).isEmpty();
        assertThat(ask(database, "SELECT hostname FROM devices ORDER BY 1 LIMIT 1"))
                .isEqualTo("r1");
    }

    private static LocalPostgres server() {
        LocalPostgres started = server;
        if (started == null) {
            throw new IllegalStateException("The server is not started");
        }
        return started;
    }

    private static SchemaEngine engine(String database, SchemaModel model) {
        return SchemaEngine.builder(server().dataSource(database)).model(model).build();
    }

    private static void execute(String database, String sql) throws SQLException {
        try (Connection connection = server().dataSource(database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(String database, String sql) throws SQLException {
        try (Connection connection = server().dataSource(database).getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
