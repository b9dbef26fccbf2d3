package io.netraven.launcher.internal.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netraven.launcher.NetRavenSchema;
import io.netraven.launcher.internal.config.Settings;
import io.netraven.launcher.internal.config.SettingsReader;
import io.netraven.launcher.testing.LocalCluster;
import io.netraven.launcher.testing.Programs;
import io.netraven.schema.SchemaEngine;
import io.netraven.schema.SchemaException.AccessRefused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On a server that knows its clients by certificate alone. */
@SuppressWarnings("NullAway.Init")
class ClientCertificateTest {

    private static final String SECRET = "hidden-Pa55-word";

    @TempDir
    private static Path folder;

    private static LocalCluster cluster;

    @BeforeAll
    static void start() throws SQLException, IOException {
        cluster = LocalCluster.create();
        authority("ca");
        authority("other");
        signed("server", "server", "rsa:2048", "2");
        signed("rsa", "known", "rsa:2048", "2");
        signed("stranger", "stranger", "rsa:2048", "2");
        signed("expired", "known", "rsa:2048", "-1");
        signed("ec", "known", "ec", "2");
        signed("edwards", "known", "ed25519", "2");
        openssl("rsa", "-traditional", "-in", "rsa.key", "-out", "rsa-pkcs1.key");
        openssl("rsa", "-traditional", "-in", "rsa.key", "-outform", "DER", "-out", "rsa-pkcs1.der");
        openssl("pkcs8", "-topk8", "-nocrypt", "-in", "rsa.key", "-outform", "DER", "-out", "rsa.pk8");
        openssl("pkcs8", "-topk8", "-in", "rsa.key", "-passout", "pass:" + SECRET, "-out", "rsa-encrypted.key");
        openssl(
                "pkcs8",
                "-topk8",
                "-in",
                "ec.key",
                "-passout",
                "pass:" + SECRET,
                "-outform",
                "DER",
                "-out",
                "ec-encrypted.der");
        openssl("ec", "-in", "ec.key", "-out", "ec-sec1.key");
        openssl("ec", "-in", "ec.key", "-outform", "DER", "-out", "ec-sec1.der");
        openssl(
                "rsa",
                "-traditional",
                "-aes256",
                "-passout",
                "pass:" + SECRET,
                "-in",
                "rsa.key",
                "-out",
                "rsa-old.key");
        openssl("pkcs12", "-export", "-in", "rsa.crt", "-inkey", "rsa.key", "-passout", "pass:", "-out", "rsa.p12");
        openssl(
                "pkcs12",
                "-export",
                "-in",
                "ec.crt",
                "-inkey",
                "ec.key",
                "-passout",
                "pass:" + SECRET,
                "-out",
                "ec.p12");
        Files.writeString(
                folder.resolve("parameters.key"), openssl("ecparam", "-name", "prime256v1") + read("ec-sec1.key"));
        Files.writeString(
                folder.resolve("bundle.crt"), "- no PEM -\n" + read("other.crt") + "\nOurs:\n" + read("ca.crt"));
        Files.writeString(
                folder.resolve("garbage.key"),
                "-----BEGIN PRIVATE KEY-----\nZ2FyYmFnZQ==\n-----END PRIVATE KEY-----\n");
        Files.writeString(folder.resolve("text.key"), "no key\n");
        secret("parameters.key", "garbage.key", "text.key", "rsa.crt");
        Files.copy(folder.resolve("rsa.key"), folder.resolve("open.key"));
        Files.setPosixFilePermissions(folder.resolve("open.key"), PosixFilePermissions.fromString("rw-r--r--"));
        for (String file : List.of("server.key", "server.crt", "ca.crt")) {
            Path copy = cluster.folder().resolve(file);
            Files.copy(folder.resolve(file), copy);
            Programs.give(copy);
        }
        cluster.settings(
                        "ssl = on",
                        "ssl_cert_file = '" + cluster.folder().resolve("server.crt") + "'",
                        "ssl_key_file = '" + cluster.folder().resolve("server.key") + "'",
                        "ssl_ca_file = '" + cluster.folder().resolve("ca.crt") + "'")
                .access("hostssl all known all cert")
                .start();
        cluster.execute("postgres", "CREATE ROLE known LOGIN");
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "rsa, rsa.key, ''",
        "rsa, rsa-pkcs1.key, ''",
        "rsa, rsa-pkcs1.der, ''",
        "rsa, rsa.pk8, ''",
        "rsa, rsa-encrypted.key, hidden-Pa55-word",
        "ec, ec.key, ''",
        "ec, ec-sec1.key, ''",
        "ec, ec-sec1.der, ''",
        "ec, parameters.key, ''",
        "ec, ec-encrypted.der, hidden-Pa55-word",
        "edwards, edwards.key, ''",
        "none, rsa.p12, ''",
        "none, ec.p12, hidden-Pa55-word",
    })
    void isReadInEveryFormat(String certificate, String key, String password) throws SQLException {
        try (Connection connection =
                connections(url("ca.crt", certificate + ".crt", key, password)).getConnection()) {
            assertThat(connection.isValid(60)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "rsa.crt, stranger.key, '', does not belong to the client certificate",
        "rsa.crt, ec.key, '', does not belong to the client certificate",
        "ec.crt, rsa-pkcs1.key, '', does not belong to the client certificate",
        "rsa.crt, missing.key, '', does not exist",
        "missing.crt, rsa.key, '', does not exist",
        "rsa.key, rsa.key, '', holds no certificate",
        "text.key, rsa.key, '', not a certificate",
        "expired.crt, expired.key, '', expired at 20",
        "rsa.crt, open.key, '', rw-r--r--",
        "rsa.crt, rsa-encrypted.key, '', is encrypted",
        "rsa.crt, rsa-encrypted.key, wrong, cannot be decrypted",
        "rsa.crt, rsa-old.key, hidden-Pa55-word, not supported",
        "rsa.crt, rsa.crt, '', holds no private key",
        "rsa.crt, garbage.key, '', is damaged",
        "rsa.crt, text.key, '', is damaged",
        "rsa.crt, ec.p12, wrong, cannot be decrypted",
    })
    void isRefusedAtOnceWithItsFile(String certificate, String key, String password, String found) {
        String message = refusal(url("ca.crt", certificate, key, password));

        assertThat(message)
                .startsWith("Access refused: The client ")
                .contains(folder.toString(), found)
                .endsWith(".")
                .doesNotContain(SECRET, "wrong ", "pg_hba.conf");
    }

    @Test
    void ofAnotherRoleIsRefusedByTheServer() {
        assertThat(refusal(url("ca.crt", "stranger.crt", "stranger.key", "")))
                .contains("certificate authentication failed", "client certificate");
    }

    @Test
    void hasToHaveAKey() {
        assertThat(refusal(base("ca.crt") + "&sslcert=" + folder.resolve("rsa.crt")))
                .contains("has no key", "sslkey");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca.crt", "bundle.crt"})
    void serversCertificateMayBeSignedByAnyOfTheFile(String roots) throws SQLException {
        try (Connection connection =
                connections(url(roots, "rsa.crt", "rsa.key", "")).getConnection()) {
            assertThat(connection.isValid(60)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "other.crt, unable to find valid certification path",
        "missing.crt, does not exist",
        "text.key, not a certificate",
        "rsa.key, holds no certificate",
    })
    void serversCertificateIsRefusedOtherwise(String roots, String found) {
        assertThat(refusal(url(roots, "rsa.crt", "rsa.key", ""))).contains(found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sslmode=verify-full", "sslrootcert=system"})
    void withoutAFileTheJvmsCertificatesAreTrusted(String parameter) {
        String url = "postgresql://known@localhost:" + cluster.port() + "/postgres?" + parameter;

        assertThat(refusal(url)).contains("unable to find valid certification path");
    }

    private static String refusal(String url) {
        SchemaEngine engine = SchemaEngine.builder(connections(url))
                .model(NetRavenSchema.model())
                .waitAtMost(Duration.ofMinutes(10))
                .build();
        return String.valueOf(
                catchThrowableOfType(AccessRefused.class, engine::status).getMessage());
    }

    private static DirectDataSource connections(String url) {
        Settings settings = SettingsReader.read(Map.of(), Map.of("DATABASE_URL", url), folder, true);
        return new DirectDataSource(settings.endpoint().orElseThrow(), "test", Duration.ZERO);
    }

    private static String url(String roots, String certificate, String key, String password) {
        return base(roots) + "&sslcert=" + folder.resolve(certificate) + "&sslkey=" + folder.resolve(key)
                + (password.isEmpty() ? "" : "&sslpassword=" + password);
    }

    private static String base(String roots) {
        return "postgresql://known@localhost:" + cluster.port() + "/postgres?sslmode=verify-full&sslrootcert="
                + folder.resolve(roots);
    }

    private static void authority(String name) throws IOException {
        openssl(
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=" + name,
                "-keyout",
                name + ".key",
                "-out",
                name + ".crt");
    }

    private static void signed(String name, String role, String kind, String days) throws IOException {
        List<String> request = new ArrayList<>(List.of(
                "req",
                "-nodes",
                "-subj",
                "/CN=" + role,
                "-keyout",
                name + ".key",
                "-out",
                name + ".csr",
                "-newkey",
                kind));
        if (kind.equals("ec")) {
            request.addAll(List.of("-pkeyopt", "ec_paramgen_curve:prime256v1"));
        }
        openssl(request.toArray(String[]::new));
        Files.writeString(folder.resolve("names"), "subjectAltName=DNS:localhost");
        openssl(
                "x509",
                "-req",
                "-in",
                name + ".csr",
                "-CA",
                "ca.crt",
                "-CAkey",
                "ca.key",
                "-CAcreateserial",
                "-days",
                days,
                "-extfile",
                "names",
                "-out",
                name + ".crt");
        secret(name + ".key");
    }

    private static void secret(String... files) throws IOException {
        for (String file : files) {
            Files.setPosixFilePermissions(folder.resolve(file), PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static String read(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    /** Runs it in the folder; returns what it printed. */
    private static String openssl(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Programs.named("openssl")));
        command.addAll(List.of(arguments));
        Path errors = folder.resolve("errors");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(errors.toFile())
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            assertThat(process.waitFor())
                    .as(command + "\n" + Files.readString(errors))
                    .isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        for (String argument : arguments) {
            Path file = folder.resolve(argument);
            if (argument.matches(".*\\.(key|der|pk8|p12)") && Files.exists(file)) {
                secret(argument);
            }
        }
        return printed;
    }
}
