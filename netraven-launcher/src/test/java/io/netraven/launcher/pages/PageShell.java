package io.netraven.launcher.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netraven.launcher.alteration.LocalPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Where somebody types what a page says: a folder, the launcher and PostgreSQL's programs on the path, and a database.
 * What a block exports, the next one has. Files that the page has in {@code /etc/netraven}, {@code /mnt/safe} and
 * {@code /run/secrets} are in folders of these names in the folder.
 */
public final class PageShell {

    public static final String DONE = "exit code 0";

    private static final List<String> FOLDERS = List.of("/etc/netraven", "/mnt/safe", "/run/secrets");

    private final Page page;
    private final LocalPostgres server;
    private final Path folder;
    private final String database;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<Block> done = new ArrayList<>();

    private PageShell(Page page, LocalPostgres server, Path folder, String database) {
        this.page = page;
        this.server = server;
        this.folder = folder;
        this.database = database;
    }

    /** Makes an empty database, and what is typed into. */
    public static PageShell open(Page page, LocalPostgres server, Path folder, String database)
            throws IOException, SQLException {
        try (Connection connection = server.dataSource("postgres").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database);
        }
        for (String each : FOLDERS) {
            Files.createDirectories(folder.resolve(each.substring(1)));
        }
        LauncherScript.write(folder);
        PageShell shell = new PageShell(page, server, folder, database);
        shell.given("PATH", folder + ":" + LocalPostgres.find().orElseThrow() + ":" + System.getenv("PATH"));
        shell.given("PGHOST", "127.0.0.1");
        shell.given("PGPORT", Integer.toString(server.port()));
        shell.given("PGUSER", "postgres");
        shell.given("PGDATABASE", database);
        shell.given("PSQLRC", "/dev/null");
        shell.given("PAGER", "cat");
        shell.given("DATABASE_URL", shell.url("postgres"));
        return shell;
    }

    /** Where the database is, for a login. Nobody is asked for a password. */
    public String url(String user) {
        return "postgresql://" + user + "@127.0.0.1:" + server.port() + "/" + database;
    }

    public String port() {
        return Integer.toString(server.port());
    }

    /** Sets a variable of the environment, before the first block. */
    public void given(String name, String value) {
        environment.put(name, value);
    }

    /** Takes a variable away. */
    public void without(String name) {
        environment.remove(name);
    }

    /** Writes a file of the folder that is there before. */
    public Path file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.toAbsolutePath().getParent());
        return Files.writeString(file, content);
    }

    /**
     * Runs the only block of shell commands with the text; what it prints, and its exit code, in a last line.
     *
     * @param replaced pairs of what stands on the page and what a reader puts in its place
     */
    public String run(String part, String... replaced) throws IOException, InterruptedException {
        Block block = page.only("sh", part);
        done.add(block);
        return type(block.text(), replaced);
    }

    /** Runs the only block of SQL with the text, by psql, which ends at the first error. */
    public String runSql(String part, String... replaced) throws IOException, InterruptedException {
        Block block = page.only("sql", part);
        done.add(block);
        file("page.sql", in(block.text(), replaced));
        return type("psql -q -v ON_ERROR_STOP=1 -f page.sql");
    }

    /** Types something that is not on the page. */
    public String type(String commands, String... replaced) throws IOException, InterruptedException {
        String script =
                "if [ -f .exported ]; then . ./.exported; fi\n" + in(commands, replaced) + "\nexport -p > .exported\n";
        ProcessBuilder shell = new ProcessBuilder("sh", "-eu", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile());
        shell.environment().putAll(environment);
        Process process = shell.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("This does not end: " + commands);
        }
        return output + "exit code " + process.exitValue();
    }

    private String in(String text, String... replaced) {
        String result = text;
        for (int i = 0; i < replaced.length; i += 2) {
            result = result.replace(replaced[i], replaced[i + 1]);
        }
        for (String each : FOLDERS) {
            result = result.replace(each, folder.toAbsolutePath() + each);
        }
        return result;
    }

    /** Does something with the database that somebody else would have done. */
    public void execute(String sql) throws SQLException {
        try (Connection connection = server.dataSource(database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public String ask(String sql) throws SQLException {
        try (Connection connection = server.dataSource(database).getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    /** The first lines of the page's blocks of shell commands and SQL that have not been run. */
    public List<String> left() {
        return Stream.of("sh", "sql")
                .flatMap(language -> page.blocks(language).stream())
                .filter(block -> !done.contains(block))
                .map(Block::firstLine)
                .toList();
    }
}
