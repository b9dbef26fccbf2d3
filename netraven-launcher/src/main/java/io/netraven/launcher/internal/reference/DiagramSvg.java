package io.netraven.launcher.internal.reference;

import io.netraven.launcher.internal.reference.DiagramColumn.AreaSpan;
import io.netraven.launcher.internal.reference.DiagramLayout.Corner;
import io.netraven.schema.Severity;
import java.util.List;

/** Draws a layout as SVG. Looks are the style sheet's. */
final class DiagramSvg {

    private static final int COLOURS = 10;
    private static final int ROUNDING = 7;
    private static final int FOOT = 11;
    private static final int FOOT_SPREAD = 5;
    private static final int TEXT_PAD = 10;
    private static final double NAME_WIDTH = 6.7;
    private static final double TYPE_WIDTH = 5.9;

    private final DiagramLayout layout;
    private final Reference reference;
    private final Marks marks;
    private final Html html;

    DiagramSvg(DiagramLayout layout, Reference reference, Html html) {
        this.layout = layout;
        this.reference = reference;
        this.marks = reference.marks();
        this.html = html;
    }

    void write(String kind, String label) {
        String width = Integer.toString(layout.width());
        String height = Integer.toString(layout.height());
        html.start(
                "svg",
                "class",
                "diagram " + kind,
                "viewBox",
                "0 0 " + width + " " + height,
                "width",
                width,
                "height",
                height,
                "role",
                "group",
                "aria-label",
                label);
        html.line();
        for (int c = 0; c < layout.columns().size(); c++) {
            for (AreaSpan span : layout.columns().get(c).spans()) {
                area(span, layout.left(c));
            }
        }
        layout.routes().forEach(this::line);
        for (int c = 0; c < layout.columns().size(); c++) {
            DiagramColumn column = layout.columns().get(c);
            for (AreaSpan span : column.spans()) {
                for (DiagramBox box : span.area().boxes()) {
                    table(box, span.area(), layout.left(c) + DiagramArea.PAD, column.top(box));
                }
            }
        }
        html.end("svg").line();
    }

    static String colour(int area) {
        return "c" + area % COLOURS;
    }

    private void area(AreaSpan span, int x) {
        html.start("g", "class", "area " + colour(span.area().colour()));
        rectangle("tint", x, span.top(), DiagramArea.WIDTH, span.bottom() - span.top(), 12);
        html.start("a", "href", "#" + Anchor.ofArea(span.area().name()));
        label(span.area().name(), "area-name", x + DiagramArea.PAD + 1, span.top() + 20);
        html.end("a").end("g").line();
    }

    private void table(DiagramBox box, DiagramArea area, int x, int y) {
        html.start("g", "class", "table " + colour(area.colour()) + severity(box), "data-table", box.name());
        rectangle("box", x, y, DiagramBox.WIDTH, box.height(), 7);
        html.start("a", "href", "#" + Anchor.of(box.table()), "aria-label", "table " + box.name());
        String top = "M" + x + " " + (y + DiagramBox.HEAD) + "v" + (7 - DiagramBox.HEAD) + "a7 7 0 0 1 7-7h"
                + (DiagramBox.WIDTH - 14) + "a7 7 0 0 1 7 7v" + (DiagramBox.HEAD - 7) + "z";
        html.start("path", "class", "head", "d", top).end("path");
        html.element(
                "title",
                box.name()
                        + (box.table().comment().isEmpty()
                                ? ""
                                : ": " + box.table().comment()));
        label(fitted(box.name(), DiagramBox.WIDTH - 20, 7.6), "name", x + TEXT_PAD, y + 20);
        html.end("a");
        int rowTop = y + DiagramBox.HEAD;
        for (DiagramBox.Row row : box.rows()) {
            row(box, row, x, rowTop);
            rowTop += DiagramBox.ROW;
        }
        if (box.omitted() > 0) {
            label("+ " + box.omitted() + " more", "more", x + TEXT_PAD, rowTop + 15);
        }
        html.end("g").line();
    }

    private String severity(DiagramBox box) {
        return marks.within(box.table()).stream()
                .map(difference -> difference.severity() == Severity.BREAKING ? " breaking" : " tolerated")
                .min(String::compareTo)
                .orElse("");
    }

