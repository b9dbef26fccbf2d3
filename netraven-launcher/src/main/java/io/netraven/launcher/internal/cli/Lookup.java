package io.netraven.launcher.internal.cli;

import io.netraven.model.base.TimeOrderedId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Finds the ids of what operators call by name.
 *
 * @param connections to the database
 * @param namespace of the tables, a plain identifier
 */
record Lookup(DataSource connections, String namespace) {

    /** The data key that secrets come under. */
    Optional<UUID> activeKey() {
        return query("SELECT id FROM %s.encryption_keys WHERE state = ?", "active").stream()
                .findFirst();
    }

    /** A tag, by its name or id. */
    UUID tag(String nameOrId) {
        return findTag(nameOrId).orElseThrow(() -> notFound("There is no tag \"" + nameOrId + "\""));
    }

    /** A tag to offer a credential for, which is made where that is wanted. */
    UUID tagFor(String nameOrId, boolean create) {
        return findTag(nameOrId).orElseGet(() -> {
            if (!create || Ids.isId(nameOrId)) {
                throw notFound("There is no tag \"" + nameOrId + "\": --" + CliOption.CREATE_TAGS.text() + " makes it");
            }
            return query(
                            "INSERT INTO %s.tags (id, name) VALUES ('" + TimeOrderedId.next() + "', ?)"
                                    + " ON CONFLICT (name) DO NOTHING RETURNING id",
                            nameOrId)
                    .stream()
                    .findFirst()
                    .orElseGet(() -> tag(nameOrId));
        });
    }

    private Optional<UUID> findTag(String nameOrId) {
        return id(nameOrId)
                .or(() -> query("SELECT id FROM %s.tags WHERE name = ?", nameOrId).stream()
                        .findFirst());
    }

    /** A device, by its hostname, which has to be the only one, or by its id. */
    UUID device(String hostnameOrId) {
        Optional<UUID> id = id(hostnameOrId);
        if (id.isPresent()) {
            return id.get();
        }
        List<UUID> found = query("SELECT id FROM %s.devices WHERE hostname = ? ORDER BY id", hostnameOrId);
        if (found.isEmpty()) {
            throw notFound("There is no device \"" + hostnameOrId + "\"");
        }
        if (found.size() > 1) {
            throw new CommandFailed(
                    ExitCode.USAGE,
                    "ambiguous",
                    found.size() + " devices have the hostname \"" + hostnameOrId + "\": name one by its id, of "
                            + found);
        }
        return found.get(0);
    }

    private static Optional<UUID> id(String text) {
        return Ids.isId(text) ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    static CommandFailed notFound(String message) {
        return new CommandFailed(ExitCode.KEY, "not_found", message);
    }

    private List<UUID> query(String sql, String value) {
        try (Connection connection = connections.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql.replace("%s", '"' + namespace + '"'))) {
            statement.setString(1, value);
            try (ResultSet row = statement.executeQuery()) {
                List<UUID> ids = new ArrayList<>();
                while (row.next()) {
                    ids.add(row.getObject(1, UUID.class));
                }
                return ids;
            }
        } catch (SQLException e) {
            throw CredentialFailure.ofStatement(e);
        }
    }
}
