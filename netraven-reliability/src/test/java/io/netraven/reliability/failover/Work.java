package io.netraven.reliability.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.credentials.CredentialStore;
import io.netraven.credentials.NewCredential;
import io.netraven.credentials.Outcome;
import io.netraven.credentials.Secret;
import io.netraven.credentials.SecretPart;
import io.netraven.credentials.testing.SampleData;
import io.netraven.credentials.testing.TestKeys;
import io.netraven.launcher.Configuration;
import io.netraven.launcher.NetRaven;
import io.netraven.launcher.testing.Await;
import io.netraven.launcher.testing.Sql;
import io.netraven.model.tag.Tag;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A service at its work, with NetRaven and its pool within it: it stores entities, adds credentials and records how
 * logins ended, each as fast as it can. What was acknowledged is kept outside of the database. It does nothing about
 * a failure but go on with the next piece.
 */
public final class Work implements AutoCloseable {

    private static final int LONGEST_END_MILLIS = 120_000;

    private final NetRaven netRaven;
    private final UUID device;
    private final UUID tag;
    private final UUID shared;
    private final List<Worker> workers;

    private Work(NetRaven netRaven) {
        this.netRaven = netRaven;
        SampleData sample = SampleData.in(netRaven.dataSource());
        tag = sample.tag("shared");
        device = sample.device("core-1", tag);
        shared = add("shared");
        Worker entities = new Worker("entity", this::persist);
        Worker credentials = new Worker("credential", this::add);
        Worker results = new Worker("result", this::report);
        workers = List.of(entities, credentials, results);
        workers.forEach(Thread::start);
    }

    /** Makes the schema and starts to work; returns when all of it has been acknowledged at least once. */
    public static Work start(Hosts hosts) {
        Work work = new Work(NetRaven.start(Configuration.builder()
                .environment(hosts.environment())
                .masterKey(TestKeys.masterKey())
                .build()));
        work.goesOn();
        return work;
    }

    private void persist(String name) {
        netRaven.entityManagerFactory().runInTransaction(entities -> entities.persist(new Tag(name)));
    }

    private UUID add(String name) {
        try (Secret secret = Secret.ofString(name)) {
            return store().add(NewCredential.named(name, "backup")
                    .password(secret)
                    .tag(tag, 1)
                    .build());
        }
    }

    private void report(String name) {
        store().record(shared, device, tag, Outcome.ACCEPTED);
    }

    private CredentialStore store() {
        return netRaven.credentials();
    }

    /** Waits until each kind of work that is begun from now on has been acknowledged once. */
    public void goesOn() {
        long now = System.nanoTime();
        Await.until(() -> workers.stream().allMatch(worker -> worker.hasAcknowledgedSince(now)));
    }

    /** Ends the work, and fails unless all is in the database that was acknowledged, once, and nothing that was not asked. */
    public void verify(Connection connection) throws SQLException {
        end();
        verify(workers.get(0), names(connection, "tags", "entity"));
        Set<String> credentials = names(connection, "credentials", "credential");
        verify(workers.get(1), credentials);
        for (String name : credentials) {
            UUID id = store().findByName(name).orElseThrow().id();
            try (Secret secret = store().reveal(id, SecretPart.PASSWORD).orElseThrow()) {
                assertThat(new String(secret.reveal()))
                        .as("the secret of " + name)
                        .isEqualTo(name);
            }
        }
        Worker results = workers.get(2);
        for (String counter : List.of(
                "credentials WHERE id = '" + shared + "'",
                "credential_tags WHERE credential_id = '" + shared + "'",
                "device_credentials WHERE credential_id = '" + shared + "'")) {
            assertThat(count(connection, counter))
                    .as("results counted in " + counter)
                    .isBetween(
                            results.acknowledged().size(),
                            results.acknowledged().size() + results.doubtful().size());
        }
    }

    private static void verify(Worker worker, Set<String> found) {
        assertThat(found).as("what was acknowledged").containsAll(worker.acknowledged());
        found.removeAll(worker.acknowledged());
        assertThat(worker.doubtful()).as("what was tried without an answer").containsAll(found);
    }

    private static Set<String> names(Connection connection, String table, String kind) throws SQLException {
        Set<String> names = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT name FROM netraven." + table + " WHERE name LIKE '" + kind + "-%'")) {
            while (row.next()) {
                assertThat(names.add(row.getString(1))).as("is there once").isTrue();
            }
        }
        return names;
    }

    private static int count(Connection connection, String which) throws SQLException {
        return Integer.parseInt(Sql.ask(connection, "SELECT sum(success_count) FROM netraven." + which));
    }

    /** How many pieces were acknowledged. */
    public int acknowledged() {
        return workers.stream().mapToInt(worker -> worker.acknowledged().size()).sum();
    }

    private void end() {
        workers.forEach(Worker::finish);
        for (Worker worker : workers) {
            try {
                worker.join(LONGEST_END_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            assertThat(worker.isAlive()).as(worker.getName() + " hangs").isFalse();
        }
    }

    @Override
    public void close() {
        workers.forEach(Worker::finish);
        netRaven.close();
    }
}
