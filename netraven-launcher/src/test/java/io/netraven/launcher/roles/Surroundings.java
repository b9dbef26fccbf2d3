package io.netraven.launcher.roles;

import java.util.List;

/** What is tried beside the tables: on the namespace, on the database, on the roles themselves. */
final class Surroundings {

    static final String NAMESPACE = "the namespace";
    static final String DATABASE = "the database";
    static final String ROLES = "the roles";

    /** In the order in which the page has them. */
    static final List<String> ALL = List.of(NAMESPACE, DATABASE, ROLES);

    private Surroundings() {}

    /** Returns the probes; whoever may grant would grant to somebody. */
    static List<Probe> probes(String database, List<String> managed, String somebody) {
        String role = managed.get(0);
        return List.of(
                probe(NAMESPACE, Act.USAGE, "SELECT 'netraven.tags'::regclass"),
                probe(NAMESPACE, Act.CREATE, "CREATE TABLE netraven.probe ()"),
                probe(NAMESPACE, Act.ALTER, "ALTER SCHEMA netraven RENAME TO probe"),
                probe(NAMESPACE, Act.DROP, "DROP SCHEMA netraven CASCADE"),
                probe(NAMESPACE, Act.GRANT, "GRANT USAGE ON SCHEMA netraven TO " + somebody),
                probe(DATABASE, Act.CREATE, "CREATE SCHEMA probe"),
                probe(DATABASE, Act.ALTER, "ALTER DATABASE " + database + " SET work_mem = '5MB'"),
                probe(DATABASE, Act.GRANT, "GRANT CREATE ON DATABASE " + database + " TO " + somebody),
                probe(ROLES, Act.CREATE, "CREATE ROLE " + database + "_probe"),
                probe(ROLES, Act.ALTER, "ALTER ROLE " + role + " LOGIN"),
                probe(ROLES, Act.GRANT, "GRANT " + role + " TO " + somebody));
    }

    private static Probe probe(String object, Act act, String sql) {
        return new Probe(Deed.to(object, act), sql);
    }
}
