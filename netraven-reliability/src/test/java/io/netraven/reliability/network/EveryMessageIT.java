package io.netraven.reliability.network;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@Tag("network")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryMessageIT {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Role role;

    @SuppressWarnings("NullAway.Init")
    private EveryMessage everyMessage;

    @BeforeAll
    void start() throws SQLException {
        role = new Role();
        everyMessage = new EveryMessage(role);
    }

    @AfterAll
    void stop() throws SQLException {
        everyMessage.close();
        role.close();
    }

    /** Nineteen tables repeat the messages of a few, which {@link #ofTheFirstInitOfAService} goes through. */
    @Test
    void ofTheFirstInit() throws Exception {
        everyMessage.of(Inits.COLD, 12);
    }

    @Test
    void ofTheFirstInitOfAService() throws Exception {
        everyMessage.of(new ServiceInit(folder));
    }

    @Test
    void ofTheFirstDataKey() throws Exception {
        everyMessage.of(Inits.KEY);
    }

    @Test
    void ofALaterInit() throws Exception {
        everyMessage.of(Inits.WARM);
    }

    @Test
    void ofAnUpgrade() throws Exception {
        everyMessage.of(new Upgrade(folder));
    }

    @Test
    void ofARotation() throws Exception {
        everyMessage.of(new Rotating());
    }

    @Test
    void ofAnImport() throws Exception {
        everyMessage.of(Importing.atOnce(folder));
    }

    @Test
    void ofAnImportInBatches() throws Exception {
        everyMessage.of(Importing.inBatches(folder));
    }
}
