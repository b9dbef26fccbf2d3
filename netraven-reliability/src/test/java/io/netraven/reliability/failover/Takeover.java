package io.netraven.reliability.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.testing.Await;
import io.netraven.launcher.testing.Ended;
import io.netraven.launcher.testing.LauncherProcess;
import io.netraven.launcher.testing.State;
import io.netraven.reliability.Recovery;
import io.netraven.reliability.SampleSecrets;
import io.netraven.reliability.StoredSecrets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;

/** Trials of one fault in the middle of something, each on a database of its own. */
public final class Takeover {

    private static final int UNAVAILABLE = 3;
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int ROWS = 400;
    private static final int LONGEST_WORK_MILLIS = 800;

    private final Servers servers;
    private final Random random;
    private final String masterKey;
    private Duration wholeInit = Duration.ZERO;
    private Duration wholeRotation = Duration.ZERO;
    private int databases;

    /**
     * Prepares trials.
     *
     * @param random says at which moments
     * @param folder for a master key
     */
    public Takeover(Servers servers, Random random, Path folder) {
        this.servers = servers;
        this.random = random;
        this.masterKey = SampleSecrets.masterKeyOption(folder);
    }

    private Hosts database() throws SQLException {
        servers.heal();
        return servers.create("trial_" + ++databases);
    }

    private void drop(Hosts hosts) throws SQLException {
        servers.hosts().execute("DROP DATABASE " + hosts.database() + " WITH (FORCE)");
    }

    private Duration within(Duration whole) {
        return Duration.ofMillis((long) (whole.toMillis() * random.nextDouble()));
    }

    /** {@code init} on an empty database. It may end before the fault; it may not fail. */
    public Recovery init(Fault fault) throws Exception {
        if (wholeInit.isZero()) {
            Hosts untouched = database();
            wholeInit = untouched.run("init").succeededWith("CREATED").took();
            drop(untouched);
        }
        Hosts hosts = database();
        long struck;
        boolean interrupted;
        Ended ended;
        long end;
        try (LauncherProcess init = hosts.start("init")) {
            Await.pause(within(wholeInit));
            interrupted = init.isAlive();
            struck = System.nanoTime();
            fault.strike();
            ended = init.await();
            end = System.nanoTime();
        }
        ended.succeeded();
        Hosts after = servers.hosts().to(hosts.database());
        after.awaitWrites();
        try (Connection connection = after.connect()) {
            assertThat(State.of(connection)).isEqualTo(State.COMPLETE);
        }
        after.run("init").succeededWith("UP_TO_DATE");
        drop(after);
        return interrupted ? Recovery.after(Duration.ofNanos(end - struck)) : Recovery.SURVIVED;
    }

    /** A rotation of some hundred credentials. It may end with exit code 3; the next one has to do the rest. */
    public Recovery rotation(Fault fault) throws Exception {
        Hosts hosts = database();
        hosts.run("init").succeeded();
        fill(hosts);
        if (wholeRotation.isZero()) {
            wholeRotation = rotate(hosts, "--force").succeeded().took();
        }
        int before = keys(hosts);
        long struck;
        Ended ended;
        try (LauncherProcess rotation = startRotation(hosts, "--force")) {
            if (random.nextBoolean()) {
                Await.until(() -> keys(hosts) > before || !rotation.isAlive());
            } else {
                Await.pause(within(wholeRotation));
            }
            struck = System.nanoTime();
            fault.strike();
            ended = rotation.await();
        }
        if (ended.exitCode() != 0) {
            assertThat(ended.failedWith(UNAVAILABLE)).contains("The database failed");
        }
        Hosts after = servers.hosts().to(hosts.database());
        Await.until(() -> rotatesAgain(after), LONGEST);
        Recovery recovery = Recovery.since(struck);
        verify(after);
        rotate(after, "--force").succeededWith("ROTATED");
        verify(after);
        drop(after);
        return recovery;
    }

    private static void fill(Hosts hosts) throws SQLException {
        SampleSecrets.store(hosts.hasty(), ROWS);
        // This commit waits for the standby, which then has all before it too.
        hosts.execute("UPDATE netraven.credentials SET version = 0");
    }

    /** How many data keys there are. */
    private static int keys(Hosts hosts) throws SQLException {
        return Integer.parseInt(hosts.ask("SELECT count(*) FROM netraven.encryption_keys"));
    }

    /** Fails unless each opens, is under the active key, and was encrypted once for each key but the first. */
    private static void verify(Hosts hosts) throws SQLException {
        assertThat(hosts.ask("SELECT count(*) FROM netraven.credentials c JOIN netraven.encryption_keys k"
                        + " ON k.id = c.key_id WHERE k.state = 'active' AND c.version = "
                        + (keys(hosts) - 1)))
                .as("rows under the active key, none encrypted twice for it")
                .isEqualTo(Integer.toString(ROWS));
        try (Connection connection = hosts.connect()) {
            SampleSecrets.areWhole(StoredSecrets.read(connection), ROWS);
        }
    }

    private boolean rotatesAgain(Hosts hosts) {
        Ended next = rotate(hosts);
        if (next.exitCode() == UNAVAILABLE) {
            next.failedWith(UNAVAILABLE);
            return false;
        }
        next.succeeded();
        return true;
    }

    /** The work of a service, which goes on by itself. */
    public Recovery work(Fault fault) throws Exception {
        Hosts hosts = database();
        try (Work work = Work.start(hosts)) {
            Await.pause(Duration.ofMillis(random.nextInt(LONGEST_WORK_MILLIS)));
            long struck = System.nanoTime();
            fault.strike();
            work.goesOn();
            Recovery recovery = Recovery.since(struck);
            Await.pause(Duration.ofMillis(random.nextInt(LONGEST_WORK_MILLIS)));
            try (Connection connection = servers.hosts().to(hosts.database()).connect()) {
                work.verify(connection);
            }
            return recovery;
        } finally {
            drop(servers.hosts().to(hosts.database()));
        }
    }

    private LauncherProcess startRotation(Hosts hosts, String... options) {
        return hosts.start(rotation(options));
    }

    private Ended rotate(Hosts hosts, String... options) {
        return hosts.run(rotation(options));
    }

    private String[] rotation(String... options) {
        String all = String.join(" ", options);
        return ("keys rotate --quiet --batch-rows=20 " + masterKey + " " + all)
                .strip()
                .split(" ");
    }
}
