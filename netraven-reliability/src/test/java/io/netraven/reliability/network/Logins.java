package io.netraven.reliability.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netraven.credentials.CredentialImport;
import io.netraven.credentials.CredentialQuery;
import io.netraven.credentials.CredentialStore;
import io.netraven.credentials.Secret;
import io.netraven.credentials.SecretPart;
import io.netraven.credentials.StoredCredential;
import io.netraven.credentials.testing.TestKeys;
import io.netraven.launcher.NetRavenSchema;
import io.netraven.launcher.internal.connect.ConnectionPool;
import io.netraven.launcher.testing.Database;
import io.netraven.schema.SchemaEngine;
import io.netraven.schema.testing.Template;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Credentials whose secrets are known: the file of them, a database with them, and whether they are as they were. */
final class Logins {

    /** Those of {@link #ALL}. */
    static final int COUNT = 120;

    /** The schema and a data key. */
    static final Template NONE = new Template("network_no_logins", empty -> {
        prepare(empty);
        TestKeys.openStore(empty).close();
    });

    /** All of them. */
    static final Template ALL = new Template("network_logins", empty -> {
        prepare(empty);
        try (CredentialStore store = TestKeys.openStore(empty)) {
            CredentialImport.into(store)
                    .json(new ByteArrayInputStream(file(COUNT).getBytes(UTF_8)));
        }
    });

    private Logins() {}

    private static void prepare(DataSource empty) {
        SchemaEngine.builder(empty).model(NetRavenSchema.model()).build().initialize();
    }

    /** One object a line. */
    static String file(int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append("{\"name\": \"")
                    .append(name(i))
                    .append("\", \"username\": \"backup\", \"password\": \"")
                    .append(password(name(i)))
                    .append("\"}\n");
        }
        return lines.toString();
    }

    private static String name(int number) {
        return "login-" + number;
    }

    private static String password(String name) {
        return "hidden-" + name;
    }

    /** Tells which do not open, or hold something else, of those that are there; of very many, of each fifth. */
    static List<String> damaged(Database database) {
        List<String> damaged = new ArrayList<>();
        try (ConnectionPool pool = ConnectionPool.over(database.scratch().dataSource(), 1);
                CredentialStore store = TestKeys.openStore(pool.dataSource())) {
            List<StoredCredential> there =
                    store.list(CredentialQuery.all().limit(1_000)).credentials();
            for (int i = 0; i < there.size(); i += there.size() > COUNT ? 5 : 1) {
                StoredCredential credential = there.get(i);
                Optional<Secret> secret = store.reveal(credential.id(), SecretPart.PASSWORD);
                if (secret.isEmpty() || !new String(secret.get().reveal()).equals(password(credential.name()))) {
                    damaged.add(credential.name());
                }
                secret.ifPresent(Secret::close);
            }
        }
        return damaged;
    }
}
