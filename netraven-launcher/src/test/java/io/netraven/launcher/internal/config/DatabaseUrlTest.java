package io.netraven.launcher.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseUrlTest {

    private static Map<Setting, String> parts(String url) {
        return DatabaseUrl.parse(url).parts();
    }

    @Nested
    final class Parse {

        @ParameterizedTest
        @ValueSource(strings = {"postgresql://", "postgres://"})
        void readsEveryPart(String scheme) {
            assertThat(parts(scheme + "raven:pass@db.example:5433/net"))
                    .containsOnly(
                            Map.entry(Setting.USER, "raven"),
                            Map.entry(Setting.PASSWORD, "pass"),
                            Map.entry(Setting.HOST, "db.example"),
                            Map.entry(Setting.PORT, "5433"),
                            Map.entry(Setting.DATABASE, "net"));
        }

        @Test
        void readsTheDriversForm() {
            assertThat(parts("jdbc:postgresql://db.example/net?user=raven&password=a+b%2B"))
                    .containsOnly(
                            Map.entry(Setting.USER, "raven"),
                            Map.entry(Setting.PASSWORD, "a b+"),
                            Map.entry(Setting.HOST, "db.example"),
                            Map.entry(Setting.DATABASE, "net"));
        }

        @Test
        void leavesOutWhatTheUrlLeavesOut() {
            assertThat(parts("postgresql://db.example")).containsOnlyKeys(Setting.HOST);
            assertThat(parts("postgresql:///net")).containsOnlyKeys(Setting.DATABASE);
        }

        @Test
        void decodesPercentEncodingAsUtf8AndLeavesPlusAlone() {
            assertThat(parts("postgresql://r%40ven:p%C3%A4%2F%3F%25+@h/n%20b"))
                    .containsEntry(Setting.USER, "r@ven")
                    .containsEntry(Setting.PASSWORD, "pä/?%+")
                    .containsEntry(Setting.DATABASE, "n b");
        }

        @Test
        void takesTheLastAtForTheEndOfThePassword() {
            assertThat(parts("postgresql://raven:p@ss@h/n"))
                    .containsEntry(Setting.PASSWORD, "p@ss")
                    .containsEntry(Setting.HOST, "h");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "postgresql://a:1,b:2/n | a,b | 1,2",
                    "postgresql://a:1,b/n | a,b | 1,5432",
                    "postgresql://[::1]:6000/n | [::1] | 6000",
                    "postgresql://[2001:db8::1]:6000,b:6001/n | [2001:db8::1],b | 6000,6001"
                })
        void readsSeveralHostsEachWithItsPort(String url, String hosts, String ports) {
            assertThat(parts(url)).containsEntry(Setting.HOST, hosts).containsEntry(Setting.PORT, ports);
        }

        @Test
        void translatesTheParametersOfLibpq() {
            DatabaseUrl url =
                    DatabaseUrl.parse("postgresql://h/n?sslmode=verify-full&sslrootcert=/ca.pem&connect_timeout=3"
                            + "&application_name=a%20b&target_session_attrs=read-write&sslnegotiation=direct");
            assertThat(url.parts())
                    .containsEntry(Setting.TLS_MODE, "verify-full")
                    .containsEntry(Setting.TLS_ROOT_CERTIFICATE, "/ca.pem")
                    .containsEntry(Setting.CONNECT_TIMEOUT, "3s");
            assertThat(url.properties())
                    .containsOnly(
                            Map.entry("ApplicationName", "a b"),
                            Map.entry("targetServerType", "primary"),
                            Map.entry("sslNegotiation", "direct"));
        }

        @Test
        void passesOnWhatTheDriverKnows() {
            assertThat(DatabaseUrl.parse("jdbc:postgresql://h/n?socketTimeout=5")
                            .properties())
                    .containsOnly(Map.entry("socketTimeout", "5"));
        }
    }

    @Nested
    final class Refuses {

        @Test
        void aParameterThatNobodyKnowsWithTheNearestName() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> DatabaseUrl.parse("postgresql://h/n?sslmod=require"))
                    .withMessageEndingWith("did you mean sslmode?");
        }

        @Test
        void serverErrorDetail() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> DatabaseUrl.parse("jdbc:postgresql://h/n?logServerErrorDetail=true"))
                    .withMessageContaining("always off");
        }

        @Test
        void aServiceOfAFileThatIsNotRead() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> DatabaseUrl.parse("postgresql:///?service=nr"))
                    .withMessageContaining("pg_service.conf, which is not read");
        }

        @ParameterizedTest
        @ValueSource(strings = {"postgresql://%2Fcloudsql%2Fp%3Ar%3Ai/n", "postgresql:///n?host=/var/run/postgresql"})
        void aSocketsFolder(String url) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> DatabaseUrl.parse(url))
                    .withMessage("names a socket's folder: connect over TCP, by host and port");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "mysql://u:hunter2@h/n",
                    "u:hunter2@h/n",
                    "jdbc:postgresql:hunter2",
                    "postgresql://u:hunter2/3@h/n",
                    "postgresql://u:hunter2?3@h/n",
                    "postgresql://u:hunter2%@h/n",
                    "postgresql://u:hunter2%C3@h/n",
                    "jdbc:postgresql://u:hunter2@h/n",
                    "postgresql://%2Fvar%2Frun/n?password=hunter2",
                    "postgresql://u@h/n?hunter2",
                    "postgresql://u:hunter2@h/n?password=hunter3"
                })
        void withoutRepeatingAnyPartOfTheUrl(String url) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> DatabaseUrl.parse(url))
                    .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain("hunter"));
        }
    }
}
