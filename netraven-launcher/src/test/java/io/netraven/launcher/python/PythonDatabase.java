package io.netraven.launcher.python;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netraven.launcher.NetRavenSchema;
import io.netraven.schema.SchemaEngine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** A database as the Python NetRaven leaves it, on its way to ours as the page for operators says. */
final class PythonDatabase {

    private static final Path DOCS = Path.of("..", "docs");

    private PythonDatabase() {}

    /** The old tables in {@code public}, with sample rows, beside what its container makes at the first start. */
    static void create(DataSource dataSource) {
        execute(dataSource, """
                CREATE EXTENSION IF NOT EXISTS "uuid-ossp" SCHEMA public;
                CREATE EXTENSION IF NOT EXISTS pgcrypto SCHEMA public;
                CREATE SCHEMA netraven;
                """);
        execute(dataSource, resource("schema.sql"));
        execute(dataSource, resource("sample.sql"));
    }

    /** All that comes before the import. */
    static void prepare(DataSource dataSource) {
        create(dataSource);
        execute(dataSource, OperatorShell.PAGE.sqlHandedOver("CREATE SCHEMA python_netraven"));
        engine(dataSource).initialize();
    }

    static void prepareAndImport(DataSource dataSource) {
        prepare(dataSource);
        execute(dataSource, importScript());
    }

    static SchemaEngine engine(DataSource dataSource) {
        return SchemaEngine.builder(dataSource).model(NetRavenSchema.model()).build();
    }

    static String importScript() {
        return docs("from-python-netraven.sql");
    }

    static String docs(String name) {
        try {
            return Files.readString(DOCS.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String resource(String name) {
        try (InputStream resource = PythonDatabase.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("The resource " + name + " is missing");
            }
            return new String(resource.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void execute(DataSource dataSource, String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
