package io.netraven.trial;

import io.netraven.launcher.internal.cli.CommandFailed;
import io.netraven.launcher.internal.cli.ExitCode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL server of the trial's own, on data that persist. One at a time on a folder. */
final class EmbeddedServer implements AutoCloseable {

    /** The server's major version is part of the name: another major version cannot read its files. */
    private static final String CLUSTER = "postgresql-18";

    private final Path data;
    private final FileChannel lock;
    private final EmbeddedPostgres postgres;

    private EmbeddedServer(Path data, FileChannel lock, EmbeddedPostgres postgres) {
        this.data = data;
        this.lock = lock;
        this.postgres = postgres;
    }

    /**
     * Starts a server.
     *
     * @throws CommandFailed when the folder cannot be used, with what to do
     */
    static EmbeddedServer start(Path data) {
        FileChannel lock = lock(data);
        try {
            EmbeddedServer server = new EmbeddedServer(data, lock, startPostgres(data));
            server.createDatabase();
            return server;
        } catch (RuntimeException e) {
            closeQuietly(lock, e);
            throw e;
        }
    }

    private static FileChannel lock(Path data) {
        try {
            Files.createDirectories(data);
            FileChannel channel =
                    FileChannel.open(data.resolve("trial.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                return channel;
            }
            channel.close();
        } catch (IOException e) {
            throw new CommandFailed(ExitCode.USAGE, "The folder " + data + " cannot be used: " + e.getMessage());
        }
        throw new CommandFailed(
                ExitCode.USAGE,
                "Another trial is running on " + data
                        + ": wait until it has ended, or name another folder with --data");
    }

    private static EmbeddedPostgres startPostgres(Path data) {
        Path log = log(data);
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(data.resolve(CLUSTER))
                    .setCleanDataDirectory(false)
                    .setOutputRedirector(Redirect.appendTo(log.toFile()))
                    .setErrorRedirector(Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException | IllegalStateException e) {
            throw new CommandFailed(
                    ExitCode.UNAVAILABLE,
                    "The embedded PostgreSQL did not start (" + e.getMessage() + "): " + log
                            + " may tell why. If another server still runs on " + data
                            + ", end it; if an earlier trial was interrupted, delete the folder");
        }
    }

    private void createDatabase() {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT FROM pg_database WHERE datname = 'netraven'")) {
            if (!found.next()) {
                statement.execute("CREATE DATABASE netraven");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The trial's database could not be made", e);
        }
    }

    Path data() {
        return data;
    }

    Path log() {
        return log(data);
    }

    private static Path log(Path data) {
        return data.resolve("server.log");
    }

    String url() {
        return "postgresql://postgres@localhost:" + postgres.getPort() + "/netraven";
    }

    @Override
    public void close() {
        try (lock) {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL could not be stopped", e);
        }
    }

    private static void closeQuietly(FileChannel channel, RuntimeException failure) {
        try {
            channel.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
