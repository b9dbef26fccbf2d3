package io.netraven.launcher.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * {@code drill.sh}: the whole compose file in real containers, from first start to restore. Takes minutes; needs Docker,
 * or podman with runc.
 */
@EnabledIfSystemProperty(
        named = "docker.tests",
        matches = "true",
        disabledReason = "runs containers for minutes: run mvn -Pdocker verify, or set RUN_DOCKER_TESTS=1")
@Isolated("The drill's health checks have deadlines, and its containers take the whole machine")
class DrillIT {

    @TestFactory
    Stream<DynamicTest> everyStepSucceeds() throws IOException {
        Drill drill = Drill.start(Script.FOLDER.resolve("drill.sh"), Path.of("target", "drill.txt"));
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(drill, Spliterator.ORDERED), false)
                .onClose(() -> close(drill));
    }

    private static void close(Drill drill) {
        try {
            drill.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
