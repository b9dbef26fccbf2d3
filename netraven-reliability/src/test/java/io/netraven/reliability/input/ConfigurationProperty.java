package io.netraven.reliability.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netraven.launcher.ConfigurationException;
import io.netraven.launcher.internal.config.Endpoint;
import io.netraven.launcher.internal.config.Retention;
import io.netraven.launcher.internal.config.Secret;
import io.netraven.launcher.internal.config.Settings;
import io.netraven.launcher.internal.config.SettingsReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The environment, {@code NAME=value} a line; behind a line {@code ---} the configuration file; behind another one a file
 * that {@code secret} is the name of.
 */
final class ConfigurationProperty implements Property {

    private static final Set<String> SECRET =
            Set.of("DATABASE_URL", "POSTGRES_PASSWORD", "NETRAVEN_ENCRYPTION_KEY", "NETRAVEN_ENCRYPTION_KEY_PREVIOUS");

    private final Scratch scratch = Scratch.create();

    @Override
    public void check(byte[] input) throws IOException {
        String[] parts = new String(input, UTF_8).split("\n---\n", 3);
        Map<String, String> environment = environment(parts[0]);
        boolean openly = isOpen(environment);
        scratch.clear();
        if (parts.length > 1) {
            scratch.file("file", parts[1].getBytes(UTF_8));
            environment.put("NETRAVEN_CONFIG_FILE", "file");
            openly |= isOpen(properties(parts[1]));
        }
        if (parts.length > 2) {
            scratch.file("secret", parts[2].getBytes(UTF_8));
            openly |= Marker.isIn(parts[2]);
        }
        check(environment, openly);
    }

    private void check(Map<String, String> environment, boolean openly) {
        Settings settings;
        try {
            settings = SettingsReader.readWithMasterKeys(Map.of(), environment, scratch.folder(), true);
        } catch (ConfigurationException e) {
            if (!openly) {
                e.problems().forEach(Marker::isNotIn);
            }
            return;
        }
        Map<String, String> written = write(settings);
        Settings again = SettingsReader.readWithMasterKeys(Map.of(), written, scratch.folder(), true);
        if (!facts(again).equals(facts(settings))) {
            throw new AssertionError(facts(settings) + " was read again as " + facts(again));
        }
    }

    private static Map<String, String> environment(String lines) {
        Map<String, String> environment = new HashMap<>();
        for (String line : lines.split("\n", -1)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                String name = line.substring(0, equals);
                String value = line.substring(equals + 1);
                // Nothing outside of the folder is read.
                boolean file = name.endsWith("_FILE");
                environment.put(name, file ? value.replace('/', '_') : value);
            }
        }
        return environment;
    }

    private static Map<String, String> properties(String text) throws IOException {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IllegalArgumentException e) {
            return Map.of();
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }

    /** Whether the marker stands where there is no secret, and may be told. */
    private static boolean isOpen(Map<String, String> values) {
        return values.entrySet().stream()
                .anyMatch(entry -> Marker.isIn(entry.getKey())
                        || (!SECRET.contains(entry.getKey()) && Marker.isIn(entry.getValue())));
    }

    private static Map<String, String> write(Settings settings) {
        Endpoint endpoint = settings.endpoint().orElseThrow();
        Map<String, String> written = new HashMap<>();
        written.put("DATABASE_URL", url(endpoint));
        written.put("NETRAVEN_NAMESPACE", settings.namespace());
        role(written, settings, "NETRAVEN_APPLICATION_ROLE", "application");
        role(written, settings, "NETRAVEN_READ_ONLY_ROLE", "read_only");
        role(written, settings, "NETRAVEN_ROTATION_ROLE", "rotation");
        written.put(
                "NETRAVEN_WAIT",
                settings.waitAtMost().map(DurationProperty::write).orElse("forever"));
        duration(written, "NETRAVEN_LOCK_TIMEOUT", settings.lockTimeout());
        duration(written, "NETRAVEN_STATEMENT_TIMEOUT", settings.statementTimeout());
        duration(written, "NETRAVEN_ACCESS_GRACE", settings.accessGrace());
        days(written, "NETRAVEN_AUDIT_DAYS", settings.auditRetention());
        days(written, "NETRAVEN_HISTORY_DAYS", settings.historyRetention());
        written.put("NETRAVEN_STRICT", Boolean.toString(settings.strict()));
        written.put("NETRAVEN_EXTENSIONS", Boolean.toString(settings.extensions()));
        settings.model().ifPresent(model -> written.put("NETRAVEN_MODEL", model));
        written.put("NETRAVEN_POOL_SIZE", Integer.toString(settings.poolSize()));
        settings.encryptionKey().ifPresent(key -> written.put("NETRAVEN_ENCRYPTION_KEY", key.reveal()));
        settings.previousEncryptionKey()
                .ifPresent(key -> written.put("NETRAVEN_ENCRYPTION_KEY_PREVIOUS", key.reveal()));
        return written;
    }

    private static void role(Map<String, String> written, Settings settings, String variable, String word) {
        Optional.ofNullable(settings.roles().get(word)).ifPresent(role -> written.put(variable, role));
    }

    private static void duration(Map<String, String> written, String variable, Duration duration) {
        written.put(variable, DurationProperty.write(duration));
    }

    private static void days(Map<String, String> written, String variable, Optional<Retention> retention) {
        retention.ifPresent(
                kept -> written.put(variable, kept.days().map(String::valueOf).orElse("setting")));
    }

    private static String url(Endpoint endpoint) {
        String password = endpoint.password()
                .map(Secret::reveal)
                .map(text -> ":" + encoded(text))
                .orElse("");
        return "postgresql://" + encoded(endpoint.user()) + password + "@"
                + endpoint.servers().stream().map(ConfigurationProperty::server).collect(Collectors.joining(",")) + "/"
                + encoded(endpoint.database()) + "?"
                + endpoint.properties().entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                        .collect(Collectors.joining("&"));
    }

    private static String server(String server) {
        int colon = server.lastIndexOf(':');
        String host = server.substring(0, colon);
        return (host.startsWith("[") ? host.replace("%", "%25") : encoded(host)) + server.substring(colon);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    /** All of them, comparable. */
    private static List<Object> facts(Settings settings) {
        Endpoint endpoint = settings.endpoint().orElseThrow();
        return List.of(
                endpoint.servers(),
                endpoint.database(),
                endpoint.user(),
                endpoint.password().map(Secret::reveal),
                endpoint.properties(),
                settings.namespace(),
                settings.roles(),
                settings.waitAtMost(),
                settings.lockTimeout(),
                settings.statementTimeout(),
                settings.accessGrace(),
                settings.auditRetention(),
                settings.historyRetention(),
                settings.strict(),
                settings.extensions(),
                settings.model(),
                settings.poolSize(),
                settings.encryptionKey().map(Secret::reveal),
                settings.previousEncryptionKey().map(Secret::reveal));
    }

    @Override
    public void close() throws IOException {
        scratch.close();
    }
}
