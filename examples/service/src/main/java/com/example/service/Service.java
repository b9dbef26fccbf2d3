package com.example.service;

import io.netraven.credentials.Candidate;
import io.netraven.credentials.DeviceLogin;
import io.netraven.credentials.NewCredential;
import io.netraven.credentials.Outcome;
import io.netraven.credentials.Secret;
import io.netraven.launcher.Configuration;
import io.netraven.launcher.NetRaven;
import io.netraven.model.tag.Tag;
import java.util.Map;
import java.util.UUID;

/** Stores a credential on the default tag, and offers it to a device. */
public final class Service implements AutoCloseable {

    private final NetRaven netRaven;

    public Service(Map<String, String> environment) {
        netRaven = NetRaven.start(Configuration.from(environment));
    }

    /** Tells whether there is a credential of this name. */
    public boolean has(String name) {
        return netRaven.credentials().findByName(name).isPresent();
    }

    public UUID store(String name, String username, Secret password) {
        return netRaven.credentials()
                .add(NewCredential.named(name, username)
                        .password(password)
                        .tag(Tag.DEFAULT_ID, 90)
                        .build());
    }

    /** Tries the credentials of a device, the best first, and returns the user name that it let in. */
    public String logIn(UUID device) {
        try (DeviceLogin login = netRaven.credentials().loginFor(device)) {
            for (Candidate candidate : login) {
                Outcome outcome = connect(candidate);
                login.report(candidate, outcome);
                if (outcome == Outcome.ACCEPTED) {
                    return candidate.username();
                }
            }
        }
        return "";
    }

    /** Stands for SSH. */
    private static Outcome connect(Candidate candidate) {
        return candidate.password().isPresent() ? Outcome.ACCEPTED : Outcome.REJECTED;
    }

    @Override
    public void close() {
        netRaven.close();
    }

    /** Reads DATABASE_URL, POSTGRES_PASSWORD_FILE and NETRAVEN_ENCRYPTION_KEY_FILE. */
    public static void main(String[] args) {
        try (Service service = new Service(System.getenv());
                Secret password = Secret.ofString("change me")) {
            if (!service.has("core-ssh")) {
                System.out.println("Stored " + service.store("core-ssh", "backup", password));
            }
        }
    }
}
