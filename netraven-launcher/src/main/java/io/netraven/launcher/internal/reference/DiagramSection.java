package io.netraven.launcher.internal.reference;

import java.util.ArrayList;
import java.util.List;

/** The diagram of the page: in two widths and with two details, of which the style sheet shows one. */
final class DiagramSection {

    private static final int TABLES_A_COLUMN = 5;
    private static final int MOST_COLUMNS = 5;

    private final Reference reference;
    private final Html html;

    DiagramSection(Reference reference, Html html) {
        this.reference = reference;
        this.html = html;
    }

    void write() {
        html.start("section", "class", "er", "id", "page:diagram", "aria-labelledby", "page:diagram-heading");
        html.element("h2", "Diagram", "id", "page:diagram-heading").line();
        choice("keys", "Key columns", true);
        choice("all", "All columns", false);
        legend();
        int tables = reference.schema().tables().size();
        int wide = Math.max(1, Math.min(MOST_COLUMNS, (tables + TABLES_A_COLUMN - 1) / TABLES_A_COLUMN));
        html.start("div", "class", "canvas").line();
        drawing(DiagramDetail.KEYS, wide, "wide keys");
        drawing(DiagramDetail.ALL, wide, "wide all");
        drawing(DiagramDetail.KEYS, 1, "narrow keys");
        drawing(DiagramDetail.ALL, 1, "narrow all");
        html.end("div").end("section").line();
    }

    /** These are siblings of the drawings: a style sheet alone can tell which is chosen. */
    private void choice(String detail, String label, boolean chosen) {
        String id = "page:" + detail;
        List<String> attributes =
                new ArrayList<>(List.of("type", "radio", "name", "detail", "id", id, "class", "choice " + detail));
        attributes.addAll(chosen ? List.of("checked", "") : List.of());
        html.start("input", attributes.toArray(String[]::new));
        html.element("label", label, "for", id).line();
    }

    private void legend() {
        html.start("p", "class", "legend");
        html.text("A line leads from a foreign key (crow's foot: many rows, bar: one) to the key that it refers to; ");
        html.text("broken where it may be null. Its colour is that of the area it leads to.");
        html.end("p").line();
    }

    private void drawing(DiagramDetail detail, int columns, String kind) {
        DiagramLayout layout = new DiagramLayout(reference.areas(), detail, columns);
        String label = "Entity relationship diagram, " + (detail == DiagramDetail.KEYS ? "key" : "all") + " columns";
        new DiagramSvg(layout, reference, html).write(kind, label);
    }
}
