package io.netraven.reliability.failover;

import io.netraven.launcher.testing.Database;
import java.sql.SQLException;

/** Servers of which one takes writes, and another has confirmed each of them before the client hears of it. */
public interface Servers extends AutoCloseable {

    /** All of them, and the database that is always there. */
    Hosts hosts();

    /** Brings back what a fault has taken, so that another server could take over again. */
    void heal() throws SQLException;

    /** Makes a database. */
    default Hosts create(String database) throws SQLException {
        hosts().execute("CREATE DATABASE " + database + " OWNER " + Hosts.OWNER);
        return hosts().to(database);
    }

    /** Makes the owner of all databases, once. */
    default void createOwner() throws SQLException {
        hosts().execute("CREATE ROLE " + Hosts.OWNER + " LOGIN PASSWORD '" + Database.PASSWORD + "'");
    }

    @Override
    void close();
}
