package io.netraven.launcher.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.credentials.CredentialException;
import io.netraven.launcher.ConfigurationException;
import io.netraven.schema.Predecessor;
import io.netraven.schema.SchemaException;
import io.netraven.schema.ValidationReport;
import java.lang.reflect.Constructor;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

final class FailureTest {

    private static final Map<Class<?>, ExitCode> CONTRACT = Map.of(
            SchemaException.Refused.class, ExitCode.DIFFERENCES,
            SchemaException.PredecessorFound.class, ExitCode.DIFFERENCES,
            SchemaException.DatabaseUnavailable.class, ExitCode.UNAVAILABLE,
            SchemaException.AccessRefused.class, ExitCode.ACCESS,
            SchemaException.ServerUnsupported.class, ExitCode.STATEMENT_FAILED,
            SchemaException.InsufficientPrivilege.class, ExitCode.ACCESS,
            SchemaException.LockTimeout.class, ExitCode.LOCK_TIMEOUT,
            SchemaException.StatementFailed.class, ExitCode.STATEMENT_FAILED,
            SchemaException.NotReady.class, ExitCode.NOT_READY,
            SchemaException.ModelError.class, ExitCode.INTERNAL);

    private static final Map<Class<?>, ExitCode> STORE_CONTRACT = Map.ofEntries(
            Map.entry(CredentialException.Invalid.class, ExitCode.USAGE),
            Map.entry(CredentialException.FileFailed.class, ExitCode.USAGE),
            Map.entry(CredentialException.NotFound.class, ExitCode.KEY),
            Map.entry(CredentialException.Conflict.class, ExitCode.KEY),
            Map.entry(CredentialException.MasterKeyUnusable.class, ExitCode.KEY),
            Map.entry(CredentialException.MasterKeyMismatch.class, ExitCode.KEY),
            Map.entry(CredentialException.KeyringMissing.class, ExitCode.KEY),
            Map.entry(CredentialException.Undecipherable.class, ExitCode.KEY),
            Map.entry(CredentialException.KeyInUse.class, ExitCode.KEY),
            Map.entry(CredentialException.WrongPassphrase.class, ExitCode.KEY),
            Map.entry(CredentialException.FileDamaged.class, ExitCode.KEY),
            Map.entry(CredentialException.FileTooCostly.class, ExitCode.KEY),
            Map.entry(CredentialException.DatabaseFailed.class, ExitCode.STATEMENT_FAILED));

    /** For the parameterized test. */
    @SuppressWarnings("unused")
    private static final List<Class<?>> STORE_LEAVES = List.of(CredentialException.class.getPermittedSubclasses());

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

    @ParameterizedTest
    @FieldSource("STORE_LEAVES")
    void givesEachOfTheStoresExceptionsItsExitCodeAndAKindOfItsOwn(Class<?> leaf) throws ReflectiveOperationException {
        Failure failure = Failure.of(instance(leaf));
        assertThat(failure.exitCode()).isEqualTo(STORE_CONTRACT.get(leaf));
        assertThat(failure.kind().replace("_", ""))
                .isEqualTo(leaf.getSimpleName().toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @CsvSource({
        "'',UNAVAILABLE",
        "08006,UNAVAILABLE",
        "57P01,UNAVAILABLE",
        "53300,UNAVAILABLE",
        "28P01,ACCESS",
        "42501,ACCESS",
        "3D000,ACCESS",
        "08004,ACCESS",
        "55P03,LOCK_TIMEOUT",
        "53100,STATEMENT_FAILED",
        "42P01,STATEMENT_FAILED"
    })
    void givesTheStoresFailedDatabaseAnExitCodeBySqlState(String sqlState, ExitCode exitCode)
            throws ReflectiveOperationException {
        Constructor<?> constructor = CredentialException.DatabaseFailed.class.getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        Failure failure =
                Failure.of((Throwable) constructor.newInstance("text", sqlState, new IllegalStateException()));
        assertThat(failure.exitCode()).isEqualTo(exitCode);
        assertThat(failure.facts()).containsEntry("sqlState", sqlState);
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

    @Test
    void givesTooLittleMemorySeventyOneWhereverItWasMet() {
        OutOfMemoryError met = new OutOfMemoryError("Java heap space");
        assertThat(Failure.of(met).exitCode()).isEqualTo(ExitCode.OUT_OF_MEMORY);
        assertThat(Failure.of(new IllegalStateException("A worker failed", met)))
                .isEqualTo(Failure.OUT_OF_MEMORY);
        assertThat(Failure.of(new ExceptionInInitializerError(met)).kind()).isEqualTo("out_of_memory");
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
        if (type == UUID.class) {
            return new UUID(1, 2);
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
