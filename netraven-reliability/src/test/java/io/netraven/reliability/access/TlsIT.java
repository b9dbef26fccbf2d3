package io.netraven.reliability.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.testing.Database;
import io.netraven.launcher.testing.Ended;
import io.netraven.launcher.testing.LauncherProcess;
import io.netraven.launcher.testing.LocalCluster;
import io.netraven.launcher.testing.Login;
import io.netraven.reliability.Area;
import io.netraven.reliability.Recovery;
import io.netraven.reliability.Run;
import io.netraven.reliability.Trials;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server whose certificate is not what {@code verify-full} asks for gets no password and no statement. */
@Tag("access")
class TlsIT {

    private static final List<String> COMMANDS =
            List.of("init", "validate", "wait", "status", "plan", "upgrade", "history");

    /**
     * A certificate that the server shows.
     *
     * @param fault what is wrong with it
     * @param host in its name
     * @param authority who signed it
     * @param days how long it is valid
     */
    private record Wrong(String fault, String host, String authority, int days) {}

    private static final List<Wrong> CERTIFICATES = List.of(
            new Wrong("of another host", "db.example.org", "trusted", 2),
            new Wrong("of another authority", "localhost", "stranger", 2),
            new Wrong("that has ended", "localhost", "trusted", -1));

    @Test
    void wrongCertificatesAreRefusedAndTheRightOneServes() throws SQLException {
        try (LocalCluster cluster = LocalCluster.create()) {
            Certificates certificates = new Certificates(cluster.folder());
            certificates.authority("trusted");
            certificates.authority("stranger");
            certificates.server("right", "localhost", "trusted", 2);
            show(cluster, "right").start();
            cluster.execute(
                    "postgres",
                    "CREATE ROLE owner LOGIN PASSWORD '" + Database.PASSWORD + "'",
                    "CREATE DATABASE guarded OWNER owner");
            Login login = cluster.login("guarded", "owner", Database.PASSWORD).at("localhost", cluster.port());
            for (Wrong wrong : CERTIFICATES) {
                certificates.server("wrong", wrong.host(), wrong.authority(), wrong.days());
                reload(show(cluster, "wrong"));
                refused(cluster, certificates, login, wrong.fault());
            }
            reload(show(cluster, "right"));
            try (Trials trials =
                    Trials.of(Area.ACCESS, "TLS `verify-full` after all that, with the right certificate")) {
                trials.attempt("init", () -> {
                    run(certificates, login, "init").succeededWith("CREATED");
                    run(certificates, login, "validate").succeededWith("EQUAL");
                    return Recovery.SURVIVED;
                });
            }
        }
    }

    private static void refused(LocalCluster cluster, Certificates certificates, Login login, String fault) {
        String row = "TLS `verify-full`, a server with a certificate " + fault + ": each command is refused at once";
        try (Trials trials = Trials.of(Area.ACCESS, row)) {
            for (String command : COMMANDS.subList(0, Run.rounds(2, COMMANDS.size()))) {
                trials.attempt(command, () -> {
                    int before = cluster.log().length();
                    run(certificates, login, command).failedAtOnceWith(4);
                    assertThat(cluster.log().substring(before)).doesNotContain("connection authorized");
                    return Recovery.SURVIVED;
                });
            }
        }
    }

    private static Ended run(Certificates certificates, Login login, String command) {
        return LauncherProcess.run(
                login, command, "--tls-mode=verify-full", "--tls-root-certificate=" + certificates.file("trusted.crt"));
    }

    private static LocalCluster show(LocalCluster cluster, String certificate) {
        return cluster.settings(
                "log_connections = on",
                "ssl = on",
                "ssl_cert_file = '" + cluster.folder().resolve(certificate + ".crt") + "'",
                "ssl_key_file = '" + cluster.folder().resolve(certificate + ".key") + "'");
    }

    private static void reload(LocalCluster cluster) {
        cluster.stop();
        cluster.start();
    }
}
