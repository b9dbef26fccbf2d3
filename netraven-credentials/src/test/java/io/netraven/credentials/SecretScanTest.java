package io.netraven.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.credentials.internal.crypto.KeyDerivation;
import io.netraven.credentials.internal.sql.Database;
import io.netraven.schema.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a process does with a secret, it is found nowhere but in the process's own memory, while it is used. */
@Order(1) // One of the longest.
@SuppressWarnings("NullAway.Init")
class SecretScanTest {

    private static final String LOGGING = """
            handlers = java.util.logging.FileHandler
            .level = ALL
            java.util.logging.FileHandler.level = ALL
            java.util.logging.FileHandler.pattern = FILE
            java.util.logging.FileHandler.formatter = java.util.logging.SimpleFormatter
            """;

    @RegisterExtension
    static final TestDatabase database = Databases.perMethod();

    @TempDir
    Path folder;

    private final SecureRandom random = new SecureRandom();
    private final String secret = randomText();
    private final Secret masterKey = MasterKey.generate();

    /** What the process let be seen, beside the files that it wrote. */
    private final Map<String, String> texts = new TreeMap<>();

    private String randomText() {
        byte[] bytes = new byte[20];
        random.nextBytes(bytes);
        return "x" + HexFormat.of().formatHex(bytes).replace('0', 'g') + "x";
    }

    @BeforeEach
    void logEverything() throws SQLException {
        for (String setting : List.of(
                "log_statement = 'all'",
                "log_min_duration_statement = 0",
                "log_parameter_max_length = -1",
                "log_parameter_max_length_on_error = -1",
                "log_error_verbosity = 'verbose'")) {
            Databases.run(database, "ALTER DATABASE " + database.name() + " SET " + setting);
        }
    }

    @Test
    void findsNeitherTheSecretNorAKey() throws Exception {
        run(null);

        assertThat(placesOf(SecretScanner.forText(secret))).isEmpty();
        assertThat(placesOf(SecretScanner.forText(new String(masterKey.reveal()))))
                .isEmpty();
        // The JDK's ciphers overwrite no key that they have expanded: docs/threat-model.md.
        assertThat(placesOf(SecretScanner.forKeys(keys())).keySet()).isSubsetOf("garbage.hprof");
    }

    /** The master keys' bytes, and the data keys, which are under the passphrase in the end. */
    private List<byte[]> keys() throws SQLException {
        List<byte[]> keys = new ArrayList<>();
        keys.add(Base64.getDecoder().decode(new String(masterKey.reveal()).substring("base64:".length())));
        Database tables = new Database(database.dataSource(), "netraven");
        List<KeyRow> rows = tables.statements(KeyRow::all);
        assertThat(rows).hasSize(2);
        try (Secret words = Secret.ofString(secret);
                MasterKey master = MasterKey.of(words)) {
            for (KeyRow row : rows) {
                keys.add(master.unwrap(row.id(), row.wrapped()).orElseThrow());
            }
        }
        Map<String, String> parameters = rows.get(0).wrapped().parameters();
        KeyDerivation derivation = new KeyDerivation(
                Integer.parseInt(String.valueOf(parameters.get("memory_kib"))),
                Integer.parseInt(String.valueOf(parameters.get("iterations"))),
                Integer.parseInt(String.valueOf(parameters.get("lanes"))),
                Base64.getDecoder().decode(String.valueOf(parameters.get("salt"))));
        keys.add(derivation.derive(secret.getBytes(UTF_8), 32));
        return keys;
    }

