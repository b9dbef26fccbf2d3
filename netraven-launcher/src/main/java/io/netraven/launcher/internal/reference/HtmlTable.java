package io.netraven.launcher.internal.reference;

import io.netraven.schema.ObjectKind;
import io.netraven.schema.SchemaDifference;
import io.netraven.schema.SeedRow;
import io.netraven.schema.TableDescription;
import io.netraven.schema.TableDescription.Check;
import io.netraven.schema.TableDescription.Column;
import io.netraven.schema.TableDescription.ForeignKey;
import io.netraven.schema.TableDescription.Index;
import java.util.List;

/** One table of the page. */
final class HtmlTable {

    private static final String DEFAULT = "DEFAULT ";

    private final Reference reference;
    private final TableDescription table;
    private final Marks marks;
    private final Html html;

    HtmlTable(Reference reference, TableDescription table, Html html) {
        this.reference = reference;
        this.table = table;
        this.marks = reference.marks();
        this.html = html;
    }

    void write() {
        String anchor = Anchor.of(table);
        html.start("article", "id", anchor, "data-table", table.name(), "aria-labelledby", anchor + ":name")
                .line();
        html.start("h3", "id", anchor + ":name").start("a", "href", "#" + anchor);
        html.element("span", table.name(), "class", "find").end("a").end("h3").line();
        if (!table.comment().isEmpty()) {
            html.element("p", table.comment(), "class", "comment find").line();
        }
        marks(marks.ofWhole(table));
        columns();
        html.start("div", "class", "details").line();
        keys();
        incoming();
        rights();
        html.end("div").line();
        defaultData();
        html.end("article").line();
    }

    private void columns() {
        html.start("table", "class", "columns").start("thead").start("tr");
        for (String heading : List.of("Column", "Type", "Null", "Default", "Meaning")) {
            html.element("th", heading, "scope", "col");
        }
        html.end("tr").end("thead").start("tbody").line();
        table.columns().forEach(this::column);
        html.end("tbody").end("table").line();
    }

    private void column(Column column) {
        ColumnKeys keys = ColumnKeys.of(table, column);
        html.start("tr", "id", Anchor.ofColumn(table.name(), column.name()));
        html.start("th", "scope", "row").element("code", column.name(), "class", "find");
        if (keys.primary()) {
            html.text(" ").element("abbr", "PK", "class", "badge pk", "title", "primary key");
        }
        if (keys.unique()) {
            html.text(" ").element("abbr", "UQ", "class", "badge", "title", "unique");
        }
        html.end("th");
        html.start("td").element("code", column.type()).end("td");
        html.element("td", column.nullable() ? "null" : "not null", "class", column.nullable() ? "null" : "not-null");
        options(column.options());
        html.start("td", "class", "meaning");
        for (ForeignKey key : keys.foreign()) {
            String targetColumn = key.targetColumns().get(key.columns().indexOf(column.name()));
            html.start("span", "class", "refers").text("→ ");
            link(key.target() + "." + targetColumn, Anchor.ofColumn(key.target(), targetColumn));
            html.end("span").text(" ");
        }
        html.element("span", column.comment(), "class", "find comment");
        marks(marks.of(ObjectKind.COLUMN, table, column.name()));
        html.end("td").end("tr").line();
    }

    private void options(String options) {
        if (options.isEmpty()) {
            html.start("td", "class", "none").end("td");
        } else if (options.startsWith(DEFAULT)) {
            html.start("td", "class", "default");
            html.element("code", options.substring(DEFAULT.length())).end("td");
        } else {
            html.start("td").element("code", options).end("td");
        }
    }

