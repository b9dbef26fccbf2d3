package io.netraven.launcher.internal.config;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns texts into settings, and adds a problem for each that it cannot. */
final class SettingsBuilder {

    private static final int IDENTIFIER_BYTES = 63;
    private static final String VERIFY_FULL = "verify-full";
    private static final List<String> TLS_MODES =
            List.of("disable", "allow", "prefer", "require", "verify-ca", VERIFY_FULL);

    private final Map<Setting, String> values;
    private final Set<Setting> ofUrl;
    private final Map<String, String> urlProperties;
    private final List<String> problems;

    /**
     * Creates a builder.
     *
     * @param ofUrl which of the values were in a URL: no problem quotes them, as any part of a URL may be a misplaced
     *     password
     */
    SettingsBuilder(
            Map<Setting, String> values, Set<Setting> ofUrl, Map<String, String> urlProperties, List<String> problems) {
        this.values = values;
        this.ofUrl = ofUrl;
        this.urlProperties = urlProperties;
        this.problems = problems;
    }

    /** Builds settings that are only good for use if no problem was added. */
    Settings build(boolean database) {
        return new Settings(
                database ? Optional.of(endpoint()) : Optional.empty(),
                namespace(),
                roles(),
                waiting(),
                duration(Setting.LOCK_TIMEOUT, 60),
                duration(Setting.STATEMENT_TIMEOUT, 60),
                duration(Setting.ACCESS_GRACE, 0),
                flag(Setting.STRICT, false),
                flag(Setting.EXTENSIONS, true),
                Optional.ofNullable(values.get(Setting.MODEL)),
                number(Setting.POOL_SIZE, 10, 1, 1_000),
                retention(Setting.AUDIT_DAYS),
                retention(Setting.HISTORY_DAYS),
                secret(Setting.ENCRYPTION_KEY),
                previousEncryptionKey());
    }

    private Optional<Secret> previousEncryptionKey() {
        Optional<Secret> previous = secret(Setting.ENCRYPTION_KEY_PREVIOUS);
        if (previous.isPresent() && !values.containsKey(Setting.ENCRYPTION_KEY)) {
            problems.add(
                    "NETRAVEN_ENCRYPTION_KEY_PREVIOUS is set, and NETRAVEN_ENCRYPTION_KEY is not: set the master key"
                            + " that takes its place too");
        }
        return previous;
    }

    private Optional<Secret> secret(Setting setting) {
        String text = values.get(setting);
        return text == null ? Optional.empty() : Optional.of(new Secret(text));
    }

    private Endpoint endpoint() {
        if (values.get(Setting.HOST) == null && !values.containsKey(Setting.URL)) {
            problems.add("No database is named: set DATABASE_URL, or POSTGRES_HOST, POSTGRES_DB, POSTGRES_USER and"
                    + " POSTGRES_PASSWORD_FILE");
        }
        return new Endpoint(
                servers(),
                values.getOrDefault(Setting.DATABASE, "netraven"),
                values.getOrDefault(Setting.USER, "netraven"),
                secret(Setting.PASSWORD),
                properties());
    }

    /** Pairs hosts with ports as libpq does: one port for all, or one for each. */
    private List<String> servers() {
        List<String> hosts = items(values.getOrDefault(Setting.HOST, "localhost"));
        List<String> ports = items(values.getOrDefault(Setting.PORT, "5432"));
        if (ports.size() != 1 && ports.size() != hosts.size()) {
            problems.add("There are " + hosts.size() + " hosts and " + ports.size()
                    + " ports: name one port for all, or one for each");
            return List.of();
        }
        List<String> servers = new ArrayList<>();
        for (int i = 0; i < hosts.size(); i++) {
            servers.add(server(hosts.get(i), ports.get(ports.size() == 1 ? 0 : i)));
        }
        return servers;
    }

    private String server(String host, String port) {
        if (!isHost(host)) {
            problem(Setting.HOST, quoted(Setting.HOST, host) + " is no host name");
        }
        int number = port.isEmpty() ? 5432 : parse(Setting.PORT, port, 1, 65_535);
        boolean bareIpv6 = host.indexOf(':') >= 0 && !host.startsWith("[");
        return (bareIpv6 ? "[" + host + "]" : host) + ":" + number;
    }

