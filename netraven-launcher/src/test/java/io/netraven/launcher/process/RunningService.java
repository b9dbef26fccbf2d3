package io.netraven.launcher.process;

import io.netraven.launcher.testing.Await;
import io.netraven.launcher.testing.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fleet service of one release at its work: one transaction after the other on one connection, with the columns
 * that its release knows, while others do with the schema what they do. Closing it ends its work.
 */
final class RunningService implements AutoCloseable {

    /** So many that the driver has its statements prepared on the server, which is where a change of tables hurts. */
    private static final int WHILE = 20;

    private static final int RADIX = 36;
    private static final long LEAST_PLATE = Long.parseLong("1000000000", RADIX);

    /** A column of a later release than the first, with the value that the service gives it. */
    private record NewColumn(int since, String name, String value) {}

    private static final List<NewColumn> NEW_COLUMNS = List.of(
            new NewColumn(2, "notes", "'washed'"),
            new NewColumn(3, "kind", "'truck'"),
            new NewColumn(4, "depot_code", "'HQ'"));

    private final Connection connection;
    private final String insertVehicle;
    private final String selectVehicle;
    private final Thread thread;
    private volatile boolean stopping;
    private final AtomicInteger transactions = new AtomicInteger();
    private volatile Duration longest = Duration.ZERO;
    private volatile @Nullable Exception failure;

    private RunningService(Connection connection, int release) {
        this.connection = connection;
        List<NewColumn> known =
                NEW_COLUMNS.stream().filter(column -> column.since <= release).toList();
        String names = known.stream().map(column -> ", " + column.name).collect(Collectors.joining());
        String values = known.stream().map(column -> ", " + column.value).collect(Collectors.joining());
        insertVehicle = "INSERT INTO vehicles (id, plate, status" + names + ") VALUES (?, ?, 'moving'" + values + ")";
        selectVehicle = "SELECT plate, status" + names + " FROM vehicles WHERE id = ?";
        thread = new Thread(this::work, "fleet-" + release);
    }

    static RunningService start(Database database, int release) throws SQLException {
        RunningService service = new RunningService(database.connectAsService(), release);
        service.connection.setAutoCommit(false);
        service.thread.start();
        service.works();
        return service;
    }

    /** Waits until it has done some more work. */
    void works() {
        int enough = transactions.get() + WHILE;
        Await.until(() -> transactions.get() >= enough || failure != null);
        failIfItFailed();
    }

    /** Ends its work and returns how many vehicles it has stored, each with a trip; fails where a statement failed. */
    int stop() {
        close();
        failIfItFailed();
        return transactions.get();
    }

    /** The longest of its transactions, which is how long it had to wait for others. */
    Duration longest() {
        return longest;
    }

    private void work() {
        try {
            while (!stopping) {
                long start = System.nanoTime();
                storeAndReadBack(UUID.randomUUID(), plate());
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                longest = took.compareTo(longest) > 0 ? took : longest;
                transactions.incrementAndGet();
                Thread.sleep(1);
            }
        } catch (SQLException | InterruptedException | RuntimeException e) {
            failure = e;
        }
    }

    private void storeAndReadBack(UUID id, String plate) throws SQLException {
        try (PreparedStatement vehicle = connection.prepareStatement(insertVehicle);
                PreparedStatement trip =
                        connection.prepareStatement("INSERT INTO trips (id, vehicle_id, distance) VALUES (?, ?, 7)");
                PreparedStatement query = connection.prepareStatement(selectVehicle)) {
            vehicle.setObject(1, id);
            vehicle.setString(2, plate);
            vehicle.executeUpdate();
            trip.setObject(1, UUID.randomUUID());
            trip.setObject(2, id);
            trip.executeUpdate();
            query.setObject(1, id);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next() || !row.getString(1).equals(plate)) {
                    throw new IllegalStateException("The vehicle " + plate + " cannot be read back");
                }
            }
            connection.commit();
        }
    }

    /** Ten characters, as many as the first release can store, and hardly ever the same. */
    private static String plate() {
        return Long.toString(ThreadLocalRandom.current().nextLong(LEAST_PLATE, LEAST_PLATE * RADIX), RADIX);
    }

    private void failIfItFailed() {
        if (failure != null) {
            throw new AssertionError(thread.getName() + " failed after " + transactions + " transactions", failure);
        }
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join();
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
