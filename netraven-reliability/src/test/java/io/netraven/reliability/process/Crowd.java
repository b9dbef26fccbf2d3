package io.netraven.reliability.process;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** As many connections as the server gives. Closing it lets them go. */
final class Crowd implements AutoCloseable {

    private static final int MOST = 1_000;

    private final List<Connection> connections = new ArrayList<>();

    private Crowd() {}

    static Crowd of(DataSource dataSource) throws SQLException {
        Crowd crowd = new Crowd();
        while (crowd.connections.size() < MOST) {
            try {
                crowd.connections.add(dataSource.getConnection());
            } catch (SQLException e) {
                if (!"53300".equals(e.getSQLState())) {
                    crowd.leave();
                    throw e;
                }
                return crowd;
            }
        }
        crowd.leave();
        throw new IllegalStateException("The server has no limit");
    }

    int size() {
        return connections.size();
    }

    /** Lets all of them go. */
    void leave() throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
        connections.clear();
    }

    @Override
    public void close() throws SQLException {
        leave();
    }
}
