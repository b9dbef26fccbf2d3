package io.netraven.reliability.versions;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netraven.launcher.testing.Login;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipFile;

/** The oldest release of PostgreSQL that is supported, beside the test fixture's newest one. */
final class OldestServer implements AutoCloseable {

    private static final Path JAR = Path.of(System.getProperty("postgresql-14.jar", "target/postgresql-14.jar"));

    private final EmbeddedPostgres postgres;

    private OldestServer(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    static OldestServer start() throws IOException {
        assumeTrue(Files.exists(JAR), "the binaries of PostgreSQL 14 are not there: " + JAR);
        return new OldestServer(EmbeddedPostgres.builder()
                .setPgBinaryResolver(OldestServer::binaries)
                .setLocaleConfig("locale", "C")
                .start());
    }

    private static InputStream binaries(String system, String machine) throws IOException {
        String name = String.format(Locale.ROOT, "postgres-%s-%s.txz", system, machine)
                .toLowerCase(Locale.ROOT);
        try (ZipFile jar = new ZipFile(JAR.toFile())) {
            var entry = jar.getEntry(name);
            assumeTrue(entry != null, "the binaries of PostgreSQL 14 are for another platform than " + name);
            try (InputStream binaries = jar.getInputStream(entry)) {
                return new ByteArrayInputStream(binaries.readAllBytes());
            }
        }
    }

    Login login(String database) {
        return new Login(Login.LOOPBACK, postgres.getPort(), database, "postgres", "");
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
