package io.netraven.launcher.internal.cli;

import io.netraven.credentials.CredentialException;
import io.netraven.launcher.internal.keys.FirstDataKey;
import io.netraven.schema.internal.failure.Reachability;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** What the exceptions of the credential store mean to the caller of a command. */
final class CredentialFailure {

    private CredentialFailure() {}

    static Optional<Failure> of(Throwable thrown) {
        return thrown instanceof CredentialException failure ? Optional.of(of(failure)) : Optional.empty();
    }

    private static Failure of(CredentialException thrown) {
        if (thrown instanceof CredentialException.DatabaseFailed failed) {
            Map<String, Object> facts = Map.of("sqlState", failed.sqlState());
            return Failure.plain(
                    exitCode(FirstDataKey.reachability(failed), failed.sqlState()), "database_failed", failed, facts);
        }
        if (thrown instanceof CredentialException.Undecipherable secret) {
            Map<String, Object> facts = Map.of("secret", secret.secretName(), "row", secret.row());
            return Failure.plain(ExitCode.KEY, "undecipherable", secret, facts);
        }
        boolean mistake =
                thrown instanceof CredentialException.Invalid || thrown instanceof CredentialException.FileFailed;
        return Failure.plain(mistake ? ExitCode.USAGE : ExitCode.KEY, kind(thrown), thrown, Map.of());
    }

    private static String kind(CredentialException thrown) {
        if (thrown instanceof CredentialException.Invalid) {
            return "invalid";
        }
        if (thrown instanceof CredentialException.NotFound) {
            return "not_found";
        }
        if (thrown instanceof CredentialException.Conflict) {
            return "conflict";
        }
        if (thrown instanceof CredentialException.MasterKeyUnusable) {
            return "master_key_unusable";
        }
        if (thrown instanceof CredentialException.MasterKeyMismatch) {
            return "master_key_mismatch";
        }
        if (thrown instanceof CredentialException.KeyringMissing) {
            return "keyring_missing";
        }
        if (thrown instanceof CredentialException.KeyInUse) {
            return "key_in_use";
        }
        if (thrown instanceof CredentialException.WrongPassphrase) {
            return "wrong_passphrase";
        }
        if (thrown instanceof CredentialException.FileDamaged) {
            return "file_damaged";
        }
        if (thrown instanceof CredentialException.FileTooCostly) {
            return "file_too_costly";
        }
        return "file_failed";
    }

    /** What becomes of a command's own failed statement. The driver's message holds no bound value. */
    static CommandFailed ofStatement(SQLException failure) {
        String state = Optional.ofNullable(failure.getSQLState()).orElse("");
        boolean missing = state.equals("42P01") || state.equals("3F000");
        String message = missing
                ? "NetRaven's tables are not in this database: run init first"
                : "The database failed" + (state.isEmpty() ? ": " : " (SQLSTATE " + state + "): ")
                        + String.valueOf(failure.getMessage())
                                .lines()
                                .findFirst()
                                .orElse("");
        return new CommandFailed(exitCode(Reachability.of(failure), state), "database_failed", message);
    }

    private static ExitCode exitCode(Reachability reachability, String sqlState) {
        return switch (reachability) {
            case AWAY -> ExitCode.UNAVAILABLE;
            case REFUSED -> ExitCode.ACCESS;
            case REACHED -> exitCode(sqlState);
        };
    }

    /** By SQLSTATE, as the engine goes by it (PostgreSQL manual, appendix A). */
    private static ExitCode exitCode(String sqlState) {
        return switch (sqlState) {
            case "25P03" -> ExitCode.UNAVAILABLE;
            case "42501" -> ExitCode.ACCESS;
            case "55P03" -> ExitCode.LOCK_TIMEOUT;
            default -> {
                if (sqlState.startsWith("57P0")) {
                    yield ExitCode.UNAVAILABLE;
                }
                yield sqlState.startsWith("28") ? ExitCode.ACCESS : ExitCode.STATEMENT_FAILED;
            }
        };
    }
}
