package io.netraven.schema;

import io.netraven.schema.internal.definition.TableDefinition;
import io.netraven.schema.internal.definition.TableReader;
import io.netraven.schema.internal.definition.TableScript;
import java.util.Comparator;

/** Describes a model by what its script says. */
final class Description {

    private Description() {}

    static SchemaDescription of(SchemaModel model) {
        return new SchemaDescription(
                model.name(),
                model.version(),
                model.checksum(),
                model.extensions(),
                model.tables().stream()
                        .sorted(Comparator.comparing(TableScript::table))
                        .map(script -> table(TableReader.read(script)))
                        .toList(),
                model.grants(),
                model.seeds());
    }

    private static TableDescription table(TableDefinition table) {
        return new TableDescription(
                table.name(),
                table.area(),
                table.comment(),
                table.columns().stream()
                        .map(column -> new TableDescription.Column(
                                column.name(), column.type(), column.nullable(), column.options(), column.comment()))
                        .toList(),
                new TableDescription.UniqueKey(table.primaryKeyName(), table.primaryKey()),
                table.uniques().stream()
                        .map(unique -> new TableDescription.UniqueKey(unique.name(), unique.columns()))
                        .toList(),
                table.checks().stream()
                        .map(check -> new TableDescription.Check(check.name(), check.expression()))
                        .toList(),
                table.foreignKeys().stream()
                        .map(key -> new TableDescription.ForeignKey(
                                key.name(), key.columns(), key.target(), key.targetColumns(), key.actions()))
                        .toList(),
                table.indexes().stream()
                        .map(index ->
                                new TableDescription.Index(index.name(), index.unique(), index.keys(), index.options()))
                        .toList());
    }
}