    @Tag("long")
    @Test
    void findsASecretThatIsLetOut() throws Exception {
        run(secret);

        assertThat(placesOf(SecretScanner.forText(secret)).keySet())
                .containsExactlyInAnyOrder(
                        "command line",
                        "environment",
                        "garbage.hprof",
                        "java.log",
                        "live.hprof",
                        "note",
                        "server log",
                        "standard error",
                        "standard output",
                        "table users");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void recognisesTheSecretInEveryForm(int before) throws IOException {
        String around = "#".repeat(before);
        byte[] utf8 = (around + secret + around).getBytes(UTF_8);
        SecretScanner scanner = SecretScanner.forText(secret);
        assertThat(scanner.in(around + secret)).contains("UTF-8");
        assertThat(scanner.in(HexFormat.of().formatHex(utf8))).contains("hex");
        assertThat(scanner.in(HexFormat.of().withUpperCase().formatHex(utf8))).contains("HEX");
        assertThat(scanner.in(Base64.getEncoder().encodeToString(utf8))).contains("Base64 after " + before % 3);
        for (var charset : List.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
            Path file = Files.write(folder.resolve("text"), (around + secret).getBytes(charset));
            assertThat(scanner.in(file)).contains(charset.name());
            Files.write(file, new byte[(1 << 20) - 3 + before]);
            Files.write(file, secret.getBytes(charset), StandardOpenOption.APPEND);
            assertThat(scanner.in(file)).as("across blocks").contains(charset.name());
        }
        assertThat(scanner.in(secret.substring(1))).isEmpty();
    }

    /** Runs the process, and keeps what it lets be seen. */
    private void run(@Nullable String letOut) throws Exception {
        Path logging = Files.writeString(
                folder.resolve("logging.properties"),
                LOGGING.replace("FILE", folder.resolve("java.log").toString()));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                // Room for all that is made: what nothing refers to any more stays in memory, and in the dump.
                "-XX:+UseSerialGC",
                "-Xmx1g",
                "-Xmn700m",
                "-Djava.util.logging.config.file=" + logging,
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
                "-Dorg.slf4j.simpleLogger.log.io.netraven.credentials=trace",
                "-cp",
                System.getProperty("java.class.path"),
                SecretUses.class.getName(),
                database.host(),
                Integer.toString(database.port()),
                database.name(),
                database.user(),
                folder.toString()));
        Path err = folder.resolve("standard error");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.to(err.toFile()));
        if (letOut != null) {
            command.add(letOut);
            builder.environment().put("LET_OUT", letOut);
        }
        Process process = builder.start();
        try (DataOutputStream in = new DataOutputStream(process.getOutputStream());
                BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            send(in, secret.getBytes(UTF_8));
            send(in, masterKey.revealUtf8());
            in.flush();
            StringBuilder text = new StringBuilder();
            String line = out.readLine();
            while (line != null && !line.equals("DONE")) {
                text.append(line).append('\n');
                line = out.readLine();
            }
            assertThat(line).as(() -> text + "\n" + read(err)).isEqualTo("DONE");
            texts.put("standard output", text.toString());
            Path proc = Path.of("/proc", Long.toString(process.pid()));
            if (Files.isDirectory(proc)) {
                texts.put("command line", new String(Files.readAllBytes(proc.resolve("cmdline")), UTF_8));
                texts.put("environment", new String(Files.readAllBytes(proc.resolve("environ")), UTF_8));
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        for (Map.Entry<String, List<Object>> table : TableTexts.of(database).entrySet()) {
            texts.put("table " + table.getKey(), table.getValue().toString());
        }
        texts.put("server log", String.join("\n", database.log().orElseThrow()));
        assertThat(texts.get("server log")).contains("INSERT INTO").contains("\\x4e520101");
        assertThat(folder.resolve("java.log")).content(UTF_8).contains("FE=> Bind");
    }

    private static void send(DataOutputStream in, byte[] bytes) throws IOException {
        in.writeInt(bytes.length);
        in.write(bytes);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Where it is found, and in which form. */
    private Map<String, Set<String>> placesOf(SecretScanner scanner) throws IOException {
        Map<String, Set<String>> places = new TreeMap<>();
        for (Map.Entry<String, String> text : texts.entrySet()) {
            places.put(text.getKey(), scanner.in(text.getValue()));
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                places.put(file.getFileName().toString(), scanner.in(file));
            }
        }
        places.values().removeIf(Set::isEmpty);
        return places;
    }
}
