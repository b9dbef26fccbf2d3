package io.netraven.reliability.load;

import io.netraven.credentials.CredentialStore;
import io.netraven.credentials.NewCredential;
import io.netraven.credentials.Secret;
import io.netraven.credentials.testing.SampleData;
import io.netraven.credentials.testing.TestKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Devices and the credentials that they are logged in to with.
 *
 * @param devices their ids
 * @param credentials name and password of each, by its id
 */
record Fleet(List<UUID> devices, Map<UUID, String> credentials) {

    private static final int TAGS = 10;
    private static final int DEVICES = 500;
    private static final int CREDENTIALS_ON_A_TAG = 6;

    /** Makes them. */
    static Fleet in(DataSource dataSource) {
        SampleData sample = SampleData.in(dataSource);
        List<UUID> devices = new ArrayList<>();
        Map<UUID, String> credentials = new HashMap<>();
        try (CredentialStore store = TestKeys.openStore(dataSource)) {
            for (int number = 0; number < TAGS; number++) {
                UUID tag = sample.tag("tag-" + number);
                for (int i = 0; i < DEVICES / TAGS; i++) {
                    devices.add(sample.device("device-" + number + "-" + i, tag));
                }
                for (int i = 0; i < CREDENTIALS_ON_A_TAG; i++) {
                    String name = "login-" + number + "-" + i;
                    try (Secret password = Secret.ofString("password of " + name)) {
                        credentials.put(
                                store.add(NewCredential.named(name, name)
                                        .password(password)
                                        .tag(tag, 50)
                                        .build()),
                                name);
                    }
                }
            }
        }
        return new Fleet(devices, credentials);
    }
}