    private void keys() {
        group("Keys");
        object(
                "primary",
                ObjectKind.PRIMARY_KEY,
                table.primaryKey().name(),
                names(table.primaryKey().columns()));
        table.uniques().forEach(key -> object("unique", ObjectKind.UNIQUE, key.name(), names(key.columns())));
        endGroup();
        if (!table.foreignKeys().isEmpty()) {
            group("Refers to");
            table.foreignKeys().forEach(this::foreignKey);
            endGroup();
        }
        if (!table.checks().isEmpty()) {
            group("Checks");
            for (Check check : table.checks()) {
                object("", ObjectKind.CHECK, check.name(), check.expression());
            }
            endGroup();
        }
        if (!table.indexes().isEmpty()) {
            group("Indexes");
            for (Index index : table.indexes()) {
                String options = index.options().isEmpty() ? "" : " " + index.options();
                object(index.unique() ? "unique" : "", ObjectKind.INDEX, index.name(), names(index.keys()) + options);
            }
            endGroup();
        }
    }

    private void foreignKey(ForeignKey key) {
        html.start("li")
                .start("span", "class", "definition")
                .element("code", names(key.columns()))
                .text(" → ");
        link(key.target(), Anchor.ofTable(key.target()));
        html.text(" ").element("code", names(key.targetColumns()));
        if (!key.actions().isEmpty()) {
            html.text(" ").element("code", key.actions(), "class", "actions");
        }
        html.end("span");
        name(ObjectKind.FOREIGN_KEY, key.name());
    }

    private void object(String label, ObjectKind kind, String name, String definition) {
        html.start("li").start("span", "class", "definition");
        if (!label.isEmpty()) {
            html.element("span", label, "class", "badge").text(" ");
        }
        html.element("code", definition).end("span");
        name(kind, name);
    }

    private void name(ObjectKind kind, String name) {
        html.text(" ").element("span", name, "class", "object-name");
        marks(marks.of(kind, table, name));
        html.end("li").line();
    }

    private void incoming() {
        List<Reference.Incoming> incoming = reference.incoming(table);
        if (incoming.isEmpty()) {
            return;
        }
        group("Referenced by");
        for (Reference.Incoming each : incoming) {
            String other = each.table().name();
            String column = each.key().columns().get(0);
            html.start("li");
            link(other, Anchor.ofTable(other));
            html.text(" ").start("a", "href", "#" + Anchor.ofColumn(other, column));
            html.element("code", names(each.key().columns())).end("a").text(" ");
            html.element("span", Cardinality.of(each.table(), each.key()).words(), "class", "object-name");
            html.end("li").line();
        }
        endGroup();
    }

    private void rights() {
        List<Rights> all = Rights.on(table, reference.schema());
        if (all.isEmpty()) {
            return;
        }
        group("Roles");
        for (Rights rights : all) {
            html.start("li").element("strong", rights.role()).text(" ");
            html.text(rights.deeds().isEmpty() ? "nothing" : String.join("; ", rights.deeds()))
                    .end("li")
                    .line();
        }
        endGroup();
    }

    private void defaultData() {
        List<SeedRow> rows = reference.defaultData(table);
        if (rows.isEmpty()) {
            return;
        }
        html.start("details", "class", "rows").start("summary").text("Default data: " + rows.size());
        html.text(rows.size() == 1 ? " row" : " rows").end("summary").line();
        for (SeedRow row : rows) {
            html.start("dl");
            for (DefaultRow.Pair pair : DefaultRow.pairs(row)) {
                html.start("div").element("dt", pair.column()).start("dd");
                html.element("code", pair.value()).end("dd").end("div");
            }
            html.end("dl").line();
        }
        html.end("details").line();
    }

    private void group(String heading) {
        html.start("section").element("h4", heading).start("ul").line();
    }

    private void endGroup() {
        html.end("ul").end("section").line();
    }

    private void link(String label, String anchor) {
        html.element("a", label, "href", "#" + anchor);
    }

    private void marks(List<SchemaDifference> differences) {
        differences.forEach(difference -> MarkHtml.write(difference, html, ""));
    }

    private static String names(List<String> names) {
        return "(" + String.join(", ", names) + ")";
    }
}