    private static boolean isHost(String host) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String name = bracketed ? host.substring(1, host.length() - 1) : host;
        return !name.isEmpty()
                && name.chars().noneMatch(SettingsBuilder::endsHost)
                && ((!bracketed && name.indexOf(':') < 0) || isIpv6(name));
    }

    /** What would go on as another part of the driver's URL. */
    private static boolean endsHost(int c) {
        return c <= ' ' || c == 0x7F || "/?#@&\\[]".indexOf(c) >= 0;
    }

    /** An address, and a zone behind a percent sign (RFC 4291, 4007). The driver tells whether it is a right one. */
    private static boolean isIpv6(String name) {
        int zone = name.indexOf('%');
        String address = zone < 0 ? name : name.substring(0, zone);
        return address.indexOf(':') >= 0
                && address.chars().allMatch(c -> Character.digit(c, 16) >= 0 || c == ':' || c == '.');
    }

    private static List<String> items(String list) {
        List<String> items = new ArrayList<>();
        int start = 0;
        for (int comma = list.indexOf(','); comma >= 0; comma = list.indexOf(',', start)) {
            items.add(list.substring(start, comma).strip());
            start = comma + 1;
        }
        items.add(list.substring(start).strip());
        return items;
    }

    private Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>(urlProperties);
        String mode = values.get(Setting.TLS_MODE);
        if (mode != null) {
            if (!TLS_MODES.contains(mode)) {
                problem(
                        Setting.TLS_MODE,
                        quoted(Setting.TLS_MODE, mode) + " is unknown: one of " + String.join(", ", TLS_MODES));
            }
            properties.put("sslmode", mode);
        }
        String certificate = values.get(Setting.TLS_ROOT_CERTIFICATE);
        if (certificate != null) {
            properties.put("sslrootcert", certificate);
        }
        if ("system".equals(certificate)) {
            // As libpq has it: anybody can have a public authority sign a certificate, for a name of their own.
            properties.putIfAbsent("sslmode", VERIFY_FULL);
            if (!VERIFY_FULL.equals(properties.get("sslmode"))) {
                problem(Setting.TLS_MODE, "has to be verify-full where the root certificate is system");
            }
        }
        // pgjdbc counts in whole seconds, and takes 0 for "no limit".
        long seconds = Math.max(1, duration(Setting.CONNECT_TIMEOUT, 10).toSeconds());
        properties.put("connectTimeout", Long.toString(seconds));
        return properties;
    }

    private String namespace() {
        String namespace = values.getOrDefault(Setting.NAMESPACE, "netraven");
        if (!isPlainIdentifier(namespace) || namespace.startsWith("pg_") || namespace.equals("information_schema")) {
            problem(
                    Setting.NAMESPACE,
                    "\"" + namespace + "\" cannot be used: lower-case letters, digits and underscores, a letter or"
                            + " underscore first, " + IDENTIFIER_BYTES + " at most, not pg_...");
        }
        return namespace;
    }

    private Map<String, String> roles() {
        Map<String, String> roles = new LinkedHashMap<>();
        role(roles, Setting.APPLICATION_ROLE, "application");
        role(roles, Setting.READ_ONLY_ROLE, "read_only");
        role(roles, Setting.ROTATION_ROLE, "rotation");
        return roles;
    }

    private void role(Map<String, String> roles, Setting setting, String word) {
        String name = values.get(setting);
        if (name == null) {
            return;
        }
        if (!isPlainIdentifier(name) || name.startsWith("pg_") || name.equals("public")) {
            problem(
                    setting,
                    "\"" + name + "\" cannot be used: lower-case letters, digits and underscores, a letter or"
                            + " underscore first, " + IDENTIFIER_BYTES + " at most, neither pg_... nor public");
        }
        if (roles.containsValue(name)) {
            problem(setting, "\"" + name + "\" has another part already: name a role for each");
        }
        roles.put(word, name);
    }

    private static boolean isPlainIdentifier(String text) {
        if (text.isEmpty() || text.getBytes(StandardCharsets.UTF_8).length > IDENTIFIER_BYTES) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || c == '_';
            boolean digit = c >= '0' && c <= '9';
            if (!letter && !(digit && i > 0)) {
                return false;
            }
        }
        return true;
    }

    private Optional<Duration> waiting() {
        return "forever".equals(values.get(Setting.WAIT)) ? Optional.empty() : Optional.of(duration(Setting.WAIT, 60));
    }

    private Duration duration(Setting setting, int defaultSeconds) {
        String text = values.get(setting);
        if (text != null) {
            try {
                return Durations.parse(text);
            } catch (IllegalArgumentException e) {
                problem(
                        setting,
                        ofUrl.contains(setting)
                                ? quoted(setting, text) + " is no number of seconds"
                                : String.valueOf(e.getMessage()));
            }
        }
        return Duration.ofSeconds(defaultSeconds);
    }

    private Optional<Retention> retention(Setting setting) {
        String text = values.get(setting);
        Optional<Retention> retention = text == null ? Optional.empty() : Retention.parse(text);
        if (text != null && retention.isEmpty()) {
            problem(
                    setting,
                    quoted(setting, text) + " is neither a number of days from 1 to " + Retention.MOST_DAYS
                            + " nor the word setting");
        }
        return retention;
    }

    private boolean flag(Setting setting, boolean otherwise) {
        String text = values.get(setting);
        if (text == null) {
            return otherwise;
        }
        switch (text) {
            case "true", "on" -> {
                return true;
            }
            case "false", "off" -> {
                return false;
            }
            default -> {
                problem(setting, "\"" + text + "\" is neither true (on) nor false (off)");
                return otherwise;
            }
        }
    }

    private int number(Setting setting, int otherwise, int least, int most) {
        String text = values.get(setting);
        return text == null ? otherwise : parse(setting, text, least, most);
    }

    private int parse(Setting setting, String text, int least, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, with the numbers that are out of range.
        }
        problem(setting, quoted(setting, text) + " is no number from " + least + " to " + most);
        return least;
    }

    private String quoted(Setting setting, String text) {
        return ofUrl.contains(setting) ? "what the database URL has there" : "\"" + text + "\"";
    }

    private void problem(Setting setting, String what) {
        problems.add(setting.words() + ": " + what);
    }
}
