package io.netraven.launcher.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.testing.Database;
import io.netraven.launcher.testing.Login;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every command is content with one session, as small plans of managed servers have it, and works with it in turn. */
final class ConnectionLimitTest {

    private static final String KEY = "base64:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    @Test
    void oneSessionIsEnoughForEveryCommand() throws SQLException {
        try (Database database = new Database()) {
            Login lone = database.owner("CONNECTION LIMIT 1");
            Map<String, String> environment = new HashMap<>(lone.environment());
            environment.put("NETRAVEN_ENCRYPTION_KEY", KEY);
            List<List<String>> commands = List.of(
                    List.of("init"),
                    List.of("validate"),
                    List.of("plan"),
                    List.of("credentials", "add", "--name", "a", "--username", "x", "--no-secret"),
                    List.of("keys", "rotate", "--force", "--workers", "8"),
                    List.of("keys", "rotate", "--force"),
                    List.of("keys", "list"),
                    List.of("credentials", "list"),
                    List.of("upgrade"),
                    List.of("purge", "--audit-days", "1"),
                    List.of("history"),
                    List.of("status"),
                    List.of("wait"));
            for (List<String> command : commands) {
                LauncherRun run = LauncherRun.of(environment, command.toArray(String[]::new));

                assertThat(run.exitCode()).as(command + "\n" + run.err()).isZero();
            }
        }
    }
}
