package io.netraven.reliability.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.credentials.Candidate;
import io.netraven.credentials.CredentialQuery;
import io.netraven.credentials.CredentialStore;
import io.netraven.credentials.DeviceLogin;
import io.netraven.credentials.Outcome;
import io.netraven.credentials.testing.TestKeys;
import io.netraven.launcher.Configuration;
import io.netraven.launcher.NetRaven;
import io.netraven.launcher.testing.Login;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

/**
 * A service with a pool of its own that logs in to devices and reports how it went, until it is told to stop.
 *
 * @param netRaven its own
 * @param fleet devices and credentials
 * @param results what it reports, counted here too
 * @param random which devices, and how they answer
 * @param goesOn whether to go on
 */
record Service(NetRaven netRaven, Fleet fleet, Results results, Random random, BooleanSupplier goesOn)
        implements Callable<Integer> {

    private static final int POOL_SIZE = 3;
    private static final int REJECTED_OF_A_HUNDRED = 2;
    private static final int UNREACHABLE_OF_A_HUNDRED = 5;
    private static final int BETWEEN_STATISTICS = 50;

    /** Works, and returns how many devices it logged in to. */
    @Override
    public Integer call() {
        int devices = 0;
        while (goesOn.getAsBoolean()) {
            logIn(fleet.devices().get(random.nextInt(fleet.devices().size())));
            if (++devices % BETWEEN_STATISTICS == 0) {
                look();
            }
        }
        return devices;
    }

    private void logIn(UUID device) {
        try (DeviceLogin attempts = netRaven.credentials().loginFor(device)) {
            for (Candidate candidate : attempts) {
                results.revealed();
                UUID id = candidate.credential().orElseThrow().credentialId();
                assertThat(new String(candidate.password().orElseThrow().reveal()))
                        .isEqualTo("password of " + fleet.credentials().get(id));
                Outcome outcome = answer();
                attempts.report(candidate, outcome);
                if (outcome == Outcome.ACCEPTED) {
                    results.accepted(id);
                } else if (outcome == Outcome.REJECTED) {
                    results.rejected(id, device, candidate.username());
                }
            }
        }
    }

    private Outcome answer() {
        int number = random.nextInt(100);
        if (number < REJECTED_OF_A_HUNDRED) {
            return Outcome.REJECTED;
        }
        return number < REJECTED_OF_A_HUNDRED + UNREACHABLE_OF_A_HUNDRED ? Outcome.UNREACHABLE : Outcome.ACCEPTED;
    }

    /** Reads by way of the store, and of the entities. */
    private void look() {
        CredentialStore store = netRaven.credentials();
        assertThat(store.statistics().credentials())
                .isEqualTo(fleet.credentials().size());
        assertThat(store.list(CredentialQuery.all().limit(fleet.credentials().size()))
                        .credentials())
                .hasSameSizeAs(fleet.credentials().keySet());
        Long devices = netRaven.entityManagerFactory()
                .callInTransaction(entities -> entities.createQuery("SELECT count(d) FROM Device d", Long.class)
                        .getSingleResult());
        assertThat(devices).isEqualTo(fleet.devices().size());
    }

    /** Opens what a service has for itself, a pool included; the first one also finds the schema ready. */
    static NetRaven open(Login login) {
        return NetRaven.start(Configuration.builder()
                .host(login.host())
                .port(login.port())
                .database(login.database())
                .login(login.user(), login.password())
                .masterKey(TestKeys.masterKey())
                .poolSize(POOL_SIZE)
                .build());
    }
}
