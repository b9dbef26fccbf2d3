package io.netraven.launcher.internal.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netraven.credentials.CredentialException.DatabaseFailed;
import io.netraven.credentials.Keyring;
import io.netraven.credentials.testing.TestKeys;
import io.netraven.launcher.NetRavenSchema;
import io.netraven.launcher.internal.connect.ConnectionPool;
import io.netraven.schema.SchemaEngine;
import io.netraven.schema.testing.TestDatabase;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init")
class FirstDataKeyTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod().initializedWith(NetRavenSchema::model);

    private static final Optional<Duration> PATIENCE = Optional.of(Duration.ofMinutes(10));

    private final AtomicInteger failures = new AtomicInteger();
    private SchemaEngine engine;

    @BeforeEach
    void engine() {
        engine = SchemaEngine.builder(database.dataSource())
                .model(NetRavenSchema.model())
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08001", "08006", "57P01", "57P03", "53300", "25006", "25P03"})
    void waitsWhileTheServerIsAway(String sqlState) {
        failures.set(4);
        assertThat(FirstDataKey.prepare(keyring(failing(sqlState)), engine, PATIENCE))
                .isPresent();
        assertThat(failures.get()).isNegative();
    }

    @Test
    void waitsThroughAPoolToo() {
        failures.set(4);
        try (ConnectionPool pool = ConnectionPool.over(failing("57P03"), 1)) {
            assertThat(FirstDataKey.prepare(keyring(pool.dataSource()), engine, PATIENCE))
                    .isPresent();
        }
    }

    @Test
    void waitsNoLongerThanItMay() {
        failures.set(Integer.MAX_VALUE);
        assertThatExceptionOfType(DatabaseFailed.class)
                .isThrownBy(() ->
                        FirstDataKey.prepare(keyring(failing("57P03")), engine, Optional.of(Duration.ofMillis(600))))
                .extracting(DatabaseFailed::sqlState)
                .isEqualTo("57P03");
        assertThat(Integer.MAX_VALUE - failures.get()).isBetween(1, 4);
    }

    @Test
    void doesNotWaitWhereWaitingDoesNotHelp() {
        failures.set(Integer.MAX_VALUE);
        assertThatExceptionOfType(DatabaseFailed.class)
                .isThrownBy(() -> FirstDataKey.prepare(keyring(failing("42501")), engine, PATIENCE));
        assertThat(failures).hasValue(Integer.MAX_VALUE - 1);
    }

    private static Keyring keyring(DataSource connections) {
        return Keyring.builder(connections).masterKey(TestKeys.masterKey()).build();
    }

    /** The database, which refuses some connections first. */
    private DataSource failing(String sqlState) {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, values) -> {
                    if (method.getName().equals("getConnection") && failures.getAndDecrement() > 0) {
                        throw new SQLException("refused", sqlState);
                    }
                    return method.invoke(database.dataSource(), values);
                });
    }
}
