package io.netraven.schema.internal.definition;

import io.netraven.schema.SchemaException.ModelError;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.Table;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads tables from the annotations of entity classes (Jakarta Persistence 3.2). What it does not support is an
 * error that names class, member and the way out, never a silent omission.
 */
public final class ModelReader {

    private final Set<String> known;
    private final Map<String, TableDefinition> tables = new TreeMap<>();

    private ModelReader(Collection<String> known) {
        this.known = Set.copyOf(known);
    }

    /**
     * Reads the tables of entity classes, their join tables included.
     *
     * @param entities classes annotated with {@link Entity}
     * @param known further tables that foreign keys may refer to
     * @return the tables, sorted by name
     * @throws ModelError when a class cannot be turned into a table
     */
    public static List<TableDefinition> read(Collection<Class<?>> entities, Collection<String> known) {
        ModelReader reader = new ModelReader(known);
        for (Class<?> entity : entities) {
            EntityReader members = new EntityReader(entity);
            reader.add(members.table());
            members.joinTables().forEach(reader::add);
        }
        reader.tables.values().forEach(reader::checkTargets);
        return List.copyOf(reader.tables.values());
    }

    private void add(TableDefinition table) {
        TableDefinition other = tables.putIfAbsent(table.name(), table);
        if (other != null || known.contains(table.name())) {
            throw new ModelError("Table " + table.name() + " is defined twice, by "
                    + (other == null ? "an included model" : other.source()) + " and by " + table.source()
                    + ": give one of them another name.");
        }
    }

    private void checkTargets(TableDefinition table) {
        for (TableDefinition.ForeignKeyDefinition key : table.foreignKeys()) {
            if (!tables.containsKey(key.target()) && !known.contains(key.target())) {
                throw new ModelError("Foreign key " + key.name() + " of " + table.source() + " refers to the table "
                        + key.target() + ", which no entity of the model defines: add its entity to the model.");
            }
        }
    }

    /** Returns the table that an entity class is stored in. */
    static String tableName(Class<?> entity) {
        Table table = entity.getAnnotation(Table.class);
        if (table == null || table.name().isEmpty()) {
            throw new ModelError(entity.getName() + " has no table name: add @Table(name = \"...\").");
        }
        return table.name();
    }

    /** Returns the part of the model that an entity class belongs to: the last word of its package. */
    static String area(Class<?> entity) {
        String name = entity.getPackageName();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** Turns a to-one association into a foreign key and its columns. */
    static ForeignKeyColumns foreignKey(Field member, Class<?> target, List<JoinColumn> joins) {
        return new ForeignKeyColumns(member, target, joins);
    }

    /** Turns an owning many-to-many association into its join table. */
    static TableDefinition joinTable(Field member, Class<?> owner, Class<?> target) {
        JoinTable join = member.getAnnotation(JoinTable.class);
        if (join == null || join.name().isEmpty()) {
            throw EntityReader.unsupported(member, "a many-to-many without a named @JoinTable", "add one");
        }
        ForeignKeyColumns here = foreignKey(member, owner, List.of(join.joinColumns()));
        ForeignKeyColumns there = foreignKey(member, target, List.of(join.inverseJoinColumns()));
        List<TableDefinition.ColumnDefinition> columns = new ArrayList<>();
        here.columns(false).forEach(columns::add);
        there.columns(false).forEach(columns::add);
        return new TableDefinition(
                EntityReader.describe(member),
                join.name(),
                area(owner),
                join.comment(),
                columns,
                columns.stream().map(TableDefinition.ColumnDefinition::name).toList(),
                Constraints.uniques(join.uniqueConstraints(), join.name()),
                Constraints.checks(join.check(), join.name()),
                List.of(here.definition(), there.definition()),
                Constraints.indexes(join.indexes(), join.name()));
    }
}
