package io.netraven.reliability.network;

import io.netraven.launcher.testing.Database;
import io.netraven.launcher.testing.Login;
import java.sql.SQLException;
import java.util.List;

/** What is under way when the network fails. */
interface Operation {

    /** What it is, within a row of the page. */
    String words();

    /** Whether a master key is set. */
    default boolean usesMasterKey() {
        return true;
    }

    /** Whom to connect as. */
    default Login login(Role role, Database database) {
        return role.on(database);
    }

    /** A database to do it on. */
    Database database();

    /** The command. */
    List<String> command();

    /** Fails unless the database is as before, complete, or at a step that is promised between. */
    void checkAnywhere(Database database) throws SQLException;

    /** Fails unless what a number of commits have brought is there: everything, where there is one commit or none. */
    default void checkCommitted(Database database, int commits) throws SQLException {
        checkComplete(database);
    }

    /** The command that a user gives next, who has read what the first one said: the same one again. */
    default List<String> next(Database database) throws SQLException {
        return command();
    }

    /** Fails unless everything is done, and was done once. */
    void checkComplete(Database database) throws SQLException;
}
