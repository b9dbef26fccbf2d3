package io.netraven.launcher.python;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netraven.launcher.alteration.LocalPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Where an operator types the commands of the page: the programs, the launcher, the import script, and a database of the
 * Python NetRaven.
 *
 * @param server holds the database
 * @param programs the folder of psql and its kin
 * @param folder the current folder
 * @param database the name of the database
 */
record OperatorShell(LocalPostgres server, Path programs, Path folder, String database) {

    private static final OperatorPage PAGE = OperatorPage.read();

    static OperatorShell open(LocalPostgres server, Path programs, Path folder, String database)
            throws IOException, SQLException {
        try (Connection connection = server.dataSource("postgres").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database);
        }
        PythonDatabase.create(server.dataSource(database));
        Files.createDirectories(folder.resolve("docs"));
        Files.writeString(folder.resolve("docs/from-python-netraven.sql"), PythonDatabase.importScript());
        // What the sample's secrets are under.
        Files.writeString(folder.resolve("python-key"), "the old key of this sample\n");
        Path launcher = Files.writeString(
                folder.resolve("netraven-launcher"),
                "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java") + "' -cp '"
                        + System.getProperty("java.class.path") + "' io.netraven.launcher.internal.cli.Main \"$@\"\n");
        if (!launcher.toFile().setExecutable(true)) {
            throw new IOException(launcher + " cannot be made executable");
        }
        return new OperatorShell(server, programs, folder, database);
    }

    /** Runs the only block of the page with the text; what it prints, and its exit code, in a last line. */
    String run(String text) throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder("sh", "-eu", "-c", PAGE.command(text))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        Map<String, String> environment = shell.environment();
        environment.put("PATH", folder + ":" + programs + ":" + environment.get("PATH"));
        environment.put("PGHOST", "127.0.0.1");
        environment.put("PGPORT", Integer.toString(server.port()));
        environment.put("PGUSER", "postgres");
        environment.put("PGDATABASE", database);
        environment.put("PSQLRC", "/dev/null");
        environment.put("PAGER", "cat");
        environment.put("NETRAVEN_ENCRYPTION_KEY_FILE", "netraven.key");
        environment.put("DATABASE_URL", "postgresql://postgres@127.0.0.1:" + server.port() + "/" + database);
        Process process = shell.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("The command with " + text + " does not end");
        }
        return output + "exit code " + process.exitValue();
    }

    String ask(String sql) throws SQLException {
        try (Connection connection = server.dataSource(database).getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
