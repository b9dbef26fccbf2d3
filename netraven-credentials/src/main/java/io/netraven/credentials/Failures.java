package io.netraven.credentials;

import io.netraven.credentials.internal.sql.Database;
import io.netraven.credentials.internal.sql.SqlState;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Does work on a database and turns what the driver throws into what callers are told. */
final class Failures {

    private static final Map<String, String> CONSTRAINTS = Map.of(
            "uq_credentials_name", "A credential of this name is there already: choose another name, or update it",
            "uq_credential_tags_credential_id_tag_id", "The credential has this tag already",
            "fk_credential_tags_tag", "There is no such tag: make it first",
            "fk_credential_tags_credential", "There is no such credential",
            "ck_credential_tags_priority", "A priority is from 0 to 100");

    private Failures() {}

    static <T extends @Nullable Object> T transaction(Database database, Database.Work<T> work) {
        try {
            return database.transaction(work);
        } catch (SQLException e) {
            throw of(e);
        }
    }

    static <T extends @Nullable Object> T statements(Database database, Database.Work<T> work) {
        try {
            return database.statements(work);
        } catch (SQLException e) {
            throw of(e);
        }
    }

    static CredentialException of(SQLException failure) {
        String state = SqlState.of(failure);
        String constraint = SqlState.constraint(failure);
        String known = CONSTRAINTS.get(constraint);
        if (known != null) {
            return switch (state) {
                case "23505" -> new CredentialException.Conflict(known);
                case "23503" -> new CredentialException.NotFound(known);
                default -> new CredentialException.Invalid(known);
            };
        }
        if (state.equals("42P01") || state.equals("3F000")) {
            return failed("NetRaven's tables are not in this database: run init first", failure);
        }
        return failed(
                switch (state) {
                    case "42501" ->
                        "The role may not do this: " + SqlState.message(failure) + ". Grant it, or run as the owner";
                    case "55P03" -> "A lock was not to be had in time: " + SqlState.message(failure) + ". Try again";
                    default ->
                        "The database failed" + (state.isEmpty() ? "" : " (SQLSTATE " + state + ")") + ": "
                                + SqlState.message(failure);
                },
                failure);
    }

    private static CredentialException failed(String message, SQLException failure) {
        return new CredentialException.DatabaseFailed(message, SqlState.of(failure), SqlState.withoutDetail(failure));
    }
}
