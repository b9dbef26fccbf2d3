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

    @Test
    void aTransactionThatFallsSilentIsEndedBeforeOthersGiveUpWaiting() throws SQLException {
        try (Connection connection = database.connect()) {
            String before = show(connection, "idle_in_transaction_session_timeout");
            connection.setAutoCommit(false);
            TransactionLimits.apply(connection, settings(Duration.ofSeconds(60)));
            assertThat(show(connection, "idle_in_transaction_session_timeout")).isEqualTo("30s");
            connection.rollback();
            TransactionLimits.apply(connection, settings(Duration.ofMillis(300)));
            assertThat(show(connection, "idle_in_transaction_session_timeout")).isEqualTo("1s");
            connection.rollback();
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
            TransactionLimits.apply(connection, settings(Duration.ofSeconds(60)));
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
