package io.netraven.launcher.internal.reference;

import io.netraven.schema.SchemaDifference;
import io.netraven.schema.Severity;

/** A difference in the page. */
final class MarkHtml {

    private MarkHtml() {}

    /** Writes what differs, and where a link is given leads there. */
    static void write(SchemaDifference difference, Html html, String link) {
        String kind = difference.severity() == Severity.BREAKING ? "breaking" : "tolerated";
        html.start("div", "class", "mark " + kind);
        html.element("strong", difference.severity().name()).text(" ");
        if (link.isEmpty()) {
            html.element("span", difference.message());
        } else {
            html.element("a", difference.message(), "href", link);
        }
        html.start("dl");
        value("found", difference.found(), difference, html);
        value("expected", difference.expected(), difference, html);
        html.end("dl").end("div");
    }

    private static void value(String label, String value, SchemaDifference difference, Html html) {
        if (!value.isEmpty() || !difference.property().isEmpty()) {
            html.start("div").element("dt", label).start("dd");
            html.element("code", value.isEmpty() ? "empty" : value).end("dd").end("div");
        }
    }
}
