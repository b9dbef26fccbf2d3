package io.netraven.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.testing.Database;
import io.netraven.launcher.testing.LauncherProcess;
import io.netraven.launcher.testing.Login;
import io.netraven.schema.testing.TestServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Alone, as it reads the whole log of the server. */
@Isolated
class SimultaneousStartIT {

    private static final int STARTERS = 20;
    private static final Pattern SEVERE = Pattern.compile(" (ERROR|FATAL|PANIC|WARNING): ");
    private static final Pattern OUTCOME = Pattern.compile("\"outcome\" : \"([A-Z_]+)\"");

    @Test
    @Tag("long")
    void oneOfTwentyCreatesAndAllSucceedWithoutAnErrorInTheServersLog() {
        try (Database database = new Database()) {
            int before = log().size();

            List<String> outcomes = startAll(database.login(), STARTERS);

            assertThat(Collections.frequency(outcomes, "CREATED")).isOne();
            assertThat(Collections.frequency(outcomes, "UP_TO_DATE")).isEqualTo(STARTERS - 1);
            // Every line of that time, of any session and of the server itself: there is nothing that may be there.
            assertThat(log().stream().skip(before)).noneMatch(SEVERE.asPredicate());
        }
    }

    @Test
    void oneOfManyCreatesWhereTransactionsAreSerializableByDefault() throws SQLException {
        try (Database database = new Database()) {
            database.execute(
                    "ALTER DATABASE " + database.name() + " SET default_transaction_isolation = 'serializable'");

            List<String> outcomes = startAll(database.login(), 6);

            assertThat(Collections.frequency(outcomes, "CREATED")).isOne();
            assertThat(Collections.frequency(outcomes, "UP_TO_DATE")).isEqualTo(5);
        }
    }

    private static List<String> startAll(Login login, int count) {
        List<LauncherProcess> starters = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                starters.add(LauncherProcess.start(login, "init", "--format", "json"));
            }
            return starters.stream()
                    .map(starter -> outcome(starter.await().succeeded().out()))
                    .toList();
        } finally {
            starters.forEach(LauncherProcess::close);
        }
    }

    private static String outcome(String json) {
        return OUTCOME.matcher(json)
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElse("none in " + json);
    }

    private static List<String> log() {
        return TestServer.shared().log().map(String::lines).map(Stream::toList).orElse(List.of());
    }
}
