package io.netraven.schema.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedBinariesTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path parent;

    @Test
    void areDiscardedUnlessAServerHasStartedFromThem() throws IOException {
        UnpackedBinaries binaries = new UnpackedBinaries(parent);
        Path good = release("PG-1");
        binaries.haveServed();
        Path partial = release("PG-2");
        Path data = Files.createDirectory(parent.resolve("netraven-data"));

        assertThat(binaries.discard()).containsExactly(partial);
        assertThat(partial).doesNotExist();
        assertThat(good.resolve("bin/postgres")).exists();
        assertThat(data).exists();
        assertThat(binaries.discard()).isEmpty();
    }

    private Path release(String name) throws IOException {
        Path folder = parent.resolve(name);
        Files.createDirectories(folder.resolve("bin"));
        Files.writeString(folder.resolve("bin/postgres"), "");
        return folder;
    }
}
