package io.netraven.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** The jar that {@code ./netraven try} runs. */
final class TrialJarIT {

    @Test
    void hasAServerForEveryPlatform() throws IOException {
        try (JarFile jar = new JarFile(System.getProperty("try.jar"))) {
            assertThat(jar.stream().map(ZipEntry::getName))
                    .contains(
                            "io/netraven/trial/EmbeddedTrial.class",
                            "postgres-linux-x86_64.txz",
                            "postgres-linux-arm_64.txz",
                            "postgres-darwin-x86_64.txz",
                            "postgres-darwin-arm_64.txz",
                            "postgres-windows-x86_64.txz");
        }
    }
}
