package io.netraven.launcher.internal.reference;

import io.netraven.schema.SchemaDescription;
import io.netraven.schema.SchemaDifference;
import io.netraven.schema.TableDescription;
import java.util.ArrayList;
import java.util.Locale;

/** The reference as one page for a browser. */
final class HtmlPage {

    private final Reference reference;
    private final Html html = new Html();

    HtmlPage(Reference reference) {
        this.reference = reference;
    }

    String text() {
        SchemaDescription schema = reference.schema();
        InlineResource style = InlineResource.read("reference.css");
        InlineResource program = InlineResource.read("reference.js");
        html.trusted("<!doctype html>\n")
                .start("html", "lang", "en")
                .start("head")
                .line();
        html.start("meta", "charset", "utf-8").line();
        html.start("meta", "http-equiv", "Content-Security-Policy", "content", policy(style, program))
                .line();
        html.start("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .line();
        html.start("meta", "name", "color-scheme", "content", "light dark").line();
        html.start("link", "rel", "icon", "href", "data:,").line();
        html.element("title", "Schema of " + schema.model() + " " + schema.version())
                .line();
        html.start("style")
                .trusted(style.text())
                .end("style")
                .end("head")
                .line()
                .start("body")
                .line();
        bar();
        html.start("main", "id", "page:main").line();
        facts();
        reference.live().ifPresent(this::summary);
        new DiagramSection(reference, html).write();
        html.start("div", "class", "reference");
        contents();
        html.start("div", "class", "areas").line();
        tables();
        html.end("div").end("div").end("main").line();
        html.start("script").trusted(program.text()).end("script").line();
        return html.end("body").end("html").line().toString();
    }

    private static String policy(InlineResource style, InlineResource program) {
        return "default-src 'none'; style-src '" + style.hash() + "'; script-src '" + program.hash()
                + "'; img-src data:; base-uri 'none'; form-action 'none'";
    }

    private void bar() {
        html.element("a", "To the tables", "class", "skip", "href", "#page:tables");
        html.start("header").start("div", "class", "title");
        html.start("a", "href", "#page:main", "class", "home").text("Schema of ");
        html.element("strong", reference.schema().model()).end("a");
        html.element("span", reference.schema().version(), "class", "version")
                .end("div")
                .line();
        html.start("form", "role", "search", "hidden", "")
                .start("label", "for", "page:search", "class", "hidden-label");
        html.text("Search tables, columns and comments").end("label");
        html.start(
                "input",
                "type",
                "search",
                "id",
                "page:search",
                "placeholder",
                "Search tables, columns, comments",
                "autocomplete",
                "off",
                "spellcheck",
                "false",
                "aria-describedby",
                "page:hits");
        html.element("kbd", "/", "aria-hidden", "true");
        html.element("output", "", "id", "page:hits", "for", "page:search", "aria-live", "polite")
                .end("form");
        html.element("button", "Dark", "type", "button", "id", "page:theme", "hidden", "")
                .end("header")
                .line();
    }

    private void facts() {
        SchemaDescription schema = reference.schema();
        html.start("section", "class", "facts")
                .start("h1")
                .text("Schema of " + schema.model())
                .end("h1")
                .start("dl");
        fact("version", schema.version(), "span");
        fact("tables", schema.tables().size() + " in " + reference.areas().size() + " areas", "span");
        fact("extensions", schema.extensions().isEmpty() ? "none" : String.join(", ", schema.extensions()), "span");
        fact("checksum", schema.checksum(), "code");
        reference.live().ifPresent(live -> {
            fact("compared with", live.server() + ", PostgreSQL " + live.serverVersion(), "span");
            fact("namespace", live.namespace(), "code");
            html.start("div").element("dt", "result").start("dd");
            html.element("span", live.verdict(), "class", live.differences().isEmpty() ? "equal" : "different");
            html.end("dd").end("div");
        });
        html.end("dl").end("section").line();
    }

    private void fact(String label, String value, String tag) {
        html.start("div")
                .element("dt", label)
                .start("dd")
                .element(tag, value)
                .end("dd")
                .end("div");
    }

    private void summary(LiveCheck live) {
        if (live.differences().isEmpty()) {
            return;
        }
        html.start("section", "class", "differences", "aria-labelledby", "page:differences");
        html.element("h2", "Differences", "id", "page:differences").start("ul").line();
        for (SchemaDifference difference : live.differences()) {
            html.start("li");
            String table = difference.object().table();
            boolean known = reference.schema().table(table).isPresent();
            MarkHtml.write(difference, html, known ? "#" + Anchor.ofTable(table) : "");
            html.end("li").line();
        }
        html.end("ul").end("section").line();
    }

    private void contents() {
        html.start("nav", "aria-label", "Tables").line();
        reference.areas().forEach((area, tables) -> {
            html.start("div", "class", "group " + DiagramSvg.colour(number(area)));
            html.element("a", area, "class", "area-link", "href", "#" + Anchor.ofArea(area))
                    .start("ul");
            for (TableDescription table : tables) {
                html.start("li", "data-table", table.name());
                html.element("a", table.name(), "href", "#" + Anchor.of(table)).end("li");
            }
            html.end("ul").end("div").line();
        });
        html.end("nav").line();
    }

    private void tables() {
        html.start("span", "id", "page:tables", "tabindex", "-1").end("span");
        reference.areas().forEach((area, tables) -> {
            String anchor = Anchor.ofArea(area);
            html.start("section", "class", "area " + DiagramSvg.colour(number(area)), "aria-labelledby", anchor);
            html.element("h2", area.substring(0, 1).toUpperCase(Locale.ROOT) + area.substring(1), "id", anchor)
                    .line();
            tables.forEach(table -> new HtmlTable(reference, table, html).write());
            html.end("section").line();
        });
        html.element("p", "No table, column or comment has this.", "class", "nothing", "hidden", "");
    }

    private int number(String area) {
        return new ArrayList<>(reference.areas().keySet()).indexOf(area);
    }
}
