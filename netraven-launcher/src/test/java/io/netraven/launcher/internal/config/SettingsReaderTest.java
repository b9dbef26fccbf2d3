package io.netraven.launcher.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netraven.launcher.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsReaderTest {

    private static final String SECRET = "correct-horse-battery";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Settings read(Map<String, String> options, Map<String, String> environment) {
        return SettingsReader.read(options, environment, folder, true);
    }

    private Endpoint endpoint(Map<String, String> environment) {
        return read(Map.of(), environment).endpoint().orElseThrow();
    }

    private List<String> problems(Map<String, String> environment) {
        return problems(Map.of(), environment);
    }

    private List<String> problems(Map<String, String> options, Map<String, String> environment) {
        ConfigurationException thrown =
                catchThrowableOfType(ConfigurationException.class, () -> read(options, environment));
        assertThat(thrown).isNotNull();
        assertThat(thrown).hasMessageNotContaining(SECRET);
        return thrown.problems();
    }

    private static Map<String, String> withHost(String name, String value) {
        return Map.of("POSTGRES_HOST", "h", name, value);
    }

    @Nested
    final class Defaults {

        @Test
        void areThoseOfTheDocumentation() {
            Settings settings = read(Map.of(), Map.of("POSTGRES_HOST", "h"));
            assertThat(settings.endpoint()).hasToString("Optional[postgresql://netraven@h:5432/netraven]");
            assertThat(settings.namespace()).isEqualTo("netraven");
            assertThat(settings.roles()).isEmpty();
            assertThat(settings.waitAtMost()).contains(Duration.ofSeconds(60));
            assertThat(settings.lockTimeout()).isEqualTo(Duration.ofSeconds(60));
            assertThat(settings.statementTimeout()).isEqualTo(Duration.ofSeconds(60));
            assertThat(settings.accessGrace()).isZero();
            assertThat(settings.strict()).isFalse();
            assertThat(settings.extensions()).isTrue();
            assertThat(settings.model()).isEmpty();
            assertThat(settings.poolSize()).isEqualTo(10);
        }

        @Test
        void nameNoHost() {
            assertThat(problems(Map.of()))
                    .singleElement()
                    .asString()
                    .startsWith("No database is named: set DATABASE_URL");
        }

        @Test
        void needNoHostWhereNoDatabaseIsUsed() {
            assertThat(SettingsReader.read(Map.of(), Map.of(), folder, false).endpoint())
                    .isEmpty();
        }
    }

    @Nested
    final class Silence {

        @Test
        void endsFifteenSecondsAfterTheServerWouldHaveEndedTheStatement() {
            assertThat(read(Map.of(), withHost("NETRAVEN_STATEMENT_TIMEOUT", "5s"))
                            .longestSilence())
                    .isEqualTo(Duration.ofSeconds(20));
            assertThat(read(Map.of(), withHost("NETRAVEN_STATEMENT_TIMEOUT", "0"))
                            .longestSilence())
                    .isZero();
        }

        @Test
        void ofATransactionEndsBeforeOthersGiveUpWaitingForItsLocks() {
            assertThat(read(Map.of(), withHost("NETRAVEN_LOCK_TIMEOUT", "10s")).longestIdle())
                    .isEqualTo(Duration.ofSeconds(5));
            assertThat(read(Map.of(), withHost("NETRAVEN_LOCK_TIMEOUT", "0")).longestIdle())
                    .isEqualTo(Duration.ofSeconds(1));
        }
    }

    @Nested
    final class Precedence {

        @Test
        void optionsWinOverEnvironmentOverFile() throws IOException {
            Files.writeString(folder.resolve("n.properties"), "POSTGRES_HOST=f\nPOSTGRES_DB=f\nPOSTGRES_USER=f\n");
            Map<String, String> environment =
                    Map.of("POSTGRES_HOST", "e", "POSTGRES_DB", "e", "NETRAVEN_CONFIG_FILE", "n.properties");
            assertThat(read(Map.of("POSTGRES_HOST", "o"), environment).endpoint())
                    .hasToString("Optional[postgresql://f@o:5432/e]");
        }

        @Test
        void anOptionOverridesOnePartOfTheEnvironmentsUrl() {
            Map<String, String> environment = Map.of("DATABASE_URL", "postgresql://u:p@h:6000/n?sslmode=require");
            Endpoint endpoint =
                    read(Map.of("POSTGRES_DB", "other"), environment).endpoint().orElseThrow();
            assertThat(endpoint).hasToString("postgresql://u@h:6000/other");
            assertThat(endpoint.properties()).containsEntry("sslmode", "require");
        }

        @Test
        void aUrlReplacesALowerSourcesUrlAsAWhole() {
            Map<String, String> environment = Map.of("DATABASE_URL", "postgresql://u:p@h:6000/n?socketTimeout=5");
            Endpoint endpoint = read(Map.of("DATABASE_URL", "postgresql://o"), environment)
                    .endpoint()
                    .orElseThrow();
            assertThat(endpoint).hasToString("postgresql://netraven@o:5432/netraven");
            assertThat(endpoint.password()).isEmpty();
            assertThat(endpoint.properties()).doesNotContainKey("socketTimeout");
        }

        @Test
        void aUrlWithoutPasswordTakesTheOneThatIsSetApart() {
            Endpoint endpoint = endpoint(Map.of("DATABASE_URL", "postgresql://u@h/n", "POSTGRES_PASSWORD", SECRET));
            assertThat(endpoint.password().map(Secret::reveal)).contains(SECRET);
        }

        @Test
        void theAddressOfAKubernetesServiceIsNoPort() {
            assertThat(endpoint(Map.of("POSTGRES_HOST", "postgres", "POSTGRES_PORT", "tcp://10.96.0.7:5432")))
                    .hasToString("postgresql://netraven@postgres:5432/netraven");
            assertThat(endpoint(
                            Map.of("DATABASE_URL", "postgresql://u@h:6/n", "POSTGRES_PORT", "tcp://10.96.0.7:5432")))
                    .hasToString("postgresql://u@h:6/n");
        }

        @Test
        void theSystemsRootCertificatesWantTheNameVerifiedToo() {
            assertThat(endpoint(withHost("NETRAVEN_TLS_ROOT_CERTIFICATE", "system"))
                            .properties())
                    .containsEntry("sslmode", "verify-full");
            assertThat(problems(Map.of("DATABASE_URL", "postgresql://h/n?sslrootcert=system&sslmode=require")))
                    .singleElement()
                    .asString()
                    .contains("has to be verify-full");
        }

        @Test
        void anEmptyVariableIsNotSet() {
            assertThat(endpoint(Map.of("POSTGRES_HOST", "h", "POSTGRES_PORT", "", "POSTGRES_PORT_FILE", "")))
                    .hasToString("postgresql://netraven@h:5432/netraven");
        }
    }

    @Nested
    final class ValueFiles {

        @ParameterizedTest
        @CsvSource({
            "'secret\n',secret",
            "'secret\r\n',secret",
            "'secret\n\n','secret\n'",
            "'  secret ','  secret '",
            "'\uFEFFsecret',secret"
        })
        void loseOneTrailingNewlineAndNothingElse(String content, String password) throws IOException {
            Files.writeString(folder.resolve("password"), content);
            assertThat(endpoint(withHost("POSTGRES_PASSWORD_FILE", "password"))
                            .password()
                            .map(Secret::reveal))
                    .contains(password);
        }

        @Test
        void inUtf16AreProblems() throws IOException {
            Files.write(folder.resolve("little"), SECRET.getBytes(StandardCharsets.UTF_16LE));
            Files.write(folder.resolve("marked"), SECRET.getBytes(StandardCharsets.UTF_16));
            for (String file : List.of("little", "marked")) {
                assertThat(problems(withHost("POSTGRES_PASSWORD_FILE", file)))
                        .singleElement()
                        .asString()
                        .startsWith("POSTGRES_PASSWORD_FILE: the file " + file
                                + " cannot be read (MalformedInputException)");
            }
        }

        @Test
        void mayHoldTheWholeUrl() throws IOException {
            Files.writeString(folder.resolve("url"), "postgresql://u:" + SECRET + "@h/n\n");
            assertThat(endpoint(Map.of("DATABASE_URL_FILE", "url"))).hasToString("postgresql://u@h:5432/n");
        }

        @Test
        void thatAreMissingOrEmptyAreProblems() throws IOException {
            Files.createFile(folder.resolve("empty"));
            assertThat(problems(Map.of("POSTGRES_HOST_FILE", "empty", "POSTGRES_PASSWORD_FILE", "missing")))
                    .contains("POSTGRES_HOST_FILE: the file empty is empty")
                    .anySatisfy(problem -> assertThat(problem)
                            .startsWith(
                                    "POSTGRES_PASSWORD_FILE: the file missing cannot be read (NoSuchFileException)"));
        }

        @Test
        void thatAreNotOfASettingAreNotReadToTheirEnd() throws IOException {
            Files.writeString(folder.resolve("most"), "x".repeat(64 * 1024));
            Files.write(folder.resolve("dump"), new byte[64 * 1024 + 1]);
            Files.write(folder.resolve("latin"), new byte[] {(byte) 0xe9});

            assertThat(problems(Map.of(
                            "POSTGRES_PASSWORD_FILE", "dump",
                            "POSTGRES_HOST_FILE", "latin",
                            "POSTGRES_USER_FILE", "most",
                            "NETRAVEN_CONFIG_FILE", "dump")))
                    .contains(
                            "POSTGRES_PASSWORD_FILE: the file dump cannot be read (TooLong): " + SmallFile.RULE,
                            "POSTGRES_HOST_FILE: the file latin cannot be read (MalformedInputException): "
                                    + SmallFile.RULE,
                            "The configuration file dump cannot be read (TooLong): " + SmallFile.RULE);
        }

        @Test
        void besideTheirVariableAreProblems() {
            assertThat(problems(Map.of(
                            "POSTGRES_HOST", "h", "POSTGRES_PASSWORD", SECRET, "POSTGRES_PASSWORD_FILE", "password")))
                    .containsExactly("POSTGRES_PASSWORD and POSTGRES_PASSWORD_FILE are both set: keep one of them");
        }

        @Test
        void besideTheirVariableAreProblemsForKeysThatAreReadLaterToo() {
            assertThat(problems(Map.of(
                            "POSTGRES_HOST",
                            "h",
                            "NETRAVEN_ENCRYPTION_KEY",
                            SECRET,
                            "NETRAVEN_ENCRYPTION_KEY_FILE",
                            "k")))
                    .containsExactly(
                            "NETRAVEN_ENCRYPTION_KEY and NETRAVEN_ENCRYPTION_KEY_FILE are both set: keep one of them");
        }
    }

    @Nested
    final class MasterKeys {

        private Settings read(Map<String, String> environment) {
            return SettingsReader.readWithMasterKeys(Map.of(), environment, folder, false);
        }

        @Test
        void areSecretsOfTheirVariablesOrFiles() throws IOException {
            Files.writeString(folder.resolve("before"), "before " + SECRET + "\n");
            Settings settings =
                    read(Map.of("NETRAVEN_ENCRYPTION_KEY", SECRET, "NETRAVEN_ENCRYPTION_KEY_PREVIOUS_FILE", "before"));
            assertThat(settings.encryptionKey().orElseThrow().reveal()).isEqualTo(SECRET);
            assertThat(settings.previousEncryptionKey().orElseThrow().reveal()).isEqualTo("before " + SECRET);
            assertThat(settings.toString()).doesNotContain(SECRET);
        }

        @Test
        void areLeftAloneByWhoeverDoesNotUseThem() {
            Map<String, String> environment = Map.of("NETRAVEN_ENCRYPTION_KEY_FILE", "missing");
            assertThat(SettingsReader.read(Map.of(), environment, folder, false).encryptionKey())
                    .isEmpty();
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> read(environment))
                    .withMessageContaining("NETRAVEN_ENCRYPTION_KEY_FILE: the file missing cannot be read");
        }

        @Test
        void areRefusedWhereOnlyTheOneBeforeIsSet() {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> read(Map.of("NETRAVEN_ENCRYPTION_KEY_PREVIOUS", SECRET)))
                    .withMessageContaining("NETRAVEN_ENCRYPTION_KEY is not")
                    .withMessageNotContaining(SECRET);
        }
    }

    @Nested
    final class ConfigurationFile {

        @Test
        void thatIsMissingIsAProblem() {
            assertThat(problems(withHost("NETRAVEN_CONFIG_FILE", "missing")))
                    .singleElement()
                    .asString()
                    .startsWith("The configuration file missing cannot be read");
        }

        @Test
        void setsNothingButKnownNames() throws IOException {
            Files.writeString(folder.resolve("c"), "POSTGRES_HSOT=h\nNETRAVEN_FOO=" + SECRET + "\n");
            assertThat(problems(withHost("NETRAVEN_CONFIG_FILE", "c")))
                    .containsExactlyInAnyOrder(
                            "The configuration file sets POSTGRES_HSOT, which is unknown: did you mean POSTGRES_HOST?",
                            "The configuration file sets NETRAVEN_FOO, which is unknown");
        }

        @Test
        void mayBeginWithAByteOrderMark() throws IOException {
            Files.writeString(folder.resolve("c"), "\uFEFFPOSTGRES_HOST=h\r\nPOSTGRES_DB=n\r\n");
            assertThat(endpoint(Map.of("NETRAVEN_CONFIG_FILE", "c"))).hasToString("postgresql://netraven@h:5432/n");
        }

        @Test
        void isNotQuotedWhereItIsTheFileOfASecret() throws IOException {
            Files.writeString(folder.resolve("password"), SECRET + "\n");
            assertThat(problems(withHost("NETRAVEN_CONFIG_FILE", "password")))
                    .containsExactly("The configuration file sets a name that is unknown: it takes NAME=value lines");
        }
    }

    @Nested
    final class Names {

        @Test
        void thatAreMisspeltAreProblems() {
            assertThat(problems(withHost("NETRAVEN_LOCK_TIMOUT", "5s")))
                    .containsExactly(
                            "The variable NETRAVEN_LOCK_TIMOUT is unknown: did you mean NETRAVEN_LOCK_TIMEOUT?");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "NETRAVEN_API_LISTEN_ADDRESS",
                    "NETRAVEN_TEST_DATABASE_URL",
                    "NETRAVEN_ENCRYPTION_KEY",
                    "NETRAVEN_ENCRYPTION_KEY_PREVIOUS_FILE",
                    "POSTGRES_INITDB_ARGS"
                })
        void ofOthersAndOfLaterAreLeftAlone(String name) {
            assertThat(endpoint(withHost(name, "x"))).isNotNull();
        }
    }

    @Nested
    final class Values {

        @ParameterizedTest
        @CsvSource({
            "POSTGRES_PORT,0",
            "POSTGRES_PORT,65536",
            "POSTGRES_PORT,http",
            "NETRAVEN_NAMESPACE,Upper",
            "NETRAVEN_NAMESPACE,pg_toast",
            "NETRAVEN_NAMESPACE,1st",
            "NETRAVEN_WAIT,20",
            "NETRAVEN_LOCK_TIMEOUT,forever",
            "NETRAVEN_STRICT,maybe",
            "NETRAVEN_POOL_SIZE,0",
            "NETRAVEN_TLS_MODE,on"
        })
        void thatCannotBeUsedAreProblemsThatNameTheSetting(String name, String value) {
            assertThat(problems(withHost(name, value)))
                    .singleElement()
                    .asString()
                    .startsWith(Setting.valueOf(name.replaceFirst("NETRAVEN_|POSTGRES_", ""))
                                    .words() + ": ");
        }

        @Test
        void mayWaitForever() {
            assertThat(read(Map.of(), withHost("NETRAVEN_WAIT", "forever")).waitAtMost())
                    .isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"h?ssl=false", "a,?::1", "h/d", "u@h", "h#", "h&x=y", "a b", "h\n"})
        void nameNoHostWithMoreBehindIt(String host) {
            assertThat(problems(Map.of("POSTGRES_HOST", "x" + host + "x")))
                    .singleElement()
                    .asString()
                    .startsWith("POSTGRES_HOST (--host): ")
                    .endsWith(" is no host name");
        }

        @Test
        void pairHostsWithPorts() {
            assertThat(endpoint(Map.of("POSTGRES_HOST", "a, b", "POSTGRES_PORT", "1,2"))
                            .servers())
                    .containsExactly("a:1", "b:2");
            assertThat(endpoint(Map.of("POSTGRES_HOST", "a,::1", "POSTGRES_PORT", "7"))
                            .servers())
                    .containsExactly("a:7", "[::1]:7");
            assertThat(problems(Map.of("POSTGRES_HOST", "a,b,c", "POSTGRES_PORT", "1,2")))
                    .containsExactly("There are 3 hosts and 2 ports: name one port for all, or one for each");
        }
    }

    @Nested
    final class Roles {

        @Test
        void goByTheModelsWords() {
            Map<String, String> environment = Map.of(
                    "POSTGRES_HOST",
                    "h",
                    "NETRAVEN_APPLICATION_ROLE",
                    "a",
                    "NETRAVEN_READ_ONLY_ROLE",
                    "b",
                    "NETRAVEN_ROTATION_ROLE",
                    "c");
            assertThat(read(Map.of(), environment).roles())
                    .isEqualTo(Map.of("application", "a", "read_only", "b", "rotation", "c"));
        }

        @Test
        void mayBeNamedOneByOne() {
            assertThat(read(Map.of("NETRAVEN_ROTATION_ROLE", "c"), Map.of("POSTGRES_HOST", "h"))
                            .roles())
                    .isEqualTo(Map.of("rotation", "c"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"Upper", "1st", "with space", "a\"b", "ä", "pg_monitor", "public"})
        void withNamesThatCannotBeUsedAreProblems(String name) {
            assertThat(problems(withHost("NETRAVEN_READ_ONLY_ROLE", name)))
                    .containsExactly("NETRAVEN_READ_ONLY_ROLE (--read-only-role): \"" + name
                            + "\" cannot be used: lower-case letters, digits and underscores, a letter or underscore"
                            + " first, 63 at most, neither pg_... nor public");
        }

        @Test
        void haveNamesOf63BytesAtMost() {
            assertThat(read(Map.of(), withHost("NETRAVEN_ROTATION_ROLE", "r".repeat(63)))
                            .roles())
                    .hasSize(1);
            assertThat(problems(withHost("NETRAVEN_ROTATION_ROLE", "r".repeat(64))))
                    .hasSize(1);
        }

        @Test
        void ofOneNameAreAProblem() {
            assertThat(problems(Map.of(
                            "POSTGRES_HOST",
                            "h",
                            "NETRAVEN_APPLICATION_ROLE",
                            "same",
                            "NETRAVEN_ROTATION_ROLE",
                            "same")))
                    .containsExactly("NETRAVEN_ROTATION_ROLE (--rotation-role): \"same\" has another part already:"
                            + " name a role for each");
        }
    }

    @Nested
    final class Contradictions {

        @Test
        void ofUrlAndPartsNameBoth() {
            assertThat(problems(Map.of(
                            "DATABASE_URL", "postgresql://u:" + SECRET + "@h/n",
                            "POSTGRES_HOST", "other",
                            "POSTGRES_PASSWORD", SECRET + "2")))
                    .containsExactlyInAnyOrder(
                            "DATABASE_URL and POSTGRES_HOST disagree: keep one of them",
                            "DATABASE_URL and POSTGRES_PASSWORD disagree: keep one of them");
        }

        @Test
        void areNoneWhereUrlAndPartsAgree() {
            assertThat(endpoint(Map.of("DATABASE_URL", "postgresql://u@h/n", "POSTGRES_HOST", "h")))
                    .hasToString("postgresql://u@h:5432/n");
        }
    }

    @Nested
    final class Report {

        @Test
        void holdsEveryProblemAtOnce() {
            Map<String, String> environment = new HashMap<>();
            environment.put("DATABASE_URL", "mysql://u:" + SECRET + "@h");
            environment.put("NETRAVEN_LOCK_TIMEOUT", "5");
            environment.put("NETRAVEN_STRIKT", "true");
            environment.put("POSTGRES_PASSWORD", SECRET);
            environment.put("POSTGRES_PASSWORD_FILE", "x");
            assertThat(problems(Map.of("POSTGRES_PORT", "x"), environment)).hasSize(5);
        }

        @Test
        void namesOptionsAsTheyWereGiven() {
            assertThat(problems(
                            Map.of(
                                    "DATABASE_URL",
                                    "postgresql://h/n",
                                    "POSTGRES_HOST",
                                    "x",
                                    "POSTGRES_PASSWORD_FILE",
                                    "y"),
                            Map.of()))
                    .anySatisfy(problem -> assertThat(problem).startsWith("--url and --host disagree"))
                    .anySatisfy(problem -> assertThat(problem).startsWith("--password-file: the file y"));
        }
    }

    @Nested
    final class Secrecy {

        /** Where the host is forgotten, a password stands in a port's place. */
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "postgresql://netraven:" + SECRET + "/netraven",
                    "postgresql://netraven " + SECRET + "/netraven",
                    "postgresql://h/netraven?sslmode=" + SECRET,
                    "postgresql://h/netraven?connect_timeout=" + SECRET
                })
        void isNotToldWhereItIsMisplacedInAUrl(String url) {
            assertThat(problems(Map.of("DATABASE_URL", url)))
                    .singleElement()
                    .asString()
                    .contains("what the database URL has there");
        }

        @Test
        void keepsThePasswordOutOfEveryText() {
            Settings settings =
                    read(Map.of(), Map.of("DATABASE_URL", "postgresql://u:" + SECRET + "@h/n?sslpassword=" + SECRET));
            Endpoint endpoint = settings.endpoint().orElseThrow();
            assertThat(endpoint.password().map(Secret::reveal)).contains(SECRET);
            assertThat(List.of(settings, endpoint, endpoint.password()))
                    .allSatisfy(value -> assertThat(value.toString()).doesNotContain(SECRET));
        }
    }
}
