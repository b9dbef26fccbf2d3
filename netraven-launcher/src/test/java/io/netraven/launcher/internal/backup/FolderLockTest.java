package io.netraven.launcher.internal.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netraven.launcher.internal.backup.BackupException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One holder at a time; a file system without locks is not taken for another holder. */
final class FolderLockTest {

    private Path folder;

    @BeforeEach
    void make(@TempDir Path temporary) {
        folder = temporary;
    }

    @Test
    void hasOneHolderAtATime() {
        Path file = folder.resolve("a.lock");
        try (FolderLock held = FolderLock.tryOn(file).orElseThrow()) {
            assertThat(held).isNotNull();
            assertThat(FolderLock.tryOn(file)).isEmpty();
            assertThat(FolderLock.tryOn(folder.resolve("b.lock"))).hasValueSatisfying(FolderLock::close);
        }
        assertThat(FolderLock.tryOn(file)).hasValueSatisfying(FolderLock::close);
    }

    /** ENOLCK, as NFS answers without its lock service. */
    @Test
    void saysThatAFileSystemHasNoLocks() {
        FolderLock.Request refused = channel -> {
            throw new IOException("No locks available");
        };

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> FolderLock.tryOn(folder.resolve("a.lock"), refused))
                .withMessageContaining("The folder " + folder + " cannot be locked (file system ")
                .withMessageContaining("No locks available")
                .satisfies(thrown -> assertThat(thrown.reason()).isEqualTo(Reason.NOT_STORED));
    }
}
