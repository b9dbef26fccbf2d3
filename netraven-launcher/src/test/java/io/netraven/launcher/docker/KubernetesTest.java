package io.netraven.launcher.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code kubernetes.yaml} says, and that it goes with the images, the scripts and the launcher. */
class KubernetesTest {

    private static final Pattern MADE = Pattern.compile(
            "^# +kubectl -n netraven create (?:secret generic|configmap) ([a-z-]+) --from-file=([a-z_.]+)(?:=docker/secrets/([a-z_]+))?$",
            Pattern.MULTILINE);
    private static final List<String> VOLUMES =
            List.of("name", "emptyDir", "configMap", "secret", "persistentVolumeClaim");
    private static final String DATABASE = "netraven-database";

    private final List<Yaml> objects = Yaml.read("kubernetes.yaml");

    private Stream<Yaml> ofKind(String kind) {
        return objects.stream().filter(object -> object.at("kind").text().equals(kind));
    }

    /** The specifications of all pods, by the name of what makes them. */
    private Map<String, Yaml> pods() {
        Map<String, Yaml> pods = new TreeMap<>();
        for (Yaml object : objects) {
            Yaml direct = object.at("spec", "template", "spec");
            Yaml pod = direct.isThere() ? direct : object.at("spec", "jobTemplate", "spec", "template", "spec");
            if (pod.isThere()) {
                pods.put(object.at("metadata", "name").text(), pod);
            }
        }
        assertThat(pods).containsOnlyKeys("schema-init", "example-service", "key-rotation", "backup");
        return pods;
    }

    private Yaml pod(String name) {
        return Objects.requireNonNull(pods().get(name), name);
    }

    private static List<Yaml> containers(Yaml pod) {
        return Stream.of("initContainers", "containers")
                .flatMap(field -> pod.at(field).items().stream())
                .toList();
    }

    private List<Yaml> containers() {
        return pods().values().stream().flatMap(pod -> containers(pod).stream()).toList();
    }

