package io.netraven.reliability.process;

import io.netraven.launcher.testing.LocalCluster;
import io.netraven.launcher.testing.Login;
import io.netraven.schema.testing.Template;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A server of one class of trials' own, for faults that a server has as a whole. */
final class Server implements AutoCloseable {

    private final LocalCluster cluster;
    private final Set<String> templates = new HashSet<>();
    private int databases;

    private Server(LocalCluster cluster) {
        this.cluster = cluster;
    }

    /** Starts a server with more lines in its configuration. */
    static Server start(String... settings) {
        LocalCluster cluster = LocalCluster.create();
        Server server = new Server(cluster);
        cluster.settings(settings).start();
        return server;
    }

    LocalCluster cluster() {
        return cluster;
    }

    Target database(Operation operation) throws SQLException {
        return database(operation, "pg_default");
    }

    /** Makes the database that an operation begins with, in a tablespace. */
    Target database(Operation operation, String tablespace) throws SQLException {
        Template template = operation.before();
        if (templates.add(template.key())) {
            cluster.execute("postgres", "CREATE DATABASE " + template.key());
            template.filling().accept(dataSource(template.key()));
        }
        databases++;
        String name = "trial_" + databases;
        cluster.execute(
                "postgres",
                "CREATE DATABASE " + name + " TEMPLATE " + template.key() + " TABLESPACE " + tablespace,
                Template.copyOfSettings(template.key(), name),
                "CHECKPOINT");
        return new Target(cluster.login(name, LocalCluster.SUPERUSER, ""), dataSource(name));
    }

    void drop(Target target) throws SQLException {
        cluster.execute("postgres", "DROP DATABASE " + target.login().database() + " WITH (FORCE)");
    }

    private DataSource dataSource(String database) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setServerNames(new String[] {Login.LOOPBACK});
        dataSource.setPortNumbers(new int[] {cluster.port()});
        dataSource.setDatabaseName(database);
        dataSource.setUser(LocalCluster.SUPERUSER);
        return dataSource;
    }

    @Override
    public void close() {
        cluster.close();
    }
}
