package io.netraven.launcher.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.ConfigurationException;
import io.netraven.schema.Predecessor;
import io.netraven.schema.SchemaException;
import io.netraven.schema.ValidationReport;
import java.lang.reflect.Constructor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class FailureTest {

    private static final Map<Class<?>, ExitCode> CONTRACT = Map.of(
            SchemaException.Refused.class, ExitCode.DIFFERENCES,
            SchemaException.PredecessorFound.class, ExitCode.DIFFERENCES,
            SchemaException.DatabaseUnavailable.class, ExitCode.UNAVAILABLE,
            SchemaException.AccessRefused.class, ExitCode.ACCESS,
            SchemaException.InsufficientPrivilege.class, ExitCode.ACCESS,
            SchemaException.LockTimeout.class, ExitCode.LOCK_TIMEOUT,
            SchemaException.StatementFailed.class, ExitCode.STATEMENT_FAILED,
            SchemaException.NotReady.class, ExitCode.NOT_READY,
            SchemaException.ModelError.class, ExitCode.INTERNAL);

    /** For the parameterized test. */
    @SuppressWarnings("unused")
    private static final List<Class<?>> LEAVES = List.of(SchemaException.class.getPermittedSubclasses());

    @ParameterizedTest
    @FieldSource("LEAVES")
    void givesEachOfTheEnginesExceptionsItsExitCode(Class<?> leaf) throws ReflectiveOperationException {
        Failure failure = Failure.of(instance(leaf));
        assertThat(failure.exitCode()).isEqualTo(CONTRACT.get(leaf));
        assertThat(failure.kind()).matches("[a-z_]+");
    }

    @Test
    void givesMistakesOfTheCallerTwo() {
        assertThat(Failure.of(new UsageException(List.of("x"))).exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(Failure.of(new ConfigurationException(List.of("x"))).exitCode())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void givesEverythingElseSeventy() {
        assertThat(Failure.of(new IllegalStateException()).exitCode()).isEqualTo(ExitCode.INTERNAL);
        assertThat(Failure.of(new StackOverflowError()).exitCode()).isEqualTo(ExitCode.INTERNAL);
    }

    /** The engine alone makes its exceptions; here any will do. */
    private static Throwable instance(Class<?> leaf) throws ReflectiveOperationException {
        Constructor<?> constructor = leaf.getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        Class<?>[] types = constructor.getParameterTypes();
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = value(types[i]);
        }
        return (Throwable) constructor.newInstance(arguments);
    }

    private static Object value(Class<?> type) {
        if (type == int.class) {
            return 1;
        }
        if (type == Duration.class) {
            return Duration.ZERO;
        }
        if (type == List.class) {
            return List.of();
        }
        if (type == Throwable.class) {
            return new IllegalStateException();
        }
        if (type == ValidationReport.class) {
            return new ValidationReport("", "", "", "", "", ValidationReport.Basis.SHADOW, 0, List.of(), List.of());
        }
        if (type == Predecessor.class) {
            return Predecessor.of("it", "public", Map.of("table.column", "text"), "Move it.");
        }
        return "text";
    }
}
