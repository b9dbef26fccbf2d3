package io.netraven.launcher.internal.cli;

import io.netraven.launcher.ConfigurationException;
import io.netraven.schema.SchemaDifference;
import io.netraven.schema.SchemaException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Why a command failed: the one place where exceptions become exit codes.
 *
 * @param exitCode what the process tells its caller
 * @param kind the reason in a word, stable
 * @param message the reason for people
 * @param facts details by name: texts, numbers or lists of texts
 * @param differences what was refused
 */
record Failure(
        ExitCode exitCode, String kind, String message, Map<String, Object> facts, List<SchemaDifference> differences) {

    /** Made beforehand: where memory is short, it may be the only one that there is room for. */
    static final Failure OUT_OF_MEMORY = new Failure(
            ExitCode.OUT_OF_MEMORY,
            "out_of_memory",
            "The process had too little memory. What was under way is rolled back. Give it more (java -Xmx, or the"
                    + " container's limit), and start it again.",
            Map.of(),
            List.of());

    static Failure of(Throwable thrown) {
        if (isOutOfMemory(thrown)) {
            return OUT_OF_MEMORY;
        }
        if (thrown instanceof SchemaException schema) {
            return ofSchema(schema);
        }
        if (thrown instanceof ConfigurationException configuration) {
            return usage("configuration", configuration, configuration.problems());
        }
        if (thrown instanceof UsageException usage) {
            return usage("usage", usage, usage.problems());
        }
        if (thrown instanceof CommandFailed failed) {
            return plain(failed.exitCode(), failed.kind(), failed, Map.of());
        }
        Optional<Failure> ofStore = CredentialFailure.of(thrown);
        if (ofStore.isPresent()) {
            return ofStore.get();
        }
        return plain(ExitCode.INTERNAL, "internal", thrown, Map.of());
    }

    /** Also where it kept a class from being loaded, or ended another thread that was waited for. */
    private static boolean isOutOfMemory(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return true;
            }
        }
        return false;
    }

    private static Failure ofSchema(SchemaException thrown) {
        if (thrown instanceof SchemaException.Refused refused) {
            return new Failure(
                    ExitCode.DIFFERENCES,
                    "refused",
                    message(refused),
                    Map.of(),
                    refused.report().differences());
        }
        if (thrown instanceof SchemaException.PredecessorFound found) {
            Map<String, Object> facts =
                    Map.of("predecessor", found.predecessor().name());
            return plain(ExitCode.DIFFERENCES, "predecessor_found", found, facts);
        }
        if (thrown instanceof SchemaException.DatabaseUnavailable unavailable) {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("attempts", unavailable.attempts());
            facts.put("waitedMilliseconds", unavailable.waited().toMillis());
            return plain(ExitCode.UNAVAILABLE, "database_unavailable", unavailable, facts);
        }
        if (thrown instanceof SchemaException.AccessRefused access) {
            return plain(ExitCode.ACCESS, "access_refused", access, Map.of("sqlState", access.sqlState()));
        }
        if (thrown instanceof SchemaException.ServerUnsupported server) {
            return plain(ExitCode.STATEMENT_FAILED, "server_unsupported", server, Map.of());
        }
        if (thrown instanceof SchemaException.InsufficientPrivilege privilege) {
            Map<String, Object> facts = Map.of("administratorSql", privilege.administratorSql());
            return plain(ExitCode.ACCESS, "insufficient_privilege", privilege, facts);
        }
        if (thrown instanceof SchemaException.LockTimeout lock) {
            return plain(ExitCode.LOCK_TIMEOUT, "lock_timeout", lock, Map.of("holder", lock.holder()));
        }
        if (thrown instanceof SchemaException.StatementFailed failed) {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("sqlState", failed.sqlState());
            facts.put("statement", failed.statement());
            return plain(ExitCode.STATEMENT_FAILED, "statement_failed", failed, facts);
        }
        if (thrown instanceof SchemaException.NotReady notReady) {
            return plain(ExitCode.NOT_READY, "not_ready", notReady, Map.of());
        }
        // The model is in the jar: an error of it is a defect of the build.
        return plain(ExitCode.INTERNAL, "model_error", thrown, Map.of());
    }

    private static Failure usage(String kind, RuntimeException thrown, List<String> problems) {
        return plain(ExitCode.USAGE, kind, thrown, Map.of("problems", problems));
    }

    static Failure plain(ExitCode exitCode, String kind, Throwable thrown, Map<String, Object> facts) {
        return new Failure(exitCode, kind, message(thrown), facts, List.of());
    }

    private static String message(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null ? thrown.getClass().getName() : message;
    }
}