    private Yaml container(String pod, String name) {
        return containers(pod(pod)).stream()
                .filter(container -> container.at("name").text().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> environment(Yaml container) {
        return container.at("env").items().stream()
                .collect(Collectors.toMap(
                        each -> each.at("name").text(), each -> each.at("value").text()));
    }

    private static Set<String> names(Yaml list) {
        return list.items().stream().map(each -> each.at("name").text()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the commands in the comments make: {@code name/key}, and where that comes from. */
    private static Stream<MatchResult> made() {
        return MADE.matcher(Yaml.text("kubernetes.yaml")).results();
    }

    @Test
    void everythingIsInTheNamespaceThatHoldsPodsToTheRestrictedStandard() {
        Yaml namespace = ofKind("Namespace").findFirst().orElseThrow();
        assertThat(namespace
                        .at("metadata", "labels", "pod-security.kubernetes.io/enforce")
                        .text())
                .isEqualTo("restricted");
        assertThat(objects)
                .filteredOn(object -> !object.at("kind").text().equals("Namespace"))
                .allSatisfy(
                        object -> assertThat(object.at("metadata", "namespace").text())
                                .isEqualTo(namespace.at("metadata", "name").text()));
    }

    @Test
    void podsKeepTheRestrictedStandard() {
        assertThat(pods().values()).allSatisfy(pod -> {
            Yaml security = pod.at("securityContext");
            assertThat(security.at("runAsNonRoot").text()).isEqualTo("true");
            assertThat(security.at("runAsUser").text()).isEqualTo("65532");
            assertThat(security.at("fsGroup").text()).isEqualTo("65532");
            assertThat(security.at("seccompProfile", "type").text()).isEqualTo("RuntimeDefault");
            assertThat(pod.fields()).doesNotContainKeys("hostNetwork", "hostPID", "hostIPC");
            assertThat(pod.at("volumes").items())
                    .allSatisfy(volume ->
                            assertThat(VOLUMES).containsAll(volume.fields().keySet()));
        });
        assertThat(containers()).allSatisfy(container -> {
            Yaml security = container.at("securityContext");
            assertThat(security.fields())
                    .containsOnlyKeys("readOnlyRootFilesystem", "allowPrivilegeEscalation", "capabilities");
            assertThat(security.at("readOnlyRootFilesystem").text()).isEqualTo("true");
            assertThat(security.at("allowPrivilegeEscalation").text()).isEqualTo("false");
            assertThat(security.at("capabilities", "drop").texts()).containsExactly("ALL");
            assertThat(security.at("capabilities").fields()).containsOnlyKeys("drop");
            assertThat(container.at("ports").isThere()).isFalse();
        });
    }

    @Test
    void noPodGetsAToken() {
        assertThat(pods().values())
                .allSatisfy(
                        pod -> assertThat(pod.at("automountServiceAccountToken").text())
                                .isEqualTo("false"));
    }

    @Test
    void noServiceOfTheClusterSetsAVariable() {
        assertThat(pods().values())
                .allSatisfy(
                        pod -> assertThat(pod.at("enableServiceLinks").text()).isEqualTo("false"));
    }

    @Test
    void everyContainerHasRequestsAndLimits() {
        assertThat(containers())
                .allSatisfy(container -> assertThat(List.of("requests", "limits"))
                        .allSatisfy(kind -> assertThat(
                                        container.at("resources", kind).fields())
                                .containsOnlyKeys("cpu", "memory")));
    }

    @Test
    void everyImageIsPinnedAndOursHaveTheVersionOfTheBuild() {
        assertThat(containers()).map(container -> container.at("image").text()).allSatisfy(image -> {
            assertThat(image).matches(Known.PINNED);
            if (image.contains("/netraven-")) {
                assertThat(image).endsWith(":" + Known.version());
                assertThat(Yaml.text("Dockerfile")).contains(" AS " + image.replaceAll(".*/netraven-|:.*", "") + "\n");
            }
        });
    }

    @Test
    void noSecretIsInTheFile() {
        assertThat(ofKind("Secret")).isEmpty();
        assertThat(objects.stream().flatMap(Yaml::scalars).map(Yaml::text)).noneMatch(Known::looksSecret);
        assertThat(containers())
                .allSatisfy(
                        container -> assertThat(environment(container).keySet()).noneMatch(Known::isSecret));
    }

    @Test
    void everyVariableIsKnownToTheLauncherOrToTheScript() {
        Set<String> launcher = Known.ofLauncher();
        Set<String> backup = Known.ofScript("backup.sh");
        Set<String> common = ofKind("ConfigMap")
                .findFirst()
                .orElseThrow()
                .at("data")
                .fields()
                .keySet();
        assertThat(launcher).containsAll(common);
        assertThat(backup).containsAll(common);
        assertThat(containers()).allSatisfy(container -> {
            boolean ofBackup = container.at("name").text().equals("backup");
            assertThat(ofBackup ? backup : launcher)
                    .containsAll(environment(container).keySet());
            assertThat(container.at("envFrom").items())
                    .singleElement()
                    .satisfies(from ->
                            assertThat(from.at("configMapRef", "name").text()).isEqualTo(DATABASE));
        });
    }

    @Test
    void theServerIsProvenByACertificateThatEveryContainerMounts() {
        Yaml data = ofKind("ConfigMap").findFirst().orElseThrow().at("data");
        assertThat(data.at("NETRAVEN_TLS_MODE").text()).isEqualTo("verify-full");
        String file = data.at("NETRAVEN_TLS_ROOT_CERTIFICATE").text();
        pods().values()
                .forEach(pod -> containers(pod)
                        .forEach(container ->
                                assertThat(contentOf(pod, container, file)).isEqualTo("netraven-database-ca/ca.pem")));
    }

    @Test
    void everySecretsFileIsInAMountedSecretThatTheCommentsMake() {
        Set<String> made =
                made().map(each -> each.group(1) + "/" + each.group(2)).collect(Collectors.toCollection(TreeSet::new));
        Set<String> used = new TreeSet<>(Set.of("netraven-database-ca/ca.pem"));
        pods().values()
                .forEach(pod -> containers(pod)
                        .forEach(container -> environment(container).forEach((name, value) -> {
                            if (name.endsWith("_FILE")) {
                                used.add(contentOf(pod, container, value));
                            }
                        })));
        assertThat(used).isEqualTo(made);
    }

    /** What a file of a container comes from: the secret's or config map's name, and its key. */
    private static String contentOf(Yaml pod, Yaml container, String file) {
        int slash = file.lastIndexOf('/');
        String volume = container.at("volumeMounts").items().stream()
                .filter(mount -> mount.at("mountPath").text().equals(file.substring(0, slash)))
                .map(mount -> mount.at("name").text())
                .findFirst()
                .orElse("not mounted");
        return pod.at("volumes").items().stream()
                        .filter(each -> each.at("name").text().equals(volume))
                        .map(each -> each.at("secret", "secretName").text()
                                + each.at("configMap", "name").text())
                        .findFirst()
                        .orElse("no volume for " + file)
                + file.substring(slash);
    }

    @Test
    void secretsComeFromFilesThatMakeSecretsMakes() {
        Set<String> files =
                made().flatMap(each -> Stream.ofNullable(each.group(3))).collect(Collectors.toSet());
        assertThat(Yaml.read("docker-compose.yml").get(0).at("secrets").fields().keySet())
                .containsAll(files);
        assertThat(files).hasSize(4);
    }

    @Test
    void secretsAreForTheGroupOfThePodAlone() {
        assertThat(pods().values().stream()
                        .flatMap(pod -> pod.at("volumes").items().stream())
                        .filter(volume -> volume.at("secret").isThere()))
                .hasSizeGreaterThan(4)
                .allSatisfy(volume ->
                        assertThat(volume.at("secret", "defaultMode").value()).isEqualTo(0440));
    }

    @Test
    void everyVolumeIsDeclaredAndMounted() {
        assertThat(pods().values()).allSatisfy(pod -> {
            Set<String> mounted = new TreeSet<>();
            containers(pod).forEach(container -> mounted.addAll(names(container.at("volumeMounts"))));
            assertThat(names(pod.at("volumes"))).isEqualTo(mounted);
        });
        assertThat(containers())
                .allSatisfy(container -> assertThat(container.at("volumeMounts").items())
                        .anyMatch(mount -> mount.at("mountPath").text().equals("/tmp")));
        assertThat(pods().values().stream()
                        .flatMap(pod -> pod.at("volumes").items().stream())
                        .map(volume ->
                                volume.at("persistentVolumeClaim", "claimName").text())
                        .filter(name -> !name.isEmpty()))
                .containsExactlyElementsOf(ofKind("PersistentVolumeClaim")
                        .map(claim -> claim.at("metadata", "name").text())
                        .toList());
    }

    @Test
    void eachHasTheLoginThatItNeedsAndNoMore() {
        Map<String, String> logins = new TreeMap<>();
        pods().forEach((name, pod) -> containers(pod)
                .forEach(container -> logins.put(
                        name + "/" + container.at("name").text(),
                        environment(container).get("POSTGRES_USER"))));
        assertThat(logins)
                .isEqualTo(Map.of(
                        "schema-init/init", "netraven",
                        "example-service/wait", "netraven_service",
                        "example-service/service", "netraven_service",
                        "key-rotation/rotate", "netraven_rotator",
                        "backup/backup", "netraven"));
        assertThat(names(pod("backup").at("volumes"))).doesNotContain("master-key");
        assertThat(names(container("example-service", "wait").at("volumeMounts")))
                .doesNotContain("master-key");
    }

    @Test
    void theStepsEndAndAreNotRunTwiceAtOnce() {
        Yaml init = ofKind("Job").findFirst().orElseThrow().at("spec");
        assertThat(init.fields()).containsKeys("backoffLimit", "activeDeadlineSeconds", "ttlSecondsAfterFinished");
        assertThat(init.at("podFailurePolicy", "rules").items()).singleElement().satisfies(rule -> {
            assertThat(rule.at("onExitCodes", "containerName").text()).isEqualTo("init");
            assertThat(rule.at("onExitCodes", "values").texts()).containsExactly("1", "2", "4", "6");
        });
        assertThat(ofKind("CronJob")).hasSize(2).allSatisfy(job -> {
            assertThat(job.at("spec", "concurrencyPolicy").text()).isEqualTo("Forbid");
            assertThat(job.at("spec", "jobTemplate", "spec").fields())
                    .containsKeys("backoffLimit", "activeDeadlineSeconds", "ttlSecondsAfterFinished");
        });
        assertThat(pods())
                .allSatisfy((name, pod) -> assertThat(pod.at("restartPolicy").text())
                        .isEqualTo(name.equals("example-service") ? "" : "Never"));
    }

    @Test
    void commandsAreThoseOfTheImages() {
        assertThat(container("schema-init", "init").at("args").texts()).containsExactly("init");
        assertThat(container("example-service", "wait").at("args").texts()).startsWith("wait");
        assertThat(container("key-rotation", "rotate").at("args").texts()).containsExactly("keys", "rotate");
        assertThat(container("backup", "backup").at("command").texts())
                .singleElement()
                .satisfies(command -> assertThat(Known.programs()).contains(command));
    }

    @Test
    void podsReachNameServersAndTheDatabaseAlone() {
        Yaml policy = ofKind("NetworkPolicy").findFirst().orElseThrow().at("spec");
        assertThat(policy.at("podSelector").fields()).isEmpty();
        assertThat(policy.at("policyTypes").texts()).containsExactly("Ingress", "Egress");
        assertThat(policy.at("ingress").isThere()).isFalse();
        assertThat(policy.at("egress").items().get(0).at("ports").items())
                .map(port -> port.at("port").text())
                .containsExactly(
                        "53",
                        "53",
                        ofKind("ConfigMap")
                                .findFirst()
                                .orElseThrow()
                                .at("data", "POSTGRES_PORT")
                                .text());
    }
}
