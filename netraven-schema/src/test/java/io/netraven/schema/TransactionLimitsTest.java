package io.netraven.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.schema.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

class TransactionLimitsTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perClass();

    /** A lock timeout so long that no machine is slow enough for the idle timeout, which is half of it. */
    private static final Duration UNHURRIED = Duration.ofMinutes(20);

    private static Settings settings(Duration lockTimeout) {
        return new Settings(
                database.dataSource(),
                SchemaModel.named("limits", "1").entities(List.of(First.class)).build(),
                "netraven",
                new TreeMap<>(),
                null,
                Duration.ZERO,
                lockTimeout,
                Duration.ofSeconds(60),
                false);
    }

    private static String show(Connection connection, String parameter) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW " + parameter)) {
            row.next();
            return row.getString(1);
        }
    }

    /** In one round trip, with the end of the transaction: the server would end a client that paused for a second. */
    private static String shortestIdle(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(TransactionLimits.sql(settings(Duration.ofMillis(300)))
                    + "; SHOW idle_in_transaction_session_timeout; ROLLBACK");
            assertThat(statement.getMoreResults()).isTrue();
            try (ResultSet row = statement.getResultSet()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    @Test
    void aTransactionThatFallsSilentIsEndedBeforeOthersGiveUpWaiting() throws SQLException {
        try (Connection connection = database.connect()) {
            String before = show(connection, "idle_in_transaction_session_timeout");
            connection.setAutoCommit(false);
            TransactionLimits.apply(connection, settings(UNHURRIED));
            assertThat(show(connection, "idle_in_transaction_session_timeout")).isEqualTo("10min");
            connection.rollback();
            assertThat(shortestIdle(connection)).isEqualTo("1s");
            assertThat(show(connection, "idle_in_transaction_session_timeout")).isEqualTo(before);
            connection.rollback();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aClientThatIsGoneIsFoundByTcpAndDuringAStatement() throws SQLException {
        try (Connection connection = database.connect()) {
            String before = show(connection, "tcp_keepalives_idle");
            connection.setAutoCommit(false);
            TransactionLimits.apply(connection, settings(UNHURRIED));
            assertThat(show(connection, "client_connection_check_interval")).isEqualTo("1s");
            assertThat(show(connection, "tcp_keepalives_idle")).isEqualTo("10");
            assertThat(show(connection, "tcp_keepalives_interval")).isEqualTo("5");
            assertThat(show(connection, "tcp_keepalives_count")).isEqualTo("3");
            connection.rollback();
            assertThat(show(connection, "tcp_keepalives_idle")).isEqualTo(before);
            connection.rollback();
        }
    }
}
