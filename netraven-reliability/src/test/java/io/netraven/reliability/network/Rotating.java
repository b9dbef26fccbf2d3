package io.netraven.reliability.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.testing.Database;
import io.netraven.reliability.SampleSecrets;
import io.netraven.reliability.StoredSecrets;
import io.netraven.schema.testing.Template;
import java.sql.SQLException;
import java.util.List;

/** {@code keys rotate} of a hundred and twenty credentials, in batches. */
final class Rotating implements Operation {

    private static final int COUNT = 120;

    private static final int BATCH = 40;

    private static final Template FILLED = SampleSecrets.stored(COUNT);

    private static final String BATCHES = "--batch-rows=" + BATCH;

    /** How often each row was written since it was imported, and under which key it is. */
    private static final String ROWS = """
            SELECT coalesce(string_agg(DISTINCT k.state || ' ' || c.version, ', '), '') || ' of ' || count(*)
            FROM netraven.credentials c JOIN netraven.encryption_keys k ON k.id = c.key_id""";

    private final String before;
    private final String after;

    Rotating() throws SQLException {
        try (Database database = database()) {
            before = database.ask(ROWS);
            long version = Long.parseLong(database.ask("SELECT max(version) FROM netraven.credentials"));
            after = "active " + (version + 1) + " of " + COUNT;
            assertThat(before).isEqualTo("active " + version + " of " + COUNT);
        }
    }

    @Override
    public String words() {
        return "`keys rotate`";
    }

    @Override
    public Database database() {
        return new Database(FILLED);
    }

    @Override
    public List<String> command() {
        return List.of("keys", "rotate", "--force", "--workers=1", "--quiet", BATCHES);
    }

    @Override
    public void checkAnywhere(Database database) throws SQLException {
        SampleSecrets.areWhole(StoredSecrets.read(database), COUNT);
        if (keys(database) == 1) {
            assertThat(database.ask(ROWS)).isEqualTo(before);
            return;
        }
        assertThat(keys(database)).isEqualTo(2);
        assertThat(rotated(database) % BATCH).isZero();
        String old = before.replace("active", "decrypt_only");
        assertThat(database.ask(ROWS)).isIn(after, old, after.replace(" of " + COUNT, ", " + old));
    }

    @Override
    public void checkCommitted(Database database, int commits) throws SQLException {
        assertThat(keys(database)).isEqualTo(2);
        assertThat(rotated(database)).isEqualTo(Math.min(COUNT, (commits - 1) * BATCH));
    }

    @Override
    public List<String> next(Database database) throws SQLException {
        return keys(database) == 1 ? command() : List.of("keys", "rotate", "--quiet", BATCHES);
    }

    @Override
    public void checkComplete(Database database) throws SQLException {
        assertThat(keys(database)).isEqualTo(2);
        assertThat(database.ask(ROWS)).isEqualTo(after);
        SampleSecrets.areWhole(StoredSecrets.read(database), COUNT);
    }

    private static long keys(Database database) throws SQLException {
        return Long.parseLong(database.ask("SELECT count(*) FROM netraven.encryption_keys"));
    }

    private static long rotated(Database database) throws SQLException {
        return Long.parseLong(database.ask("SELECT count(*) FROM netraven.credentials c"
                + " JOIN netraven.encryption_keys k ON k.id = c.key_id WHERE k.state = 'active'"));
    }
}
