package io.netraven.launcher.roles;

import io.netraven.launcher.Configuration;
import io.netraven.launcher.NetRaven;
import io.netraven.schema.testing.ScratchDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The roles of one database: its owner, who is no superuser, the three that the model names, a login that is a member
 * of each, as operators use them, and somebody who is a member of none. Roles belong to the whole server: closing drops
 * them.
 */
final class Roles implements AutoCloseable {

    static final String APPLICATION = "application";
    static final String READ_ONLY = "read_only";
    static final String ROTATION = "rotation";
    static final List<String> MANAGED = List.of(APPLICATION, READ_ONLY, ROTATION);
    static final String OWNER = "owner";
    static final String SOMEBODY = "somebody";

    static final String PASSWORD = "Pa55-word-of-a-role";

    private final ScratchDatabase database;

    private Roles(ScratchDatabase database) {
        this.database = database;
    }

    /** Makes the owner of an empty database, and somebody else. */
    static Roles in(ScratchDatabase database) throws SQLException {
        Roles roles = new Roles(database);
        roles.execute(
                "CREATE ROLE " + roles.login(OWNER) + " LOGIN CREATEROLE PASSWORD '" + PASSWORD + "'",
                "CREATE ROLE " + roles.login(SOMEBODY) + " LOGIN PASSWORD '" + PASSWORD + "'",
                "ALTER DATABASE " + database.name() + " OWNER TO " + roles.login(OWNER));
        return roles;
    }

    /** Has the owner make the schema and the three roles, and makes the members. */
    Roles initialized() throws SQLException {
        NetRaven.start(ofOwner()).close();
        makeMembers();
        return this;
    }

    /** What an operator does who wants them there before the schema is. */
    void makeBeforehand() throws SQLException {
        for (String word : MANAGED) {
            execute("CREATE ROLE " + name(word) + " NOLOGIN");
        }
        makeMembers();
    }

    private void makeMembers() throws SQLException {
        for (String word : MANAGED) {
            execute("CREATE ROLE " + login(word) + " LOGIN PASSWORD '" + PASSWORD + "' IN ROLE " + name(word));
        }
    }

    /** The role of the server that a word of the model stands for. */
    String name(String word) {
        return database.name() + "_" + word;
    }

    /** The role that logs in. */
    String login(String word) {
        return name(word) + "_login";
    }

    Connection connect(String word) throws SQLException {
        return database.dataSourceAs(login(word), PASSWORD).getConnection();
    }

    /** The init step's configuration, with the three roles. */
    Configuration ofOwner() {
        return builder(OWNER)
                .applicationRole(name(APPLICATION))
                .readOnlyRole(name(READ_ONLY))
                .rotationRole(name(ROTATION))
                .build();
    }

    /** The configuration of who only uses what is there. */
    Configuration of(String word) {
        return builder(word).build();
    }

    private Configuration.Builder builder(String word) {
        return Configuration.builder()
                .host(database.host())
                .port(database.port())
                .database(database.name())
                .login(login(word), PASSWORD)
                .poolSize(2);
    }

    /** Executes statements as the superuser. */
    void execute(String... statements) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            List<String> names = new ArrayList<>();
            try (ResultSet row = statement.executeQuery(
                    "SELECT rolname FROM pg_roles WHERE starts_with(rolname, '" + database.name() + "_')")) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
            for (String name : names) {
                statement.execute("REASSIGN OWNED BY " + name + " TO CURRENT_USER; DROP OWNED BY " + name);
            }
            for (String name : names) {
                statement.execute("DROP ROLE " + name);
            }
        }
    }
}
