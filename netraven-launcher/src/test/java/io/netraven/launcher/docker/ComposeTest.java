package io.netraven.launcher.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code docker-compose.yml} says, and that it goes with the Dockerfile, the scripts and the launcher. */
class ComposeTest {

    private static final String SECRETS = "/run/secrets/";
    private static final Pattern WITH_DEFAULT = Pattern.compile("\\$\\{([A-Z_]+):-([^}]*)\\}");
    private static final Pattern ARGUMENT = Pattern.compile("^ARG ([A-Z_]+)=(.*)$", Pattern.MULTILINE);

    private final Yaml compose = Yaml.read("docker-compose.yml").get(0);
    private final Map<String, Yaml> services = compose.at("services").fields();

    /** All services but the database. */
    private Map<String, Yaml> ours() {
        Map<String, Yaml> ours = new TreeMap<>(services);
        ours.remove("postgres");
        return ours;
    }

    private Yaml service(String name) {
        return compose.at("services", name);
    }

    /** A text as it is when no variable is set. */
    private static String byDefault(Yaml text) {
        return WITH_DEFAULT.matcher(text.text()).replaceAll(match -> Matcher.quoteReplacement(match.group(2)));
    }

    private static Map<String, String> environment(Yaml service) {
        return service.at("environment").fields().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().text()));
    }

    /** Sources of mounts, by whether they are files beside the compose file. */
    private Set<String> mounted(boolean files) {
        return services.values().stream()
                .flatMap(service -> service.at("volumes").texts().stream())
                .map(volume -> volume.substring(0, volume.indexOf(':')))
                .filter(source -> source.startsWith(".") == files)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyImageIsPinnedByAVersion() {
        assertThat(services.values())
                .allSatisfy(
                        service -> assertThat(byDefault(service.at("image"))).matches(Known.PINNED));
        assertThat(ARGUMENT.matcher(Yaml.text("Dockerfile")).results().map(argument -> argument.group(2)))
                .hasSize(3)
                .allSatisfy(image -> assertThat(image).matches(Known.PINNED));
    }

    @Test
    void imagesOfOursHaveTheVersionOfTheBuild() {
        assertThat(ours().values())
                .allSatisfy(service -> assertThat(byDefault(service.at("image")))
                        .isEqualTo("netraven-" + service.at("build", "target").text() + ":" + Known.version()));
    }

    @Test
    void baseImagesAreThoseOfTheDockerfile() {
        Map<String, String> dockerfile = ARGUMENT.matcher(Yaml.text("Dockerfile"))
                .results()
                .collect(Collectors.toMap(argument -> argument.group(1), argument -> argument.group(2)));

        assertThat(ours().values()).allSatisfy(service -> {
            Map<String, Yaml> arguments = service.at("build", "args").fields();
            assertThat(arguments).hasSameSizeAs(dockerfile);
            arguments.forEach((name, value) -> {
                assertThat(value.text()).startsWith("${" + name + ":-");
                assertThat(byDefault(value)).isEqualTo(dockerfile.get(name));
            });
        });
        assertThat(service("postgres").at("image").text())
                .isEqualTo("${POSTGRES_IMAGE:-" + dockerfile.get("POSTGRES_IMAGE") + "}");
    }

    @Test
    void everyTargetIsAStageOfTheDockerfile() {
        assertThat(ours().values())
                .allSatisfy(service -> assertThat(Yaml.text("Dockerfile"))
                        .contains(" AS " + service.at("build", "target").text() + "\n"));
    }

    @Test
    void noSecretIsInTheFile() {
        assertThat(compose.scalars().map(Yaml::text)).noneMatch(Known::looksSecret);
        assertThat(services.values())
                .allSatisfy(service -> assertThat(environment(service).keySet()).noneMatch(Known::isSecret));
    }

    @Test
    void everySecretsFileIsOneThatTheServiceMounts() {
        assertThat(services.values())
                .allSatisfy(service -> assertThat(environment(service)).allSatisfy((name, value) -> {
                    if (name.endsWith("_FILE")) {
                        assertThat(value).startsWith(SECRETS);
                        assertThat(service.at("secrets").texts()).contains(value.substring(SECRETS.length()));
                    }
                }));
    }

    @Test
    void noServiceGetsASecretThatItHasNoUseFor() {
        assertThat(services.values()).allSatisfy(service -> {
            String uses = environment(service).values()
                    + service.at("volumes").texts().stream()
                            .filter(volume -> volume.startsWith("./"))
                            .map(volume -> Yaml.text(volume.substring(2, volume.indexOf(':'))))
                            .collect(Collectors.joining());
            assertThat(service.at("secrets").texts())
                    .allSatisfy(secret -> assertThat(uses).contains(SECRETS + secret));
        });
    }

    @Test
    void theMasterKeyIsNotWhereTheBackupsAre() {
        assertThat(ours().values())
                .filteredOn(service ->
                        service.at("volumes").texts().stream().anyMatch(volume -> volume.startsWith("backups:")))
                .hasSize(3)
                .allSatisfy(service -> assertThat(service.at("secrets").texts()).doesNotContain("master_key"));
    }

    @Test
    void theDatabaseSeesTheBackupsAndWritesNone() {
        assertThat(service("postgres").at("volumes").texts()).contains("backups:/backups:ro");
    }

    @Test
    void theBackupsAreFirstMountedByTheUserWhoWritesThem() {
        Yaml first = service("backup-folder");

        assertThat(first.at("user").text())
                .isEqualTo(service("backup").at("user").text());
        assertThat(first.at("image").text())
                .isEqualTo(service("backup").at("image").text());
        assertThat(first.at("volumes").texts()).containsExactly("backups:/backups");
        assertThat(first.at("depends_on").isThere()).isFalse();
        assertThat(Yaml.text("Dockerfile"))
                .contains("mkdir /backups && chown " + first.at("user").text() + " /backups\n");
    }

    @Test
    void whatIsUsedIsDeclaredAndWhatIsDeclaredIsUsed() {
        assertThat(compose.at("secrets").fields().keySet())
                .isEqualTo(services.values().stream()
                        .flatMap(service -> service.at("secrets").texts().stream())
                        .collect(Collectors.toSet()));
        assertThat(compose.at("volumes").fields().keySet()).isEqualTo(mounted(false));
        assertThat(compose.at("networks").fields().keySet())
                .isEqualTo(services.values().stream()
                        .flatMap(service -> service.at("networks").texts().stream())
                        .collect(Collectors.toSet()));
    }

    @Test
    void oursHaveNoPrivilegesAndWriteNothing() {
        assertThat(ours().values()).allSatisfy(service -> {
            assertThat(service.at("user").text()).isEqualTo("65532:65532");
            assertThat(service.at("tmpfs").texts()).containsExactly("/tmp");
            assertThat(service.at("cap_add").isThere()).isFalse();
        });
        assertThat(service("postgres").at("cap_add").texts())
                .containsExactly("CHOWN", "DAC_OVERRIDE", "FOWNER", "SETGID", "SETUID");
        assertThat(services.values()).allSatisfy(service -> {
            assertThat(service.at("read_only").text()).isEqualTo("true");
            assertThat(service.at("cap_drop").texts()).containsExactly("ALL");
            assertThat(service.at("security_opt").texts()).containsExactly("no-new-privileges:true");
            assertThat(service.fields())
                    .doesNotContainKeys("privileged", "devices", "pid", "ipc", "network_mode", "userns_mode");
        });
    }

    @Test
    void noPortIsPublishedAndNoNetworkLeadsOut() {
        assertThat(services.values())
                .allSatisfy(service -> assertThat(service.at("ports").isThere()).isFalse());
        assertThat(compose.at("networks").fields().values())
                .allSatisfy(network -> assertThat(network.at("internal").text()).isEqualTo("true"));
    }

    @Test
    void theDatabaseIsHealthyWhenItAnswersOverTcp() {
        assertThat(service("postgres").at("healthcheck", "test").texts())
                .startsWith("CMD", "pg_isready")
                .containsSequence("-h", "127.0.0.1");
    }

    @Test
    void whatNeedsTheSchemaStartsAfterInitAndInitAfterTheDatabase() {
        Map<String, String> conditions = new TreeMap<>();
        services.forEach((name, service) -> service.at("depends_on")
                .fields()
                .forEach((on, how) ->
                        conditions.put(name + " on " + on, how.at("condition").text())));

        assertThat(conditions)
                .isEqualTo(Map.of(
                        "postgres on backup-folder", "service_completed_successfully",
                        "schema-init on postgres", "service_healthy",
                        "restore on postgres", "service_healthy",
                        "example-service on schema-init", "service_completed_successfully",
                        "key-rotation on schema-init", "service_completed_successfully",
                        "purge on schema-init", "service_completed_successfully",
                        "backup on schema-init", "service_completed_successfully"));
        assertThat(service("schema-init").at("restart").isThere())
                .as("a step that runs again never completes")
                .isFalse();
    }

    @Test
    void onlyTheDatabaseTheServiceAndStepsBeforeThemRunUnasked() {
        Map<String, List<String>> profiles = new TreeMap<>();
        services.forEach(
                (name, service) -> profiles.put(name, service.at("profiles").texts()));

        assertThat(profiles)
                .isEqualTo(Map.of(
                        "backup-folder", List.of(),
                        "postgres", List.of(),
                        "schema-init", List.of(),
                        "example-service", List.of(),
                        "key-rotation", List.of("scheduled"),
                        "purge", List.of("scheduled"),
                        "backup", List.of("scheduled"),
                        "restore", List.of("manual")));
    }

    @Test
    void everyVariableIsKnownToTheLauncherOrToAScript() {
        Set<String> known = Known.ofLauncher();
        for (String script : List.of("backup.sh", "restore.sh", "every.sh", "example-service.sh")) {
            known.addAll(Known.ofScript(script));
        }
        assertThat(ours().values())
                .allSatisfy(service ->
                        assertThat(known).containsAll(environment(service).keySet()));
        // The image's own: docker-library/docs, postgres.
        assertThat(environment(service("postgres"))).containsOnlyKeys("POSTGRES_DB", "POSTGRES_PASSWORD_FILE");
    }

    @Test
    void everyScriptThatIsRunOrMountedIsThere() {
        assertThat(mounted(true))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(Script.FOLDER.resolve(file)).isRegularFile());
        assertThat(ours().values())
                .allSatisfy(service -> assertThat(service.at("command").texts().stream()
                                .flatMap(word -> Stream.of(word.split("[ ']+", -1)))
                                .filter(word -> word.endsWith(".sh") || word.equals("netraven-launcher")))
                        .allSatisfy(word -> {
                            Path file = Script.FOLDER.resolve(Path.of(word).getFileName());
                            assertThat(file).isRegularFile();
                            if (word.startsWith("/")) {
                                assertThat(service.at("volumes").texts())
                                        .anyMatch(volume -> volume.contains(":" + word));
                            } else {
                                assertThat(Known.programs()).contains(word);
                                assertThat(Files.isExecutable(file)).as(word).isTrue();
                            }
                        }));
    }

    @Test
    void loginsAndRolesAreThoseThatTheFirstStartMakes() {
        String firstStart = Yaml.text("first-start.sh");
        assertThat(ours().values())
                .allSatisfy(service -> environment(service).forEach((name, value) -> {
                    if (name.equals("POSTGRES_USER")) {
                        assertThat(firstStart).contains("CREATE ROLE " + value + " LOGIN");
                    } else if (name.endsWith("_ROLE")) {
                        assertThat(firstStart).contains("CREATE ROLE " + value + " NOLOGIN;");
                    }
                }));
    }
}
