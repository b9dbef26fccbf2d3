package io.netraven.schema.testing;

import java.util.Optional;

/** Where the databases are. */
sealed interface Server permits EmbeddedServer, ContainerServer, ExternalServer {

    /** Tells database and application in each line, as {@link ServerLog} expects it. */
    String LOG_LINE_PREFIX = "%m [%p] db=%d app=%a ";

    String MAX_CONNECTIONS = "300";

    ServerAddress address();

    /** The whole log so far, where this process can read it. */
    Optional<String> log();

    /** Whether it writes durably. Where it does not, a checkpoint costs nothing. */
    default boolean isDurable() {
        return true;
    }

    /** Stops what was started. A server that was there before is left alone. */
    void stop();

    static Server choose(Settings settings) {
        Optional<String> url = settings.get(Settings.DATABASE_URL);
        if (url.isPresent()) {
            return ExternalServer.at(url.get());
        }
        String kind = settings.get(Settings.SERVER).orElse("embedded");
        try {
            return switch (kind) {
                case "embedded" -> EmbeddedServer.start(settings);
                case "testcontainers" -> ContainerServer.start(settings);
                default ->
                    throw new IllegalArgumentException(
                            Settings.SERVER + " is '" + kind + "'; it can be embedded or testcontainers");
            };
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "The class path lacks what a test server '" + kind
                            + "' needs; docs/testing.md lists the dependencies",
                    e);
        }
    }

    static String logStatement(Settings settings) {
        String value = settings.get(Settings.LOG_STATEMENT).orElse("none");
        if (!value.matches("none|ddl|mod|all")) {
            throw new IllegalArgumentException(
                    Settings.LOG_STATEMENT + " is '" + value + "'; it can be none, ddl, mod or all");
        }
        return value;
    }
}
