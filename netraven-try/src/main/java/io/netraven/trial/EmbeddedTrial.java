package io.netraven.trial;

import io.netraven.credentials.KeyInfo;
import io.netraven.credentials.RankedCredential;
import io.netraven.launcher.Configuration;
import io.netraven.launcher.NetRaven;
import io.netraven.launcher.NetRavenSchema;
import io.netraven.launcher.internal.cli.ExitCode;
import io.netraven.launcher.internal.cli.Invocation;
import io.netraven.launcher.internal.cli.KeyringOutcome;
import io.netraven.launcher.internal.cli.Trial;
import io.netraven.launcher.internal.cli.TrialReport;
import io.netraven.launcher.internal.config.Settings;
import io.netraven.launcher.internal.config.SettingsReader;
import io.netraven.launcher.internal.schema.Engines;
import io.netraven.schema.ValidationReport;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The trial: the init step, sample rows, a login and a validation on an embedded PostgreSQL. Found by its name. */
public final class EmbeddedTrial implements Trial {

    @Override
    public ExitCode run(Invocation invocation, Path data) {
        PrintStream err = invocation.surroundings().err();
        Path folder = data.toAbsolutePath().normalize();
        err.println("A trial of NetRaven. Starting an embedded PostgreSQL on " + folder + " ...");
        try (EmbeddedServer server = EmbeddedServer.start(folder)) {
            err.println("While it runs, you can connect: psql " + server.url());
            TrialReport report = run(server);
            invocation.output().trial(report);
            return report.validation().isClean() ? ExitCode.DONE : ExitCode.DIFFERENCES;
        }
    }

    private static TrialReport run(EmbeddedServer server) {
        TrialKey key = TrialKey.in(server.data());
        Map<String, String> environment = Map.of(
                "DATABASE_URL", server.url(),
                "NETRAVEN_ENCRYPTION_KEY_FILE", key.file().toString());
        Settings settings = SettingsReader.read(Map.of(), environment, Path.of(""), true);
        try (NetRaven netRaven = NetRaven.start(Configuration.from(environment))) {
            SampleRows rows = SampleRows.in(netRaven.entityManagerFactory());
            boolean stored = rows.storeOnce();
            SampleLogin login = new SampleLogin(netRaven);
            login.storeOnce();
            List<RankedCredential> ranking = login.ranking();
            String loggedIn = login.logIn();
            ValidationReport validation = Engines.create(netRaven.dataSource(), NetRavenSchema.model(), settings)
                    .validate();
            return new TrialReport(
                    server.data(),
                    server.log(),
                    settings,
                    netRaven.report(),
                    keyring(netRaven, key),
                    stored,
                    rows.read(),
                    SampleLogin.DEVICE,
                    ranking,
                    loggedIn,
                    netRaven.credentials().statistics(),
                    validation);
        }
    }

    private static KeyringOutcome keyring(NetRaven netRaven, TrialKey key) {
        String active = netRaven.keyring()
                .status()
                .active()
                .map(KeyInfo::id)
                .map(Object::toString)
                .orElse("");
        return new KeyringOutcome(key.made() ? KeyringOutcome.State.CREATED : KeyringOutcome.State.PROVEN, active);
    }
}
