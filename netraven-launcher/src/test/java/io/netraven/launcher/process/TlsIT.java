package io.netraven.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.testing.Database;
import io.netraven.launcher.testing.Ended;
import io.netraven.launcher.testing.LauncherProcess;
import io.netraven.launcher.testing.LocalCluster;
import io.netraven.launcher.testing.Login;
import io.netraven.launcher.testing.Programs;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsIT {

    private LocalCluster cluster;

    @BeforeAll
    void start() throws SQLException {
        String openssl = Programs.named("openssl");
        cluster = LocalCluster.create();
        certificate(openssl, "server");
        certificate(openssl, "other");
        cluster.settings(
                        "ssl = on",
                        "ssl_cert_file = '" + file("server.crt") + "'",
                        "ssl_key_file = '" + file("server.key") + "'")
                .access("hostssl all encrypted all scram-sha-256", "hostnossl all plain all scram-sha-256")
                .start();
        for (String role : new String[] {"encrypted", "plain"}) {
            cluster.execute(
                    "postgres",
                    "CREATE ROLE " + role + " LOGIN PASSWORD '" + Database.PASSWORD + "'",
                    "CREATE DATABASE " + role + " OWNER " + role);
        }
    }

    @AfterAll
    void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Tag("long")
    @Test
    void disabledWhereTheServerAsksForItIsFatalAtOnce() {
        assertThat(init("disable").failedAtOnceWith(4)).contains("no encryption", "TLS mode");
    }

    @Test
    void requiredTakesACertificateThatNobodySigned() {
        init("require").succeeded();
    }

    @Tag("long")
    @Test
    void preferredIsEncryptedWithoutBeingTold() {
        LauncherProcess.run(login("localhost"), "init").succeeded();
    }

    @Test
    void verifiedWithTheRightCertificateSucceeds() {
        init("verify-full", "--tls-root-certificate", file("server.crt").toString())
                .succeeded();
    }

    @Test
    void verifiedWithAnotherCertificateIsFatalAtOnce() {
        String message = init(
                        "verify-full",
                        "--tls-root-certificate",
                        file("other.crt").toString())
                .failedAtOnceWith(4);

        assertThat(message).contains("SSL", "TLS mode");
    }

    @Tag("long")
    @Test
    void verifiedWithoutTheFileIsFatalAtOnce() {
        String message = init(
                        "verify-full",
                        "--tls-root-certificate",
                        file("missing.crt").toString())
                .failedAtOnceWith(4);

        assertThat(message).contains("missing.crt");
    }

    @Tag("long")
    @Test
    void verifiedUnderANameThatIsNotTheCertificatesIsFatalAtOnce() {
        String message = LauncherProcess.run(
                        login(Login.LOOPBACK),
                        "init",
                        "--tls-mode",
                        "verify-full",
                        "--tls-root-certificate",
                        file("server.crt").toString())
                .failedAtOnceWith(4);

        assertThat(message).contains(Login.LOOPBACK);
    }

    @Test
    void requiredWhereTheServerHasNoneIsFatalAtOnce() throws SQLException {
        try (Database database = new Database()) {
            String message = LauncherProcess.run(database.owner(), "init", "--tls-mode", "require")
                    .failedAtOnceWith(4);

            assertThat(message).contains("does not support SSL");
        }
    }

    @Tag("long")
    @Test
    void requiredWhereTheServerRefusesItForTheRoleIsFatalAtOnce() {
        String message = LauncherProcess.run(
                        cluster.login("plain", "plain", Database.PASSWORD), "init", "--tls-mode", "require")
                .failedAtOnceWith(4);

        assertThat(message).contains("pg_hba.conf");
    }

    private Ended init(String mode, String... more) {
        String[] arguments = new String[3 + more.length];
        arguments[0] = "init";
        arguments[1] = "--tls-mode";
        arguments[2] = mode;
        System.arraycopy(more, 0, arguments, 3, more.length);
        return LauncherProcess.run(login("localhost"), arguments);
    }

    private Login login(String host) {
        return cluster.login("encrypted", "encrypted", Database.PASSWORD).at(host, cluster.port());
    }

    private void certificate(String openssl, String name) {
        Programs.run(
                openssl,
                "req",
                "-new",
                "-x509",
                "-nodes",
                "-days",
                "2",
                "-newkey",
                "rsa:2048",
                "-subj",
                "/CN=" + name,
                "-addext",
                "subjectAltName=DNS:localhost",
                "-keyout",
                file(name + ".key").toString(),
                "-out",
                file(name + ".crt").toString());
    }

    private Path file(String name) {
        return cluster.folder().resolve(name);
    }
}
