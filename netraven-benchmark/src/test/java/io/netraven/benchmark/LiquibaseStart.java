package io.netraven.benchmark;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Map;
import liquibase.Scope;
import liquibase.command.CommandScope;
import liquibase.command.core.UpdateCommandStep;
import liquibase.command.core.helpers.DbUrlConnectionArgumentsCommandStep;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;

/** Liquibase with the same script as its one change set. */
final class LiquibaseStart {

    private LiquibaseStart() {}

    /** Runs with a JDBC URL and the file of the change log. */
    @SuppressWarnings("try") // Closing the folder of the change log may be interrupted, which nobody does.
    public static void main(String[] args) throws Exception {
        System.setProperty("liquibase.analytics.enabled", "false");
        Path changeLog = Path.of(args[1]);
        try (Connection connection = DriverManager.getConnection(args[0]);
                DirectoryResourceAccessor folder = new DirectoryResourceAccessor(changeLog.getParent())) {
            Database database =
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
            // The script sets another search path, and the log of what was run is to be found again.
            database.setDefaultSchemaName("public");
            Scope.child(
                    Map.of(Scope.Attr.resourceAccessor.name(), folder),
                    () -> new CommandScope(UpdateCommandStep.COMMAND_NAME)
                            .addArgumentValue(DbUrlConnectionArgumentsCommandStep.DATABASE_ARG, database)
                            .addArgumentValue(
                                    UpdateCommandStep.CHANGELOG_FILE_ARG,
                                    changeLog.getFileName().toString())
                            .execute());
        }
    }
}
