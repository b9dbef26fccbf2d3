package io.netraven.reliability;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.credentials.CredentialImport;
import io.netraven.credentials.CredentialStore;
import io.netraven.credentials.testing.TestKeys;
import io.netraven.launcher.NetRavenSchema;
import io.netraven.schema.SchemaEngine;
import io.netraven.schema.testing.Template;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** Numbered credentials, whose passwords can be told from their names. */
public final class SampleSecrets {

    /** How the password of each begins, and no other text. */
    public static final String SIGN = "the password of ";

    /** NetRaven's schema and a data key, and none of them. */
    public static final Template NONE = new Template("sample_secrets_none", SampleSecrets::prepare);

    private static final int FEW = 5;
    private static final int LONG = 20_000;

    private SampleSecrets() {}

    /** NetRaven's schema and the first of them. */
    public static Template stored(int count) {
        return new Template("sample_secrets_" + count, empty -> {
            prepare(empty);
            store(empty, count);
        });
    }

    private static void prepare(DataSource empty) {
        SchemaEngine.builder(empty).model(NetRavenSchema.model()).build().initialize();
        TestKeys.openStore(empty).close();
    }

    /** Stores the first of them where the schema is. */
    public static void store(DataSource database, int count) {
        try (CredentialStore store = TestKeys.openStore(database)) {
            CredentialImport.into(store).createTags().json(new ByteArrayInputStream(json(count)));
        }
    }

    /** Their records, one a line. */
    public static byte[] json(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> "{\"name\": \"c" + number + "\", \"username\": \"backup\", \"password\": \""
                        + password("c" + number) + "\", \"tags\": [{\"tag\": \"t" + number % 20 + "\"}]}\n")
                .collect(Collectors.joining())
                .getBytes(UTF_8);
    }

    /** Fails unless these are the first of them, each once and with its password. */
    public static void areWhole(List<StoredSecret> secrets, int count) {
        assertThat(secrets.stream().map(StoredSecret::name))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, count)
                        .mapToObj(number -> "c" + number)
                        .toList());
        areAll("with its password", secrets, secret -> secret.password().equals(password(secret.name())));
    }

    /** Fails with the first few of which something is not true. */
    public static void areAll(String what, List<StoredSecret> secrets, Predicate<StoredSecret> claim) {
        assertThat(secrets.stream().filter(claim.negate()).limit(FEW))
                .as("not " + what)
                .isEmpty();
    }

    /** The option with the master key that they are under. */
    public static String masterKeyOption(Path folder) {
        Path file = folder.resolve("master.key");
        try {
            // Once: another run may be in the middle of reading it.
            if (!Files.exists(file)) {
                Files.writeString(file, TestKeys.text() + "\n", UTF_8);
                file.toFile().setReadable(false, false);
                file.toFile().setReadable(true, true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "--encryption-key-file=" + file;
    }

    /** Every tenth has a long one, so that they need some memory. */
    private static String password(String name) {
        return SIGN + name + (name.endsWith("0") ? ".".repeat(LONG) : "");
    }
}
