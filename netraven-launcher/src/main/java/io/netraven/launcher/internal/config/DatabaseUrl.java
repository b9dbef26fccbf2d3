package io.netraven.launcher.internal.config;

import java.sql.DriverPropertyInfo;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * A database URL taken apart: libpq's form (PostgreSQL manual, 32.1.1.2, connection URIs) or pgjdbc's. A part that the
 * URL leaves out is left out here. No message contains a part of the URL: any of them may be a misplaced password.
 */
final class DatabaseUrl {

    private final Map<Setting, String> parts = new EnumMap<>(Setting.class);
    private final Map<String, String> properties = new LinkedHashMap<>();

    private DatabaseUrl() {}

    /**
     * Takes a URL apart.
     *
     * @throws IllegalArgumentException saying what is wrong, without a part of the URL
     */
    static DatabaseUrl parse(String url) {
        DatabaseUrl result = new DatabaseUrl();
        if (url.startsWith("jdbc:postgresql://")) {
            result.read(url.substring("jdbc:postgresql://".length()), true);
        } else if (url.startsWith("postgresql://")) {
            result.read(url.substring("postgresql://".length()), false);
        } else if (url.startsWith("postgres://")) {
            result.read(url.substring("postgres://".length()), false);
        } else {
            throw new IllegalArgumentException(
                    "has to start with postgresql://, postgres:// or jdbc:postgresql://, for example"
                            + " postgresql://netraven@db.example:5432/netraven");
        }
        return result;
    }

    /** Host, port, database and so on, as texts of the settings with the same meaning. */
    Map<Setting, String> parts() {
        return parts;
    }

    /** Further connection properties, by pgjdbc's names. */
    Map<String, String> properties() {
        return properties;
    }

    private void read(String rest, boolean jdbc) {
        int question = rest.indexOf('?');
        String path = question < 0 ? rest : rest.substring(0, question);
        int slash = path.indexOf('/');
        String authority = slash < 0 ? path : path.substring(0, slash);
        String database = slash < 0 ? "" : path.substring(slash + 1);
        if (database.indexOf('@') >= 0 || (question >= 0 && slash < 0 && rest.indexOf('@', question) > question)) {
            throw new IllegalArgumentException(
                    "has an @ behind a / or ?: percent-encode the password, for example %2F for / and %3F for ?");
        }
        int at = authority.lastIndexOf('@');
        if (at >= 0) {
            readUser(authority.substring(0, at), jdbc);
        }
        readServers(authority.substring(at + 1));
        put(Setting.DATABASE, PercentEncoding.decode(database));
        if (question >= 0) {
            readQuery(rest.substring(question + 1), jdbc);
        }
    }

    private void readUser(String userInfo, boolean jdbc) {
        if (jdbc) {
            throw new IllegalArgumentException(
                    "has a user before the host, which a JDBC URL cannot: use postgresql://, or ?user=");
        }
        int colon = userInfo.indexOf(':');
        put(Setting.USER, PercentEncoding.decode(colon < 0 ? userInfo : userInfo.substring(0, colon)));
        if (colon >= 0) {
            put(Setting.PASSWORD, PercentEncoding.decode(userInfo.substring(colon + 1)));
        }
    }

    private void readServers(String servers) {
        StringBuilder hosts = new StringBuilder();
        StringBuilder ports = new StringBuilder();
        boolean anyPort = false;
        int start = 0;
        while (start <= servers.length()) {
            int comma = servers.indexOf(',', start);
            String server = servers.substring(start, comma < 0 ? servers.length() : comma);
            int colon = server.indexOf(':', server.lastIndexOf(']') + 1);
            String host = hostName(PercentEncoding.decode(colon < 0 ? server : server.substring(0, colon)));
            anyPort |= colon >= 0 && colon + 1 < server.length();
            hosts.append(start == 0 ? "" : ",").append(host);
            ports.append(start == 0 ? "" : ",").append(colon < 0 ? "5432" : server.substring(colon + 1));
            start = comma < 0 ? servers.length() + 1 : comma + 1;
        }
        put(Setting.HOST, hosts.toString());
        if (anyPort) {
            put(Setting.PORT, ports.toString());
        }
    }

