package io.netraven.reliability.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.testing.Ended;
import io.netraven.launcher.testing.LauncherProcess;
import io.netraven.launcher.testing.LocalCluster;
import io.netraven.launcher.testing.Login;
import io.netraven.reliability.Area;
import io.netraven.reliability.Recovery;
import io.netraven.reliability.Run;
import io.netraven.reliability.Trials;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passwords of every kind through SCRAM-SHA-256, given as a variable and in a file. */
@Tag("access")
class PasswordIT {

    private static final List<String> KINDS = List.of(
            "simple-Pa55-word",
            "with space and 'quote' and \"double\"",
            "p@ss:w/rd?x=1&y=2#z%25+",
            "back\\slash$dollar`tick",
            "Grüße-日本語-пароль",
            "x".repeat(500));

    /** What {@link #drawn} draws from: signs that shells, SQL and property files give a meaning, and letters. */
    private static final String SIGNS = "abcXYZ019 '\"\\@:/?&=#%+$`;,.<>()[]{}|~^*!-_äßµéЖ中";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void thatIsRightServesAndOneThatIsAlmostRightIsRefused() throws SQLException {
        Random random = Run.random("passwords");
        try (LocalCluster cluster = LocalCluster.create().start();
                Trials right = Trials.of(Area.ACCESS, "SCRAM, the right password, of every kind of sign");
                Trials wrong = Trials.of(Area.ACCESS, "SCRAM, a password wrong in one sign: refused at once")) {
            cluster.execute("postgres", "CREATE ROLE owner LOGIN", "CREATE DATABASE guarded OWNER owner");
            for (int round = 0; round < Run.rounds(KINDS.size(), 60); round++) {
                String password = round < KINDS.size() ? KINDS.get(round) : drawn(random);
                String almost = password.substring(1) + (char) (password.charAt(0) + 1);
                setPassword(cluster, password);
                right.attempt("variable, round " + round, () -> {
                    init(cluster.login("guarded", "owner", password)).succeeded();
                    return Recovery.SURVIVED;
                });
                right.attempt("file, round " + round, () -> {
                    Path file = Files.writeString(folder.resolve("password"), password + "\n");
                    LauncherProcess.run(cluster.login("guarded", "owner", ""), "wait", "--password-file=" + file)
                            .succeededWith("READY");
                    return Recovery.SURVIVED;
                });
                wrong.attempt("round " + round, () -> {
                    String said =
                            init(cluster.login("guarded", "owner", almost)).failedAtOnceWith(4);
                    assertThat(said).contains("Access refused").doesNotContain(password);
                    return Recovery.SURVIVED;
                });
            }
        }
    }

    private static Ended init(Login login) {
        return LauncherProcess.run(login, "init");
    }

    private static String drawn(Random random) {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < 1 + random.nextInt(40); i++) {
            password.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
        }
        return password.append('.').toString();
    }

    private static void setPassword(LocalCluster cluster, String password) throws SQLException {
        try (Connection connection = cluster.connect("postgres");
                PreparedStatement quote =
                        connection.prepareStatement("SELECT format('ALTER ROLE owner PASSWORD %L', ?::text)")) {
            quote.setString(1, password);
            try (ResultSet row = quote.executeQuery()) {
                row.next();
                cluster.execute("postgres", row.getString(1));
            }
        }
    }
}
