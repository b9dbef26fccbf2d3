package io.netraven.launcher.python;

import io.netraven.launcher.alteration.LocalPostgres;
import io.netraven.launcher.pages.Page;
import io.netraven.launcher.pages.PageShell;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** Where an operator types the commands of the page: the import script is there, and a database of the Python NetRaven. */
final class OperatorShell {

    static final Page PAGE = Page.read("docs/from-python-netraven.md");

    private OperatorShell() {}

    static PageShell open(LocalPostgres server, Path folder, String database) throws IOException, SQLException {
        PageShell shell = PageShell.open(PAGE, server, folder, database);
        PythonDatabase.create(server.dataSource(database));
        shell.file("docs/from-python-netraven.sql", PythonDatabase.importScript());
        // What the sample's secrets are under.
        shell.file("python-key", "the old key of this sample\n");
        shell.given("NETRAVEN_ENCRYPTION_KEY_FILE", "netraven.key");
        return shell;
    }
}
