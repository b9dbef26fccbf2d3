package io.netraven.launcher.internal.reference;

import io.netraven.schema.ObjectKind;
import io.netraven.schema.SchemaDifference;
import io.netraven.schema.SeedRow;
import io.netraven.schema.TableDescription;
import io.netraven.schema.TableDescription.Check;
import io.netraven.schema.TableDescription.Column;
import io.netraven.schema.TableDescription.ForeignKey;
import io.netraven.schema.TableDescription.Index;
import io.netraven.schema.TableDescription.UniqueKey;
import java.util.List;
import java.util.StringJoiner;

/** One table of the reference as Markdown. */
final class MarkdownTable {

    private final Reference reference;
    private final TableDescription table;
    private final Marks marks;
    private final StringBuilder text = new StringBuilder();

    MarkdownTable(Reference reference, TableDescription table) {
        this.reference = reference;
        this.table = table;
        this.marks = reference.marks();
    }

    String text() {
        String anchor = Anchor.of(table);
        // Of a plain name the heading itself is the anchor.
        text.append("### ").append(anchor.equals(table.name()) ? "" : "<a id=\"" + anchor + "\"></a>");
        text.append(Markdown.code(table.name())).append("\n\n");
        if (!table.comment().isEmpty()) {
            text.append(Markdown.text(table.comment())).append("\n\n");
        }
        for (SchemaDifference difference : marks.ofWhole(table)) {
            text.append("- ").append(mark(difference)).append('\n');
        }
        text.append(marks.ofWhole(table).isEmpty() ? "" : "\n");
        text.append("| column | type | null | default | |\n|---|---|---|---|---|\n");
        table.columns().forEach(this::column);
        text.append('\n');
        keys();
        rights();
        List<SeedRow> rows = reference.defaultData(table);
        rows.forEach(row -> line(
                "default row",
                DefaultRow.pairs(row).stream()
                        .map(pair -> Markdown.code(pair.column()) + " " + Markdown.code(pair.value()))
                        .toList()));
        return text.append('\n').toString();
    }

    private void column(Column column) {
        ColumnKeys keys = ColumnKeys.of(table, column);
        StringJoiner remarks = new StringJoiner("<br>");
        StringJoiner badges = new StringJoiner(", ");
        if (keys.primary()) {
            badges.add("primary key");
        }
        if (keys.unique()) {
            badges.add("unique");
        }
        keys.foreign().forEach(key -> badges.add("refers to " + target(key)));
        if (badges.length() > 0) {
            remarks.add(badges.toString());
        }
        if (!column.comment().isEmpty()) {
            remarks.add(Markdown.text(column.comment()));
        }
        marks.of(ObjectKind.COLUMN, table, column.name()).forEach(difference -> remarks.add(mark(difference)));
        text.append("| ").append(Markdown.code(column.name())).append(" | ").append(Markdown.code(column.type()));
        text.append(" | ").append(column.nullable() ? "null" : "").append(" | ");
        text.append(
                column.options().isEmpty() ? "" : Markdown.code(column.options().replaceFirst("^DEFAULT ", "")));
        text.append(" | ").append(remarks).append(" |\n");
    }

    private void keys() {
        key("primary key", ObjectKind.PRIMARY_KEY, table.primaryKey());
        table.uniques().forEach(unique -> key("unique", ObjectKind.UNIQUE, unique));
        for (ForeignKey key : table.foreignKeys()) {
            object(
                    "foreign key",
                    ObjectKind.FOREIGN_KEY,
                    key.name(),
                    columns(key.columns()) + " → " + target(key) + " " + columns(key.targetColumns())
                            + (key.actions().isEmpty() ? "" : ", " + Markdown.code(key.actions())));
        }
        for (Check check : table.checks()) {
            object("check", ObjectKind.CHECK, check.name(), Markdown.code(check.expression()));
        }
        for (Index index : table.indexes()) {
            object(
                    index.unique() ? "unique index" : "index",
                    ObjectKind.INDEX,
                    index.name(),
                    columns(index.keys()) + (index.options().isEmpty() ? "" : ", " + Markdown.code(index.options())));
        }
        List<String> incoming = reference.incoming(table).stream()
                .map(each -> Markdown.link(Markdown.code(each.table().name()), Anchor.of(each.table())) + " "
                        + columns(each.key().columns()))
                .toList();
        if (!incoming.isEmpty()) {
            line("referenced by", incoming);
        }
    }

    private void key(String label, ObjectKind kind, UniqueKey key) {
        object(label, kind, key.name(), columns(key.columns()));
    }

    private void object(String label, ObjectKind kind, String name, String definition) {
        line(label, List.of(Markdown.code(name) + ": " + definition));
        marks.of(kind, table, name)
                .forEach(difference ->
                        text.append("  - ").append(mark(difference)).append('\n'));
    }

    private void rights() {
        for (Rights rights : Rights.on(table, reference.schema())) {
            line(
                    "role " + Markdown.code(rights.role()),
                    rights.deeds().isEmpty()
                            ? List.of("nothing")
                            : rights.deeds().stream().map(Markdown::text).toList());
        }
    }

    private void line(String label, List<String> values) {
        text.append("- ")
                .append(label)
                .append(": ")
                .append(String.join("; ", values))
                .append('\n');
    }

    private static String columns(List<String> names) {
        return "(" + String.join(", ", names.stream().map(Markdown::code).toList()) + ")";
    }

    private static String target(ForeignKey key) {
        return Markdown.link(Markdown.code(key.target()), Anchor.ofTable(key.target()));
    }

    private static String mark(SchemaDifference difference) {
        return "**" + difference.severity() + "** " + Markdown.text(difference.message());
    }
}
