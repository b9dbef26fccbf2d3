package io.netraven.schema.internal.definition;

import io.netraven.schema.internal.definition.TableDefinition.CheckDefinition;
import io.netraven.schema.internal.definition.TableDefinition.ColumnDefinition;
import io.netraven.schema.internal.definition.TableDefinition.ForeignKeyDefinition;
import io.netraven.schema.internal.definition.TableDefinition.IndexDefinition;
import io.netraven.schema.internal.definition.TableDefinition.UniqueDefinition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a table from the statements that {@link DdlWriter} wrote: its inverse, so that a model is known also where its
 * classes are not. It reads no other SQL.
 */
public final class TableReader {

    /** What is known of where the table was defined. */
    static final String SOURCE = "the model script";

    private static final Set<String> AFTER_TYPE =
            Set.of("DEFAULT", "GENERATED", "CONSTRAINT", "CHECK", "UNIQUE", "REFERENCES", "STORAGE", "COMPRESSION");

    private final TableScript script;
    private final List<ColumnDefinition> columns = new ArrayList<>();
    private final List<UniqueDefinition> uniques = new ArrayList<>();
    private final List<CheckDefinition> checks = new ArrayList<>();
    private final List<ForeignKeyDefinition> foreignKeys = new ArrayList<>();
    private final List<IndexDefinition> indexes = new ArrayList<>();
    private final Map<String, String> comments = new HashMap<>();
    private List<String> primaryKey = List.of();
    private String comment = "";

    private TableReader(TableScript script) {
        this.script = script;
    }

    /**
     * Reads a table.
     *
     * @param script its statements
     * @return the table; foreign keys are sorted by name
     * @throws io.netraven.schema.SchemaException.ModelError when there is a statement that {@link DdlWriter} does not
     *     write
     */
    public static TableDefinition read(TableScript script) {
        TableReader reader = new TableReader(script);
        script.create().forEach(reader::statement);
        script.after().forEach(reader::statement);
        return reader.table();
    }

    private TableDefinition table() {
        return new TableDefinition(
                SOURCE,
                script.table(),
                script.area(),
                comment,
                columns.stream()
                        .map(column -> new ColumnDefinition(
                                column.name(),
                                column.type(),
                                column.nullable(),
                                column.options(),
                                comments.getOrDefault(column.name(), "")))
                        .toList(),
                primaryKey,
                uniques,
                checks,
                foreignKeys.stream()
                        .sorted(Comparator.comparing(ForeignKeyDefinition::name))
                        .toList(),
                indexes);
    }

    private void statement(String sql) {
        SqlCursor cursor = new SqlCursor(sql);
        String table = TableScript.qualified(script.table());
        if (cursor.skip("CREATE TABLE " + table + " ")) {
            SqlCursor.split(cursor.parenthesized()).forEach(this::part);
        } else if (cursor.skip("ALTER TABLE " + table + " ADD CONSTRAINT ")) {
            constraint(cursor);
        } else if (cursor.skip("CREATE INDEX ")) {
            index(cursor, false);
        } else if (cursor.skip("CREATE UNIQUE INDEX ")) {
            index(cursor, true);
        } else if (cursor.skip("COMMENT ON TABLE " + table + " IS ")) {
            comment = cursor.literal();
        } else if (cursor.skip("COMMENT ON COLUMN " + table + ".")) {
            String column = cursor.identifier();
            cursor.expect(" IS ");
            comments.put(column, cursor.literal());
        } else {
            throw SqlCursor.unreadable(sql);
        }
    }

    private void part(String sql) {
        SqlCursor cursor = new SqlCursor(sql);
        if (cursor.skip("CONSTRAINT ")) {
            constraint(cursor);
        } else {
            columns.add(column(cursor));
        }
    }

    /** A collation before {@code NOT NULL} is part of the type, as it is where nothing tells. */
    private static ColumnDefinition column(SqlCursor cursor) {
        String name = cursor.identifier();
        String rest = cursor.rest();
        int end = SqlCursor.find(rest, 0, at -> startsOptions(rest, at));
        String type = rest.substring(0, end).strip();
        String options = rest.substring(end).strip();
        boolean nullable = !options.startsWith("NOT NULL");
        return new ColumnDefinition(
                name,
                type,
                nullable,
                nullable ? options : options.substring("NOT NULL".length()).strip(),
                "");
    }

    private static boolean startsOptions(String sql, int at) {
        if (at == 0 || sql.charAt(at - 1) != ' ') {
            return false;
        }
        int end = sql.indexOf(' ', at);
        return sql.startsWith("NOT NULL", at) || AFTER_TYPE.contains(sql.substring(at, end < 0 ? sql.length() : end));
    }

    private void constraint(SqlCursor cursor) {
        String name = cursor.identifier();
        if (cursor.skip(" PRIMARY KEY ")) {
            primaryKey = cursor.identifiers();
        } else if (cursor.skip(" UNIQUE ")) {
            uniques.add(new UniqueDefinition(name, cursor.identifiers()));
        } else if (cursor.skip(" CHECK ")) {
            checks.add(new CheckDefinition(name, cursor.parenthesized()));
        } else {
            cursor.expect(" FOREIGN KEY ");
            List<String> referencing = cursor.identifiers();
            cursor.expect(" REFERENCES " + TableScript.NAMESPACE + ".");
            String target = cursor.identifier();
            cursor.expect(" ");
            foreignKeys.add(new ForeignKeyDefinition(name, referencing, target, cursor.identifiers(), cursor.rest()));
        }
    }

    private void index(SqlCursor cursor, boolean unique) {
        String name = cursor.identifier();
        cursor.expect(" ON " + TableScript.qualified(script.table()) + " ");
        indexes.add(new IndexDefinition(name, unique, cursor.parenthesized(), cursor.rest()));
    }
}
