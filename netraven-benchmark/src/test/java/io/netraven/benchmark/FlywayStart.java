package io.netraven.benchmark;

import org.flywaydb.core.Flyway;

/** Flyway with the same script as its one migration. */
final class FlywayStart {

    private FlywayStart() {}

    /** Runs with a JDBC URL, the user and the folder of the migration. */
    public static void main(String[] args) {
        Flyway.configure()
                .dataSource(args[0], args[1], "")
                .locations("filesystem:" + args[2])
                .defaultSchema("public")
                .load()
                .migrate();
    }
}
