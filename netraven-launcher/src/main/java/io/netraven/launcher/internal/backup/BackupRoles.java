package io.netraven.launcher.internal.backup;

import io.netraven.launcher.internal.backup.BackupException.Reason;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The roles that a backup names, on the server that it is restored into. */
record BackupRoles(Session session, SqlScript script) {

    /** Refuses a backup whose roles the server lacks, or whose owners the login cannot act as. */
    void check() throws SQLException {
        List<SqlStatement> statements = script.statements().stream()
                .filter(statement ->
                        !(statement.isOfDatabase() && statement.owner().isPresent()))
                .toList();
        SqlScript objects = new SqlScript(statements);
        List<String> missing = session.texts(
                "SELECT 'CREATE ROLE ' || quote_ident(role) || ' NOLOGIN;' FROM unnest(?::text[]) role"
                        + " WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) ORDER BY 1",
                session.array(objects.roles()));
        if (!missing.isEmpty()) {
            throw new BackupException(
                    Reason.REFUSED,
                    "The backup names roles that this server lacks; nothing was changed. Make them first:\n"
                            + String.join("\n", missing));
        }
        List<String> foreign = session.texts(
                "SELECT role FROM unnest(?::text[]) role WHERE NOT pg_has_role(role, 'MEMBER') ORDER BY 1",
                session.array(objects.owners()));
        if (!foreign.isEmpty()) {
            throw new BackupException(
                    Reason.REFUSED,
                    "The backup has objects of roles that this login is not a member of: " + String.join(", ", foreign)
                            + "; nothing was changed. Restore as a superuser, or GRANT these roles to the login");
        }
    }

    /** The owner of the database that is there; else that of the backup; else this login. */
    String databaseOwner(String target) throws SQLException {
        Optional<String> present =
                session.text("SELECT pg_get_userbyid(datdba)::text FROM pg_database WHERE datname = ?", target);
        if (present.isPresent()) {
            return present.get();
        }
        String login = session.text("SELECT current_user::text").orElseThrow();
        Optional<String> ofBackup = script.ofDatabase().stream()
                .flatMap(statement -> statement.owner().stream())
                .findFirst();
        if (ofBackup.isEmpty()) {
            return login;
        }
        boolean may = session.query(
                        "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = ? AND pg_has_role(oid, 'MEMBER'))",
                        row -> row.getBoolean(1),
                        ofBackup.get())
                .get(0);
        return may ? ofBackup.get() : login;
    }
}
