package io.netraven.launcher.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever other modules can see is written down, so that a change of it is seen, and meant. */
@SuppressWarnings("NullAway.Init")
class PublicApiTest {

    private static final Path WRITTEN = Path.of("src", "test", "resources", "public-api.txt");

    private static List<String> api;

    @BeforeAll
    static void read() throws IOException {
        api = PublicApi.lines();
        if (Boolean.getBoolean("netraven.docs.write")) {
            Files.writeString(WRITTEN, String.join("\n", api) + "\n");
        }
    }

    @Test
    void isAsItIsWrittenDown() throws IOException {
        assertThat(api)
                .as(WRITTEN + "; CONTRIBUTING.md says how it is written anew")
                .isEqualTo(Files.readAllLines(WRITTEN));
    }

    @Test
    void isOfAllFourModules() {
        assertThat(api)
                .filteredOn(line -> line.startsWith("module "))
                .containsExactly(
                        "module io.netraven.credentials",
                        "module io.netraven.launcher",
                        "module io.netraven.model",
                        "module io.netraven.schema");
    }

    @Test
    void namesNoLibraryThatAServiceShouldNotMeet() {
        assertThat(api)
                .noneMatch(line -> line.contains("org.eclipse.persistence")
                        || line.contains("com.mchange")
                        || line.contains("org.apache.commons.cli")
                        || line.contains("org.bouncycastle")
                        || line.contains("org.postgresql")
                        || line.contains("com.fasterxml"));
    }
}
