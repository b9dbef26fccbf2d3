package io.netraven.trial;

import io.netraven.credentials.Candidate;
import io.netraven.credentials.CredentialStore;
import io.netraven.credentials.DeviceLogin;
import io.netraven.credentials.NewCredential;
import io.netraven.credentials.Outcome;
import io.netraven.credentials.RankedCredential;
import io.netraven.credentials.Secret;
import io.netraven.launcher.NetRaven;
import io.netraven.model.device.Device;
import io.netraven.model.tag.Tag;
import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** A credential with a secret that nobody knows, and a login to the sample device that is only said to have happened. */
final class SampleLogin {

    static final String DEVICE = "core-router-1";

    private static final int SECRET_BYTES = 18;

    private final NetRaven netRaven;
    private final CredentialStore store;

    SampleLogin(NetRaven netRaven) {
        this.netRaven = netRaven;
        this.store = netRaven.credentials();
    }

    /** Stores the credential unless it is there. */
    void storeOnce() {
        if (store.findByName("core-ssh").isPresent()) {
            return;
        }
        UUID tag = netRaven.entityManagerFactory()
                .callInTransaction(
                        manager -> only(manager, "SELECT t FROM Tag t WHERE t.name = ?1", Tag.class, "core-routers")
                                .getId());
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        try (Secret password = Secret.ofString(Base64.getEncoder().encodeToString(random))) {
            store.add(NewCredential.named("core-ssh", "backup")
                    .description("Its password is made up, encrypted, and shown nowhere")
                    .password(password)
                    .tag(tag, 90)
                    .build());
        }
    }

    /** What the device may be tried with, the best first. */
    List<RankedCredential> ranking() {
        return store.rank(device());
    }

    /** Says of the first login that the device accepted it. */
    String logIn() {
        try (DeviceLogin login = store.loginFor(device())) {
            for (Candidate candidate : login) {
                login.report(candidate, Outcome.ACCEPTED);
                return "simulated, accepted as " + candidate.username() + " with "
                        + candidate.credential().map(RankedCredential::name).orElse("the device's own login");
            }
            return "there was nothing to try";
        }
    }

    private UUID device() {
        return netRaven.entityManagerFactory()
                .callInTransaction(
                        manager -> only(manager, "SELECT d FROM Device d WHERE d.hostname = ?1", Device.class, DEVICE)
                                .getId());
    }

    private static <T> T only(EntityManager manager, String query, Class<T> type, String name) {
        return manager.createQuery(query, type).setParameter(1, name).getSingleResult();
    }
}
