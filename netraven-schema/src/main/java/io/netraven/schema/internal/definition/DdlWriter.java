package io.netraven.schema.internal.definition;

import io.netraven.schema.internal.Sql;
import io.netraven.schema.internal.definition.TableDefinition.CheckDefinition;
import io.netraven.schema.internal.definition.TableDefinition.ColumnDefinition;
import io.netraven.schema.internal.definition.TableDefinition.ForeignKeyDefinition;
import io.netraven.schema.internal.definition.TableDefinition.IndexDefinition;
import io.netraven.schema.internal.definition.TableDefinition.UniqueDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Renders tables as PostgreSQL DDL, in an order in which the statements can run. */
public final class DdlWriter {

    private final Set<String> known;
    private final Map<String, TableDefinition> waiting = new TreeMap<>();
    private final Map<String, TableScript> written = new LinkedHashMap<>();

    private DdlWriter(Collection<String> known) {
        this.known = Set.copyOf(known);
    }

    /**
     * Renders tables. A table comes after those it refers to; where they refer to each other, the key of the first
     * is added at the end.
     *
     * @param tables the tables of one model
     * @param known further tables, which are made before
     * @return their scripts, in an order in which they can run
     */
    public static List<TableScript> write(Collection<TableDefinition> tables, Collection<String> known) {
        DdlWriter writer = new DdlWriter(known);
        tables.forEach(table -> writer.waiting.put(table.name(), table));
        tables.stream().map(TableDefinition::name).sorted().forEach(writer::visit);
        return List.copyOf(writer.written.values());
    }

    private void visit(String name) {
        TableDefinition table = waiting.remove(name);
        if (table == null) {
            return;
        }
        table.foreignKeys().forEach(key -> visit(key.target()));
        List<String> inline = new ArrayList<>();
        List<String> after = new ArrayList<>();
        for (ForeignKeyDefinition key : table.foreignKeys()) {
            if (known.contains(key.target())
                    || written.containsKey(key.target())
                    || key.target().equals(name)) {
                inline.add(constraint(key));
            } else {
                after.add("ALTER TABLE " + TableScript.qualified(name) + " ADD " + constraint(key));
            }
        }
        written.put(name, new TableScript(name, table.area(), create(table, inline), after));
    }

    private static List<String> create(TableDefinition table, List<String> foreignKeys) {
        List<String> parts = new ArrayList<>();
        table.columns().forEach(column -> parts.add(column(column)));
        parts.add("CONSTRAINT " + Sql.identifier(table.primaryKeyName()) + " PRIMARY KEY ("
                + Sql.identifiers(table.primaryKey()) + ")");
        for (UniqueDefinition unique : table.uniques()) {
            parts.add("CONSTRAINT " + Sql.identifier(unique.name()) + " UNIQUE (" + Sql.identifiers(unique.columns())
                    + ")");
        }
        for (CheckDefinition check : table.checks()) {
            parts.add("CONSTRAINT " + Sql.identifier(check.name()) + " CHECK (" + check.expression() + ")");
        }
        parts.addAll(foreignKeys);

        String name = TableScript.qualified(table.name());
        List<String> statements = new ArrayList<>();
        statements.add("CREATE TABLE " + name + " (\n    " + String.join(",\n    ", parts) + "\n)");
        table.indexes().forEach(index -> statements.add(index(name, index)));
        if (!table.comment().isEmpty()) {
            statements.add("COMMENT ON TABLE " + name + " IS " + Sql.literal(table.comment()));
        }
        for (ColumnDefinition column : table.columns()) {
            if (!column.comment().isEmpty()) {
                statements.add("COMMENT ON COLUMN " + name + "." + Sql.identifier(column.name()) + " IS "
                        + Sql.literal(column.comment()));
            }
        }
        return statements;
    }

    private static String column(ColumnDefinition column) {
        return Sql.identifier(column.name())
                + " " + column.type()
                + (column.nullable() ? "" : " NOT NULL")
                + (column.options().isEmpty() ? "" : " " + column.options());
    }

    private static String constraint(ForeignKeyDefinition key) {
        return "CONSTRAINT " + Sql.identifier(key.name()) + " FOREIGN KEY (" + Sql.identifiers(key.columns())
                + ") REFERENCES " + TableScript.qualified(key.target()) + " (" + Sql.identifiers(key.targetColumns())
                + ")"
                + (key.actions().isEmpty() ? "" : " " + key.actions());
    }

    private static String index(String table, IndexDefinition index) {
        return "CREATE " + (index.unique() ? "UNIQUE " : "") + "INDEX " + Sql.identifier(index.name()) + " ON " + table
                + " (" + index.columnList() + ")"
                + (index.options().isEmpty() ? "" : " " + index.options());
    }
}
