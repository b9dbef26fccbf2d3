package io.netraven.launcher.internal.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One database to connect to.
 *
 * @param servers {@code host:port} each; with several the primary among them is used
 * @param database its name
 * @param user the role
 * @param password the role's password, absent where the server asks for none
 * @param properties further connection properties, by the names of pgjdbc
 */
public record Endpoint(
        List<String> servers, String database, String user, Optional<Secret> password, Map<String, String> properties) {

    public Endpoint {
        servers = List.copyOf(servers);
        properties = Map.copyOf(properties);
    }

    /** The endpoint for people, without a secret: neither password nor properties. */
    @Override
    public String toString() {
        return "postgresql://" + user + "@" + String.join(",", servers) + "/" + database;
    }
}
