package io.netraven.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.ServiceStatus.Connections;
import io.netraven.launcher.internal.connect.ConnectionPool;
import io.netraven.launcher.testing.Await;
import io.netraven.launcher.testing.Sql;
import io.netraven.schema.SchemaEngine;
import io.netraven.schema.testing.TestDatabase;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ServiceStatusTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod();

    private static NetRaven start() {
        return NetRaven.start(Configuration.builder()
                .host(database.host())
                .port(database.port())
                .database(database.name())
                .login(database.user(), database.password())
                .poolSize(3)
                .build());
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = database.connect()) {
            Sql.execute(connection, sql);
        }
    }

    @Test
    void isReadyWhileTheSchemaIsAsItWasMade() {
        try (NetRaven netRaven = start()) {
            ServiceStatus status = netRaven.status();

            assertThat(status.problems()).isEmpty();
            assertThat(status.isReady()).isTrue();
            assertThat(status.took()).isPositive();
        }
    }

    @Test
    void tellsWhatThePoolsConnectionsDo() throws SQLException {
        try (NetRaven netRaven = start();
                Connection held = netRaven.dataSource().getConnection()) {
            assertThat(held.isValid(60)).isTrue();
            // The pool takes back what the start used a moment after it was closed, on a thread of its own.
            Await.until(() -> netRaven.connections().orElseThrow().busy() == 1);

            Connections pool = netRaven.status().pool().orElseThrow();

            assertThat(pool.busy()).isEqualTo(1);
            assertThat(pool.open()).isBetween(1, 3);
            assertThat(pool.waiting()).isZero();
            assertThat(pool.maximum()).isEqualTo(3);
        }
    }

    @Test
    void tellsOfAConnectionUntilItIsGivenBack() throws SQLException {
        try (NetRaven netRaven = start()) {
            try (Connection held = netRaven.dataSource().getConnection();
                    Connection another = netRaven.dataSource().getConnection()) {
                assertThat(held.isValid(60) && another.isValid(60)).isTrue();
                Await.until(() -> netRaven.connections().orElseThrow().busy() == 2);
            }
            Await.until(() -> netRaven.connections().orElseThrow().busy() == 0);
        }
    }

    @Test
    void isReadyDespiteAToleratedDifference() throws SQLException {
        try (NetRaven netRaven = start()) {
            run("ALTER TABLE netraven.tags ADD COLUMN icon text");
            assertThat(netRaven.status().isReady()).isTrue();
        }
    }

    @Test
    void isNotReadyOnceTheSchemaIsBroken() throws SQLException {
        try (NetRaven netRaven = start()) {
            run("ALTER TABLE netraven.tags DROP COLUMN color");

            assertThat(netRaven.status().problems())
                    .singleElement()
                    .asString()
                    .contains("tags.color")
                    .contains("Run init");
        }
    }

    @Test
    void isHeldUpByALockForSecondsOnly() throws SQLException {
        try (NetRaven netRaven = start();
                Connection other = database.dataSource().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE netraven.schema_history IN ACCESS EXCLUSIVE MODE");

            ServiceStatus status = netRaven.status();

            assertThat(status.problems()).singleElement().asString().startsWith("A lock was not to be had within 3");
            other.rollback();
        }
    }

    @Test
    void isNotReadyWhileTheDatabaseIsAway() {
        AtomicBoolean away = new AtomicBoolean();
        try (NetRaven netRaven =
                NetRaven.start(Configuration.builder().dataSource(unless(away)).build())) {
            away.set(true);
            ServiceStatus status = netRaven.status();
            away.set(false);

            assertThat(status.problems())
                    .singleElement()
                    .asString()
                    .startsWith("The database was not available")
                    .contains("connection refused");
            assertThat(status.pool()).isEmpty();
            assertThat(netRaven.status().isReady()).isTrue();
        }
    }

    @Test
    void tellsThatThePoolHasNoConnectionLeft() throws SQLException {
        AtomicBoolean away = new AtomicBoolean(true);
        SchemaEngine engine = SchemaEngine.builder(unless(away))
                .model(NetRavenSchema.model())
                .waitAtMost(Duration.ZERO)
                .build();
        try (ConnectionPool pool = ConnectionPool.over(database.dataSource(), 1);
                Connection held = pool.dataSource().getConnection()) {
            assertThat(held.isValid(60)).isTrue();

            ServiceStatus status = new Probe(engine, Optional.of(pool)).look();

            assertThat(status.problems()).hasSize(2).first().asString().startsWith("All 1 connections of the pool");
        }
    }

    @Test
    void isNotReadyAfterTheEnd() {
        NetRaven netRaven = start();
        netRaven.close();
        assertThat(netRaven.status().problems()).containsExactly("NetRaven is closed.");
    }

    /** The database, or nothing while it is away. */
    private static DataSource unless(AtomicBoolean away) {
        return (DataSource) Proxy.newProxyInstance(
                ServiceStatusTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, values) -> {
                    if (away.get() && method.getName().equals("getConnection")) {
                        throw new SQLException("connection refused", "08001");
                    }
                    return method.invoke(database.dataSource(), values);
                });
    }
}
