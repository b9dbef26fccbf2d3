package io.netraven.launcher.trial;

import io.netraven.launcher.Configuration;
import io.netraven.launcher.NetRaven;
import io.netraven.launcher.NetRavenSchema;
import io.netraven.launcher.internal.cli.ExitCode;
import io.netraven.launcher.internal.cli.Invocation;
import io.netraven.launcher.internal.cli.Trial;
import io.netraven.launcher.internal.cli.TrialReport;
import io.netraven.launcher.internal.config.Settings;
import io.netraven.launcher.internal.config.SettingsReader;
import io.netraven.launcher.internal.schema.Engines;
import io.netraven.schema.ValidationReport;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/** The trial: the init step, sample rows and a validation on an embedded PostgreSQL. Found by its name. */
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
        Map<String, String> environment = Map.of("DATABASE_URL", server.url());
        Settings settings = SettingsReader.read(Map.of(), environment, Path.of(""), true);
        try (NetRaven netRaven = NetRaven.start(Configuration.from(environment))) {
            SampleRows rows = SampleRows.in(netRaven.entityManagerFactory());
            boolean stored = rows.storeOnce();
            ValidationReport validation = Engines.create(netRaven.dataSource(), NetRavenSchema.model(), settings)
                    .validate();
            return new TrialReport(
                    server.data(), server.log(), settings, netRaven.report(), stored, rows.read(), validation);
        }
    }
}
