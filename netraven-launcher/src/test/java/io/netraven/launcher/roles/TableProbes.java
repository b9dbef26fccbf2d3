package io.netraven.launcher.roles;

import java.util.ArrayList;
import java.util.List;

/** Everything that is tried on one table. */
final class TableProbes {

    /** A namespace of those who try: a foreign key needs a permanent table that is their own. */
    static final String WORKBENCH = "workbench";

    private static final List<Act> OF_COLUMNS = List.of(Act.SELECT, Act.INSERT, Act.UPDATE);

    private final Table table;
    private final String somebody;
    private final List<Probe> probes = new ArrayList<>();

    private TableProbes(Table table, String somebody) {
        this.table = table;
        this.somebody = somebody;
    }

    /** Returns the probes; whoever may grant would grant to somebody. */
    static List<Probe> of(Table table, String somebody) {
        TableProbes all = new TableProbes(table, somebody);
        all.rows();
        all.references();
        all.definition();
        all.grants();
        return all.probes;
    }

    private void rows() {
        String name = table.qualified();
        for (String column : table.columns()) {
            add(Act.SELECT, column, "SELECT " + column + " FROM " + name + " WHERE false");
            add(
                    Act.INSERT,
                    column,
                    "INSERT INTO " + name + " (" + column + ") OVERRIDING SYSTEM VALUE SELECT NULL WHERE false");
            add(Act.UPDATE, column, "UPDATE " + name + " SET " + column + " = DEFAULT WHERE false");
        }
        add(Act.DELETE, "DELETE FROM " + name + " WHERE false");
        add(Act.TRUNCATE, "TRUNCATE " + name);
        add(Act.LOCK, "LOCK TABLE " + name + " IN ACCESS EXCLUSIVE MODE");
    }

    private void references() {
        for (List<String> key : table.keys()) {
            String names = String.join(
                    ", ",
                    key.stream()
                            .map(column -> column.substring(0, column.indexOf(' ')))
                            .toList());
            add(
                    Act.REFERENCES,
                    "CREATE TABLE " + WORKBENCH + ".probe (" + String.join(", ", key) + ", FOREIGN KEY (" + names
                            + ") REFERENCES " + table.qualified() + " (" + names + "))");
        }
    }

    private void definition() {
        String name = table.qualified();
        add(
                Act.TRIGGER,
                "CREATE TRIGGER probe BEFORE UPDATE ON " + name
                        + " FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()");
        add(Act.REINDEX, "REINDEX TABLE " + name);
        add(Act.ALTER, "ALTER TABLE " + name + " ADD COLUMN probe integer");
        add(Act.COMMENT, "COMMENT ON TABLE " + name + " IS 'probe'");
        add(Act.DROP, "DROP TABLE " + name + " CASCADE");
    }

    private void grants() {
        for (Act act : OF_COLUMNS) {
            table.columns().forEach(column -> grant(act + " (" + column + ")"));
            grant(act.toString());
        }
        grant(Act.DELETE.toString());
    }

    private void grant(String privilege) {
        add(Act.GRANT, "GRANT " + privilege + " ON " + table.qualified() + " TO " + somebody);
    }

    private void add(Act act, String sql) {
        add(act, "", sql);
    }

    private void add(Act act, String column, String sql) {
        probes.add(new Probe(new Deed(table.name(), act, column), sql));
    }
}
