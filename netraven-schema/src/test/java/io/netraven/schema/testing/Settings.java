package io.netraven.schema.testing;

import java.util.Optional;

/** What the person who runs the tests may choose. A name is both a system property, which wins, and a variable. */
@FunctionalInterface
interface Settings {

    /** A URL of an existing server, with a role that may create databases. */
    String DATABASE_URL = "NETRAVEN_TEST_DATABASE_URL";

    /** {@code embedded} or {@code testcontainers}. */
    String SERVER = "NETRAVEN_TEST_SERVER";

    /** The image for Testcontainers. */
    String IMAGE = "NETRAVEN_TEST_IMAGE";

    /** The major version that the server has to have; with another one, the tests do not begin. */
    String VERSION = "NETRAVEN_TEST_VERSION";

    /** {@code log_statement} of a server that the fixture starts. */
    String LOG_STATEMENT = "NETRAVEN_TEST_LOG_STATEMENT";

    /** The folder in which the embedded server makes its data folder. */
    String DATA_PARENT = "NETRAVEN_TEST_DATA_PARENT";

    /** Where the embedded server's log is kept; without it the log goes when the server goes. */
    String LOG_FILE = "NETRAVEN_TEST_LOG_FILE";

    Optional<String> get(String name);

    static Settings ofThisProcess() {
        return name -> Optional.ofNullable(System.getProperty(name))
                .or(() -> Optional.ofNullable(System.getenv(name)))
                .filter(value -> !value.isBlank());
    }
}
