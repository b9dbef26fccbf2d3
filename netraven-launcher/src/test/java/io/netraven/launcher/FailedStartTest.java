package io.netraven.launcher;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netraven.launcher.testing.Await;
import io.netraven.schema.testing.TestDatabase;
import jakarta.persistence.Entity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/** Alone, as it counts the threads of all pools of this process. */
@Isolated
final class FailedStartTest {

    /** Finds what stays open: a session that outlives its test fails it. */
    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod();

    /** What no persistence unit takes. */
    @Entity
    public static class Keyless {}

    @Test
    void leavesNothingOpenWhenTheEntitiesCannotBeOpened() {
        Configuration configuration = Configuration.builder()
                .host(database.host())
                .port(database.port())
                .database(database.name())
                .login(database.user(), database.password())
                .model(NetRavenSchema.model(), List.of(Keyless.class))
                .build();

        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> NetRaven.start(configuration))
                .withMessageContaining("Keyless");

        // The pool's threads end by themselves, a moment after it is closed.
        Await.until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().contains("dataSourceName->netraven")));
    }
}
