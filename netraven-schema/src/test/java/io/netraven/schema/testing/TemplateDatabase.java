package io.netraven.schema.testing;

import java.time.Duration;
import java.util.List;

/** Fills the databases that others are cloned from, and clones them. */
final class TemplateDatabase {

    private final TestServer server;
    private final Duration grace;

    /**
     * Fills databases of a server.
     *
     * @param grace how long the sessions of a filling may take to end
     */
    TemplateDatabase(TestServer server, Duration grace) {
        this.server = server;
        this.grace = grace;
    }

    /** Makes the database of a template. No half-made one is left when the filling fails. */
    String make(Template template, String name) {
        ScratchDatabase database = server.create(name, "template0");
        try {
            template.filling().accept(database.dataSource());
            List<OpenSession> sessions = database.awaitNoSessions(grace);
            if (!sessions.isEmpty()) {
                throw new IllegalStateException("The filling left sessions open: " + sessions);
            }
            server.maintenance().execute("ALTER DATABASE " + name + " WITH ALLOW_CONNECTIONS false");
            return name;
        } catch (RuntimeException | Error e) {
            database.close();
            throw e;
        }
    }

    ScratchDatabase copy(String source, String name) {
        ScratchDatabase database = server.create(name, source);
        server.maintenance().execute(Template.copyOfSettings(source, name));
        return database;
    }
}
