package io.netraven.launcher.testing;

import io.netraven.schema.testing.ScratchDatabase;
import java.util.HashMap;
import java.util.Map;

/**
 * Where a process connects, as its environment says it.
 *
 * @param host name or address
 * @param port TCP port
 * @param database its name
 * @param user the role
 * @param password the role's password, empty for none
 */
public record Login(String host, int port, String database, String user, String password) {

    public static final String LOOPBACK = "127.0.0.1";

    public static Login of(ScratchDatabase database) {
        return new Login(LOOPBACK, database.port(), database.name(), database.user(), database.password());
    }

    public Login as(String role, String withPassword) {
        return new Login(host, port, database, role, withPassword);
    }

    public Login to(String otherDatabase) {
        return new Login(host, port, otherDatabase, user, password);
    }

    public Login at(String otherHost, int otherPort) {
        return new Login(otherHost, otherPort, database, user, password);
    }

    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "POSTGRES_HOST", host,
                "POSTGRES_PORT", Integer.toString(port),
                "POSTGRES_DB", database,
                "POSTGRES_USER", user));
        if (!password.isEmpty()) {
            environment.put("POSTGRES_PASSWORD", password);
        }
        return environment;
    }
}