    private void row(DiagramBox box, DiagramBox.Row row, int x, int y) {
        String target = row.keys().foreign().stream()
                .findFirst()
                .map(key -> Anchor.ofColumn(
                        key.target(),
                        key.targetColumns()
                                .get(key.columns().indexOf(row.column().name()))))
                .orElse(Anchor.ofColumn(box.name(), row.column().name()));
        String mark = (row.keys().primary() ? "PK" : "") + (row.keys().foreign().isEmpty() ? "" : "FK");
        html.start("a", "class", "row " + (mark.isEmpty() ? "plain" : "key"), "href", "#" + target);
        rectangle("hover", x + 1, y, DiagramBox.WIDTH - 2, DiagramBox.ROW, 3);
        String badge = switch (mark) {
            case "PK" -> "PK";
            case "FK" -> "FK";
            case "PKFK" -> "PK FK";
            default -> "";
        };
        if (!badge.isEmpty()) {
            label(badge, "badge", x + TEXT_PAD, y + 14);
        }
        int nameX = x + (badge.isEmpty() ? TEXT_PAD : badge.length() > 2 ? 44 : 30);
        double room = x + DiagramBox.WIDTH - TEXT_PAD - (double) nameX;
        String name = fitted(row.column().name(), room, NAME_WIDTH);
        label(name, "column", nameX, y + 15);
        double rest = room - name.length() * NAME_WIDTH - 10;
        String type = fitted(row.column().type(), rest, TYPE_WIDTH);
        if (type.equals(row.column().type())) {
            label(type, "type", x + DiagramBox.WIDTH - TEXT_PAD, y + 15);
        }
        html.end("a");
    }

    private static String fitted(String text, double width, double character) {
        int most = (int) (width / character);
        String line = text.replaceAll("\\s", " ");
        return line.length() <= most ? line : line.substring(0, Math.max(0, most - 1)) + "…";
    }

    private void line(DiagramRoute route) {
        DiagramLink link = route.link();
        Cardinality cardinality = link.cardinality();
        html.start(
                "g",
                "class",
                "link " + colour(areaColour(link.to())) + (cardinality.isOptional() ? " optional" : ""),
                "data-from",
                link.from().name(),
                "data-to",
                link.to().name());
        html.element(
                "title",
                link.key().name() + ": " + link.from().name() + " ("
                        + String.join(", ", link.key().columns()) + ") → "
                        + link.to().name() + ", " + cardinality.words());
        List<Corner> corners = layout.corners(route);
        html.start("path", "class", "line", "d", path(corners)).end("path");
        Corner start = corners.get(0);
        html.start(
                        "path",
                        "class",
                        "end",
                        "d",
                        foot(start, route.leavesRight() ? 1 : -1, cardinality.isUnique())
                                + bar(corners.get(corners.size() - 1), route.arrivesLeft() ? -1 : 1))
                .end("path");
        html.end("g").line();
    }

    private int areaColour(DiagramBox box) {
        return List.copyOf(reference.areas().keySet()).indexOf(Reference.area(box.table()));
    }

    /** A line through the corners, each of them rounded. */
    static String path(List<Corner> corners) {
        StringBuilder path = new StringBuilder();
        path.append('M')
                .append(corners.get(0).x())
                .append(' ')
                .append(corners.get(0).y());
        for (int i = 1; i + 1 < corners.size(); i++) {
            Corner corner = corners.get(i);
            Corner before = towards(corner, corners.get(i - 1));
            Corner after = towards(corner, corners.get(i + 1));
            path.append('L').append(before.x()).append(' ').append(before.y());
            path.append('Q').append(corner.x()).append(' ').append(corner.y());
            path.append(' ').append(after.x()).append(' ').append(after.y());
        }
        Corner last = corners.get(corners.size() - 1);
        return path.append('L').append(last.x()).append(' ').append(last.y()).toString();
    }

    private static Corner towards(Corner from, Corner to) {
        int dx = to.x() - from.x();
        int dy = to.y() - from.y();
        int far = Math.min(ROUNDING, (Math.abs(dx) + Math.abs(dy)) / 2);
        return new Corner(from.x() + Integer.signum(dx) * far, from.y() + Integer.signum(dy) * far);
    }

    /** A crow's foot for many, a bar for one. */
    private static String foot(Corner at, int out, boolean unique) {
        return unique
                ? bar(at, out)
                : "M" + at.x() + " " + (at.y() - FOOT_SPREAD) + "l" + out * FOOT + " " + FOOT_SPREAD + "l" + -out * FOOT
                        + " " + FOOT_SPREAD;
    }

    private static String bar(Corner at, int out) {
        return "M" + (at.x() + out * FOOT / 2) + " " + (at.y() - FOOT_SPREAD) + "v" + 2 * FOOT_SPREAD;
    }

    private void rectangle(String kind, int x, int y, int width, int height, int radius) {
        html.start(
                        "rect",
                        "class",
                        kind,
                        "x",
                        Integer.toString(x),
                        "y",
                        Integer.toString(y),
                        "width",
                        Integer.toString(width),
                        "height",
                        Integer.toString(height),
                        "rx",
                        Integer.toString(radius))
                .end("rect");
    }

    private void label(String text, String kind, int x, int y) {
        html.element("text", text, "class", kind, "x", Integer.toString(x), "y", Integer.toString(y));
    }
}
