package io.netraven.schema.testing;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A server that was there before.
 *
 * @param address how to reach it
 */
record ExternalServer(ServerAddress address) implements Server {

    private static final int DEFAULT_PORT = 5432;

    /**
     * Reads a URL: {@code postgresql://user:password@host:port/database?…} or the same behind {@code jdbc:}, with user
     * and password as {@code user} and {@code password} in the query if preferred.
     */
    static ExternalServer at(String url) {
        URI uri = parse(url);
        Map<String, String> properties = properties(uri.getRawQuery());
        String[] userInfo = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        String user = userInfo.length > 0 ? decoded(userInfo[0]) : properties.getOrDefault("user", "postgres");
        String password = userInfo.length > 1 ? decoded(userInfo[1]) : properties.getOrDefault("password", "");
        properties.keySet().removeAll(Arrays.asList("user", "password"));
        String database =
                uri.getRawPath() == null ? "" : decoded(uri.getRawPath().replaceFirst("^/", ""));
        return new ExternalServer(new ServerAddress(
                uri.getHost(),
                uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                user,
                password,
                database.isEmpty() ? "postgres" : database,
                properties));
    }

    private static URI parse(String url) {
        try {
            URI uri = new URI(url.replaceFirst("^jdbc:", ""));
            if (uri.getHost() != null && Arrays.asList("postgresql", "postgres").contains(uri.getScheme())) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Told below: the exception would repeat the URL, and with it the password.
        }
        throw new IllegalArgumentException(
                Settings.DATABASE_URL + " is not of the form [jdbc:]postgresql://user:password@host:port/database");
    }

    private static Map<String, String> properties(String rawQuery) {
        Map<String, String> properties = new HashMap<>();
        if (rawQuery != null) {
            for (String pair : rawQuery.split("&", -1)) {
                String[] parts = pair.split("=", 2);
                properties.put(decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "");
            }
        }
        return properties;
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public Optional<String> log() {
        return Optional.empty();
    }

    @Override
    public void stop() {}
}
