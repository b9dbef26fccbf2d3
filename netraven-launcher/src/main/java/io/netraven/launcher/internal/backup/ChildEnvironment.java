package io.netraven.launcher.internal.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netraven.launcher.internal.backup.BackupException.Reason;
import io.netraven.launcher.internal.config.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The environment of PostgreSQL's programs: where the database is, by our settings alone. A password is passed in a file
 * that only this user can read.
 *
 * @param variables by name
 * @param notPassedOn libpq's variables that say something else and are removed, sorted
 * @param passwordFile the file, where there is a password
 */
record ChildEnvironment(Map<String, String> variables, Set<String> notPassedOn, Optional<Path> passwordFile) {

    private static final String PASSWORD_FILE = "PGPASSFILE";
    private static final Set<String> SECRETS =
            Set.of("POSTGRES_PASSWORD", "DATABASE_URL", "NETRAVEN_ENCRYPTION_KEY", "NETRAVEN_ENCRYPTION_KEY_PREVIOUS");
    /** Variables of PostgreSQL that do not say where to connect, or as which user. */
    private static final Set<String> HARMLESS = Set.of("PGDATA", "PG_COLOR", "PG_COLORS", "PGTZ");
    /** The variables that libpq reads (PostgreSQL 18, manual, libpq, "Environment Variables"), less the harmless ones. */
    private static final Set<String> LIBPQ = Set.of("""
            PGHOST PGHOSTADDR PGPORT PGDATABASE PGUSER PGPASSWORD PGPASSFILE PGREQUIREAUTH PGCHANNELBINDING PGSERVICE
            PGSERVICEFILE PGOPTIONS PGAPPNAME PGSSLMODE PGREQUIRESSL PGSSLNEGOTIATION PGSSLCOMPRESSION PGSSLCERT PGSSLKEY
            PGSSLCERTMODE PGSSLROOTCERT PGSSLCRL PGSSLCRLDIR PGSSLSNI PGREQUIREPEER PGSSLMINPROTOCOLVERSION
            PGSSLMAXPROTOCOLVERSION PGGSSENCMODE PGKRBSRVNAME PGGSSLIB PGGSSDELEGATION PGCONNECT_TIMEOUT PGCLIENTENCODING
            PGTARGETSESSIONATTRS PGLOADBALANCEHOSTS PGMINPROTOCOLVERSION PGMAXPROTOCOLVERSION PGOAUTHDEBUG PGDATESTYLE PGGEQO
            PGSYSCONFDIR PGLOCALEDIR""".split("\\s+", -1));
    /** Parameters of the driver that libpq knows by a variable. */
    private static final Map<String, String> PARAMETERS = Map.of(
            "sslmode", "PGSSLMODE",
            "sslrootcert", "PGSSLROOTCERT",
            "sslcert", "PGSSLCERT",
            "sslkey", "PGSSLKEY",
            "connectTimeout", "PGCONNECT_TIMEOUT",
            "channelBinding", "PGCHANNELBINDING",
            "gssEncMode", "PGGSSENCMODE");

    static ChildEnvironment of(Endpoint endpoint, Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.keySet().removeAll(SECRETS);
        variables.keySet().removeIf(name -> name.startsWith("PG") && !HARMLESS.contains(name));
        servers(endpoint, variables);
        variables.put("PGUSER", endpoint.user());
        checkKey(endpoint);
        for (Map.Entry<String, String> parameter : PARAMETERS.entrySet()) {
            String value = endpoint.properties().get(parameter.getKey());
            if (value != null) {
                variables.put(parameter.getValue(), value);
            }
        }
        Optional<Path> file = endpoint.password().map(password -> write(password.reveal()));
        if (file.isPresent()) {
            variables.put(PASSWORD_FILE, file.get().toString());
        } else if (environment.containsKey(PASSWORD_FILE)) {
            // The launcher reads it as well.
            variables.put(PASSWORD_FILE, environment.get(PASSWORD_FILE));
        }
        return new ChildEnvironment(variables, ignored(environment, variables), file);
    }

    /** Those that say something else than our settings. */
    private static Set<String> ignored(Map<String, String> environment, Map<String, String> variables) {
        Set<String> ignored = new TreeSet<>();
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            if (LIBPQ.contains(variable.getKey()) && !variable.getValue().equals(variables.get(variable.getKey()))) {
                ignored.add(variable.getKey());
            }
        }
        return ignored;
    }

    private static void servers(Endpoint endpoint, Map<String, String> variables) {
        List<String> hosts = new ArrayList<>();
        List<String> ports = new ArrayList<>();
        for (String server : endpoint.servers()) {
            int colon = server.lastIndexOf(':');
            String host = server.substring(0, colon);
            hosts.add(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
            ports.add(server.substring(colon + 1));
        }
        variables.put("PGHOST", String.join(",", hosts));
        variables.put("PGPORT", String.join(",", ports));
        if (hosts.size() > 1) {
            variables.put("PGTARGETSESSIONATTRS", "read-write");
        }
    }

    private static void checkKey(Endpoint endpoint) {
        String key = endpoint.properties().getOrDefault("sslkey", "").toLowerCase(Locale.ROOT);
        if (endpoint.properties().containsKey("sslpassword") || key.endsWith(".p12") || key.endsWith(".pfx")) {
            throw new BackupException(
                    Reason.SETTINGS,
                    "pg_dump and pg_restore need the client's key in PEM and without a password: name such a file");
        }
    }

    private static Path write(String password) {
        try {
            // Only this user can enter the folder.
            Path folder = Files.createTempDirectory("netraven-");
            String escaped = password.replace("\\", "\\\\").replace(":", "\\:");
            Path file = Files.createFile(folder.resolve("pgpass"), PrivateFiles.ATTRIBUTES);
            return Files.writeString(file, "*:*:*:*:" + escaped + "\n", UTF_8);
        } catch (IOException e) {
            throw new BackupException(
                    Reason.SETTINGS,
                    "The temporary folder " + System.getProperty("java.io.tmpdir")
                            + " cannot be written: give the container a writable /tmp",
                    e);
        }
    }

    /** Deletes the file with the password. */
    void delete() {
        if (passwordFile.isPresent()) {
            PrivateFiles.delete(passwordFile.get());
            Path folder = passwordFile.get().getParent();
            if (folder != null) {
                PrivateFiles.delete(folder);
            }
        }
    }
}