    private static String hostName(String host) {
        if (host.startsWith("/")) {
            throw new IllegalArgumentException("names a socket's folder: connect over TCP, by host and port");
        }
        return host;
    }

    private void readQuery(String query, boolean jdbc) {
        int start = 0;
        while (start < query.length()) {
            int end = query.indexOf('&', start);
            String pair = query.substring(start, end < 0 ? query.length() : end);
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("has a parameter without a value: write ?name=value&name=value");
            }
            String value = pair.substring(equals + 1);
            // pgjdbc reads a form's encoding, libpq the URI's.
            readParameter(pair.substring(0, equals), PercentEncoding.decode(jdbc ? value.replace('+', ' ') : value));
            start = end < 0 ? query.length() : end + 1;
        }
    }

    private void readParameter(String name, String value) {
        switch (name) {
            case "user" -> put(Setting.USER, value);
            case "password" -> put(Setting.PASSWORD, value);
            case "host" -> put(Setting.HOST, hostName(value));
            case "port" -> put(Setting.PORT, value);
            case "dbname" -> put(Setting.DATABASE, value);
            case "sslmode" -> put(Setting.TLS_MODE, value);
            case "sslrootcert" -> put(Setting.TLS_ROOT_CERTIFICATE, value);
            case "connect_timeout", "connectTimeout" -> put(Setting.CONNECT_TIMEOUT, value + "s");
            case "application_name" -> properties.put("ApplicationName", value);
            case "channel_binding" -> properties.put("channelBinding", value);
            case "sslnegotiation" -> properties.put("sslNegotiation", value);
            case "gssencmode" -> properties.put("gssEncMode", value);
            case "target_session_attrs" -> properties.put("targetServerType", targetServerType(value));
            default -> properties.put(driverProperty(name), value);
        }
    }

    private static String driverProperty(String name) {
        if (name.equals("logServerErrorDetail")) {
            throw new IllegalArgumentException(
                    "sets logServerErrorDetail, which is always off: it shows rows' content");
        }
        if (name.equals("service")) {
            throw new IllegalArgumentException(
                    "names a service of pg_service.conf, which is not read: name host, database and user in the URL");
        }
        List<String> known = driverProperties();
        if (!known.contains(name)) {
            known.addAll(List.of("user", "password", "sslmode", "sslrootcert", "connect_timeout", "application_name"));
            throw new IllegalArgumentException("has a parameter that neither libpq nor pgjdbc knows"
                    + Spelling.nearest(name, known)
                            .map(near -> ": did you mean " + near + "?")
                            .orElse(""));
        }
        return name;
    }

    private static List<String> driverProperties() {
        List<String> names = new ArrayList<>();
        for (DriverPropertyInfo property : new Driver().getPropertyInfo("jdbc:postgresql:", new Properties())) {
            // Host, port and database have names of their own there, and parts of their own here.
            if (!property.name.startsWith("PG")) {
                names.add(property.name);
            }
        }
        return names;
    }

    private static String targetServerType(String sessionAttributes) {
        return switch (sessionAttributes) {
            case "read-write", "primary" -> "primary";
            case "read-only", "standby" -> "secondary";
            case "prefer-standby" -> "preferSecondary";
            case "any" -> "any";
            default ->
                throw new IllegalArgumentException("has an unknown target_session_attrs: any, primary, read-write,"
                        + " standby, read-only and prefer-standby are known");
        };
    }

    private void put(Setting setting, String value) {
        if (value.isEmpty()) {
            return;
        }
        String before = parts.put(setting, value);
        if (before != null && !before.equals(value)) {
            throw new IllegalArgumentException("names two values of " + setting.option());
        }
    }
}
