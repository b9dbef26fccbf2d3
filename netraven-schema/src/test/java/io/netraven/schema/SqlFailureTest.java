package io.netraven.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlFailureTest {

    /** What PgBouncer has one code for: its own words, and those of the server behind it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "server login has been failing, try again later (server_login_retry)",
                "the database system is starting up",
                "the database system is shutting down",
                "the database system is in recovery mode",
                "the database system is not yet accepting connections",
                "sorry, too many clients already",
                "remaining connection slots are reserved for roles with the SUPERUSER attribute"
            })
    void aServerThatIsAwayIsTriedAgain(String message) {
        assertThat(SqlFailure.of(new SQLException(message, "08P01")).kind()).isEqualTo(SqlFailure.Kind.UNAVAILABLE);
    }

    @Test
    void aTransactionThatTheServerEndedBecauseItStoodStillIsTriedAgain() {
        SQLException ended = new SQLException("terminating connection due to idle-in-transaction timeout", "25P03");
        assertThat(SqlFailure.of(ended).kind()).isEqualTo(SqlFailure.Kind.STOOD_STILL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"password authentication failed", "no such database: absent", "no such user: nobody"})
    void aRefusalIsNot(String message) {
        assertThat(SqlFailure.of(new SQLException(message, "08P01")).kind()).isEqualTo(SqlFailure.Kind.ACCESS);
    }
}
