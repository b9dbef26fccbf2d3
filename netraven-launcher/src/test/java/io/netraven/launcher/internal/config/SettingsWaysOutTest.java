package io.netraven.launcher.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netraven.launcher.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A setting that cannot be used: the message, and a value that follows it. */
class SettingsWaysOutTest {

    private static final String NONE = "none";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(folder.resolve("value"), "h2");
        Files.writeString(folder.resolve("empty"), "");
        Files.writeString(folder.resolve("unknown.properties"), "NETRAVEN_NAMESPCE=x\n");
        Files.writeString(folder.resolve("known.properties"), "NETRAVEN_NAMESPACE=x\n");
        Files.writeString(folder.resolve("lines.properties"), "url: x\n");
        Files.writeString(folder.resolve("escape.properties"), "NETRAVEN_NAMESPACE=\\u12\n");
    }

    private Settings read(String settings) {
        Map<String, String> environment = new HashMap<>(Map.of("POSTGRES_HOST", "h"));
        for (String setting : settings.split(" & ", -1)) {
            int equals = setting.indexOf('=');
            environment.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        environment.values().removeIf(NONE::equals);
        return SettingsReader.readWithMasterKeys(Map.of(), environment, folder, true);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POSTGRES_HOST=none | set DATABASE_URL | DATABASE_URL=postgresql://u@h/d & POSTGRES_HOST=none",
                "POSTGRES_HOST=a,b & POSTGRES_PORT=1,2,3 | name one port for all, or one for each"
                        + " | POSTGRES_HOST=a,b & POSTGRES_PORT=1,2",
                "POSTGRES_HOST=a b | is no host name | POSTGRES_HOST=a.example",
                "POSTGRES_PORT=x | is no number from 1 to 65535 | POSTGRES_PORT=5433",
                "NETRAVEN_TLS_MODE=verify | is unknown: one of | NETRAVEN_TLS_MODE=verify-full",
                "NETRAVEN_NAMESPACE=A b | cannot be used: lower-case letters | NETRAVEN_NAMESPACE=a_b",
                "NETRAVEN_APPLICATION_ROLE=A b | cannot be used: lower-case letters | NETRAVEN_APPLICATION_ROLE=a_b",
                "NETRAVEN_APPLICATION_ROLE=r & NETRAVEN_READ_ONLY_ROLE=r | name a role for each"
                        + " | NETRAVEN_APPLICATION_ROLE=r & NETRAVEN_READ_ONLY_ROLE=s",
                "DATABASE_URL=postgresql://u@h/d?connect_timeout=soon & POSTGRES_HOST=none | is no number of seconds"
                        + " | DATABASE_URL=postgresql://u@h/d?connect_timeout=5 & POSTGRES_HOST=none",
                "NETRAVEN_WAIT=20 | write 20s for seconds | NETRAVEN_WAIT=20s",
                "NETRAVEN_WAIT=soon | write for example | NETRAVEN_WAIT=2m",
                "NETRAVEN_AUDIT_DAYS=x | neither a number of days from 1 | NETRAVEN_AUDIT_DAYS=30",
                "NETRAVEN_HISTORY_DAYS=0 | nor the word setting | NETRAVEN_HISTORY_DAYS=setting",
                "NETRAVEN_STRICT=yes | is neither true (on) nor false (off) | NETRAVEN_STRICT=on",
                "NETRAVEN_POOL_SIZE=0 | is no number from 1 to 1000 | NETRAVEN_POOL_SIZE=5",
                "NETRAVEN_NAMESPCE=x | did you mean NETRAVEN_NAMESPACE | NETRAVEN_NAMESPACE=x",
                "NETRAVEN_CONFIG_FILE=unknown.properties | which is unknown | NETRAVEN_CONFIG_FILE=known.properties",
                "NETRAVEN_CONFIG_FILE=lines.properties | NAME=value lines | NETRAVEN_CONFIG_FILE=known.properties",
                "NETRAVEN_CONFIG_FILE=escape.properties | has a malformed | NETRAVEN_CONFIG_FILE=known.properties",
                "POSTGRES_HOST_FILE=value | are both set: keep one of them | POSTGRES_HOST=none & POSTGRES_HOST_FILE=value",
                "POSTGRES_HOST=none & POSTGRES_HOST_FILE=empty | is empty | POSTGRES_HOST=none & POSTGRES_HOST_FILE=value",
                "POSTGRES_HOST=none & POSTGRES_HOST_FILE=missing | it has to exist, be readable"
                        + " | POSTGRES_HOST=none & POSTGRES_HOST_FILE=value",
                "DATABASE_URL=postgresql://u@other/d | disagree: keep one of them | DATABASE_URL=postgresql://u@h/d",
                "NETRAVEN_ENCRYPTION_KEY_PREVIOUS=x | set the master key that takes its place too"
                        + " | NETRAVEN_ENCRYPTION_KEY_PREVIOUS=x & NETRAVEN_ENCRYPTION_KEY=y",
                "POSTGRES_HOST=none & DATABASE_URL=mysql://h | has to start with postgresql://"
                        + " | POSTGRES_HOST=none & DATABASE_URL=postgresql://h",
                "POSTGRES_HOST=none & DATABASE_URL=postgresql://u:a/b@h | percent-encode the password"
                        + " | POSTGRES_HOST=none & DATABASE_URL=postgresql://u:a%2Fb@h",
                "POSTGRES_HOST=none & DATABASE_URL=jdbc:postgresql://u@h/d | use postgresql://, or ?user="
                        + " | POSTGRES_HOST=none & DATABASE_URL=jdbc:postgresql://h/d?user=u",
                "POSTGRES_HOST=none & DATABASE_URL=postgresql://%2Frun/d | connect over TCP, by host and port"
                        + " | POSTGRES_HOST=none & DATABASE_URL=postgresql://h:5432/d",
                "POSTGRES_HOST=none & DATABASE_URL=postgresql://h/d?service=x | name host, database and user in the URL"
                        + " | POSTGRES_HOST=none & DATABASE_URL=postgresql://u@h/d",
                "POSTGRES_HOST=none & DATABASE_URL=postgresql://h/d?x | write ?name=value&name=value"
                        + " | POSTGRES_HOST=none & DATABASE_URL=postgresql://h/d?user=u",
                "POSTGRES_HOST=none & DATABASE_URL=postgresql://h/d?sslmod=require | did you mean"
                        + " | POSTGRES_HOST=none & DATABASE_URL=postgresql://h/d?sslmode=require",
                "POSTGRES_HOST=none & DATABASE_URL=postgresql://h/d?target_session_attrs=x | are known"
                        + " | POSTGRES_HOST=none & DATABASE_URL=postgresql://h/d?target_session_attrs=primary",
                "POSTGRES_HOST=none & DATABASE_URL=postgresql://u:100%@h/d | write %25 for a percent sign"
                        + " | POSTGRES_HOST=none & DATABASE_URL=postgresql://u:100%25@h/d"
            })
    void aValueThatFollowsTheMessageIsAccepted(String bad, String wayOut, String good) {
        assertThatThrownBy(() -> read(bad))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(wayOut);
        assertThat(read(good).endpoint()).isPresent();
    }

    /** Extensions are left out by a flag, and the size of a service's pool has no option. */
    @Test
    void onlyOptionsThatThereAreAreNamed() {
        assertThatThrownBy(() -> read("NETRAVEN_EXTENSIONS=x & NETRAVEN_POOL_SIZE=x & NETRAVEN_STRICT=x"))
                .hasMessageContaining("NETRAVEN_EXTENSIONS:")
                .hasMessageContaining("NETRAVEN_POOL_SIZE:")
                .hasMessageContaining("NETRAVEN_STRICT (--strict):");
        assertThat(read("NETRAVEN_EXTENSIONS=off").extensions()).isFalse();
    }
}
