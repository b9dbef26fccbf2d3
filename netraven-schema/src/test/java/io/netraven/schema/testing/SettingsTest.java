package io.netraven.schema.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://me:p%40ss+w%2Frd@db.example:6543/main?sslmode=require",
                "jdbc:postgresql://db.example:6543/main?user=me&password=p%40ss+w%2Frd&sslmode=require"
            })
    void aUrlIsReadInBothForms(String url) {
        assertThat(ExternalServer.at(url).address())
                .isEqualTo(
                        new ServerAddress("db.example", 6543, "me", "p@ss+w/rd", "main", Map.of("sslmode", "require")));
    }

    @Test
    void whatAUrlLeavesOutHasADefault() {
        assertThat(ExternalServer.at("postgresql://localhost").address())
                .isEqualTo(new ServerAddress("localhost", 5432, "postgres", "", "postgres", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql://me:sec ret@host/db", "mysql://me:secret@host/db", "postgresql:me:secret"})
    void aBadUrlIsRefusedWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> ExternalServer.at(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Settings.DATABASE_URL)
                .hasMessageNotContaining("ret@")
                .hasNoCause();
    }

    @Test
    void anAddressIsWrittenWithoutItsPassword() {
        ServerAddress address = ExternalServer.at("postgresql://me:secret@host/db?sslmode=require")
                .address();

        assertThat(address).hasToString("me@host:5432");
        assertThat(address.url("other")).isEqualTo("jdbc:postgresql://host:5432/other?sslmode=require");
    }

    @Test
    void aUrlWinsOverTheKindOfServer() {
        assertThat(Server.choose(
                        from(Map.of(Settings.DATABASE_URL, "postgresql://host/db", Settings.SERVER, "testcontainers"))))
                .isInstanceOf(ExternalServer.class);
    }

    @Test
    void anUnknownKindOfServerIsRefused() {
        assertThatThrownBy(() -> Server.choose(from(Map.of(Settings.SERVER, "docker"))))
                .hasMessage("NETRAVEN_TEST_SERVER is 'docker'; it can be embedded or testcontainers");
    }

    @Test
    void anUnknownLoggingOfStatementsIsRefused() {
        assertThatThrownBy(() -> Server.logStatement(from(Map.of(Settings.LOG_STATEMENT, "some"))))
                .hasMessage("NETRAVEN_TEST_LOG_STATEMENT is 'some'; it can be none, ddl, mod or all");
    }

    private static Settings from(Map<String, String> values) {
        return name -> Optional.ofNullable(values.get(name));
    }
}
