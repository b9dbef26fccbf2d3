package io.netraven.launcher.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.credentials.MasterKey;
import io.netraven.credentials.Secret;
import io.netraven.launcher.docker.Script.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code make-secrets.sh}, in a folder of its own. */
class MakeSecretsTest {

    private Path script;
    private Path secrets;

    @BeforeEach
    void copy(@TempDir Path folder) throws IOException {
        script = Files.copy(Script.FOLDER.resolve("make-secrets.sh"), folder.resolve("make-secrets.sh"));
        secrets = folder.resolve("secrets");
    }

    private Ended make() throws IOException {
        Ended ended = Script.run(new Surroundings(Map.of()), "sh", script.toString());
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        return ended;
    }

    private List<Path> made() throws IOException {
        try (Stream<Path> files = Files.list(secrets)) {
            return files.sorted().toList();
        }
    }

    @Test
    void makesWhatComposeMounts() throws IOException {
        make();

        Set<String> mounted = Yaml.read("docker-compose.yml").get(0).at("secrets").fields().values().stream()
                .map(secret -> secret.at("file").text())
                .collect(Collectors.toSet());
        assertThat(made()).hasSize(5);
        assertThat(made().stream().map(file -> "./secrets/" + file.getFileName()))
                .containsExactlyInAnyOrderElementsOf(mounted);
    }

    @Test
    void itsFolderIsForItsOwnerAndContainersReadTheFiles() throws IOException {
        make();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)))
                .isEqualTo("rwx------");
        for (Path file : made()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("r--r--r--");
        }
    }

    @Test
    void passwordsAreRandomAndHaveNoLineEnd() throws IOException {
        make();

        Set<String> passwords = new HashSet<>();
        for (Path file : made()) {
            if (file.toString().endsWith("_password")) {
                assertThat(Files.readString(file)).matches("[0-9a-f]{64}");
                passwords.add(Files.readString(file));
            }
        }
        assertThat(passwords).hasSize(4);
    }

    @Test
    void theLauncherTakesTheMasterKey() throws IOException {
        make();

        String text = Files.readString(secrets.resolve("master_key"), UTF_8).strip();
        assertThat(text).startsWith("base64:");
        assertThat(Base64.getDecoder().decode(text.substring("base64:".length())))
                .hasSize(32);
        try (Secret secret = Secret.ofUtf8(text.getBytes(UTF_8));
                MasterKey key = MasterKey.of(secret)) {
            assertThat(key).isNotNull();
        }
    }

    @Test
    void neverOverwrites() throws IOException {
        Files.createDirectory(secrets);
        Path mine = Files.writeString(secrets.resolve("netraven_password"), "mine", UTF_8);

        assertThat(make().output()).doesNotContain("netraven_password").contains("master_key");
        String key = Files.readString(secrets.resolve("master_key"));
        assertThat(make().output()).isEmpty();

        assertThat(mine).hasContent("mine");
        assertThat(secrets.resolve("master_key")).hasContent(key);
    }
}
