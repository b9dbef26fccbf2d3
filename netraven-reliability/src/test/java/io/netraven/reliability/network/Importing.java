package io.netraven.reliability.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.testing.Database;
import io.netraven.reliability.SampleSecrets;
import io.netraven.reliability.StoredSecret;
import io.netraven.reliability.StoredSecrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** {@code credentials import}, in one transaction or in batches. */
final class Importing implements Operation {

    private static final int BATCH = 40;

    private static final int FEW = 120;

    /** More than are sent at once: 500 are. */
    private static final int MANY = 520;

    private final Path file;
    private final int count;
    private final boolean batches;

    private Importing(Path folder, int count, boolean batches) {
        try {
            this.file = Files.write(folder.resolve(count + "-credentials.json"), SampleSecrets.json(count));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.count = count;
        this.batches = batches;
    }

    static Importing atOnce(Path folder) {
        return new Importing(folder, MANY, false);
    }

    static Importing inBatches(Path folder) {
        return new Importing(folder, FEW, true);
    }

    @Override
    public String words() {
        return batches ? "`credentials import` in batches" : "`credentials import`";
    }

    @Override
    public Database database() {
        return new Database(SampleSecrets.NONE);
    }

    @Override
    public List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                "credentials",
                "import",
                "--create-tags",
                "--in",
                file.toAbsolutePath().toString()));
        if (batches) {
            command.add("--batch-rows=" + BATCH);
        }
        return command;
    }

    @Override
    public void checkAnywhere(Database database) throws SQLException {
        List<StoredSecret> secrets = StoredSecrets.read(database);
        assertThat(secrets.size() % (batches ? BATCH : count)).isZero();
        SampleSecrets.areWhole(secrets, secrets.size());
    }

    @Override
    public void checkCommitted(Database database, int commits) throws SQLException {
        assertThat(rows(database)).isEqualTo(batches ? Math.min(count, commits * BATCH) : count);
    }

    @Override
    public List<String> next(Database database) throws SQLException {
        List<String> next = new ArrayList<>(command());
        if (rows(database) > 0) {
            next.add("--skip-duplicates");
        }
        return next;
    }

    @Override
    public void checkComplete(Database database) throws SQLException {
        SampleSecrets.areWhole(StoredSecrets.read(database), count);
        assertThat(database.ask("SELECT count(DISTINCT version || ' ' || key_id) FROM netraven.credentials"))
                .isEqualTo("1");
    }

    private static long rows(Database database) throws SQLException {
        return Long.parseLong(database.ask("SELECT count(*) FROM netraven.credentials"));
    }
}
