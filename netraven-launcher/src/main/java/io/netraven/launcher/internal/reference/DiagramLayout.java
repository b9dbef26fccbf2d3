package io.netraven.launcher.internal.reference;

import io.netraven.schema.TableDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Where everything of a diagram is. The same tables are laid out the same. */
final class DiagramLayout {

    static final int MARGIN = 18;
    static final int GAP = 20;
    static final int LANE = 9;

    private final List<DiagramColumn> columns = new ArrayList<>();
    private final List<DiagramGutter> gutters = new ArrayList<>();
    private final List<DiagramRoute> routes = new ArrayList<>();

    /** Lays out areas in a number of columns. */
    DiagramLayout(Map<String, List<TableDescription>> areas, DiagramDetail detail, int columnCount) {
        List<DiagramArea> boxed = new ArrayList<>();
        areas.forEach((name, tables) -> boxed.add(new DiagramArea(
                name,
                boxed.size(),
                isLonely(name, tables, areas),
                tables.stream().map(table -> DiagramBox.of(table, detail)).toList())));
        List<DiagramLink> links = links(boxed);
        new PlacementSearch(boxed, links, columnCount)
                .best().columns().stream()
                        .filter(column -> !column.isEmpty())
                        .forEach(column -> columns.add(new DiagramColumn(column)));
        for (int i = 0; i <= columns.size(); i++) {
            gutters.add(new DiagramGutter());
        }
        links.forEach(link -> routes.add(route(link)));
        columns.forEach(DiagramColumn::place);
        routes.forEach(this::fillGutters);
        gutters.forEach(DiagramGutter::arrange);
    }

    private static boolean isLonely(
            String name, List<TableDescription> tables, Map<String, List<TableDescription>> areas) {
        List<String> names = tables.stream().map(TableDescription::name).toList();
        return areas.entrySet().stream()
                .allMatch(area -> area.getValue().stream()
                        .flatMap(table -> table.foreignKeys().stream())
                        .noneMatch(key -> area.getKey().equals(name) || names.contains(key.target())));
    }

    private static List<DiagramLink> links(List<DiagramArea> areas) {
        Map<String, DiagramBox> boxes = areas.stream()
                .flatMap(area -> area.boxes().stream())
                .collect(Collectors.toMap(DiagramBox::name, box -> box));
        List<DiagramLink> links = new ArrayList<>();
        for (DiagramArea area : areas) {
            for (DiagramBox box : area.boxes()) {
                box.table().foreignKeys().forEach(key -> {
                    DiagramBox target = boxes.get(key.target());
                    if (target != null) {
                        links.add(DiagramLink.of(box, target, key));
                    }
                });
            }
        }
        return links;
    }

    private DiagramRoute route(DiagramLink link) {
        int from = column(link.from());
        int to = column(link.to());
        if (from == to) {
            boolean right = from + 1 < columns.size() || columns.size() == 1;
            return new DiagramRoute(link, from, to, right ? from + 1 : from, List.of());
        }
        int step = Integer.compare(to, from);
        List<Integer> gaps = new ArrayList<>();
        int y = columns.get(from).top(link.from()) + link.leaves();
        int end = columns.get(to).top(link.to()) + link.arrives();
        for (int c = from + step; c != to; c += step) {
            int gap = columns.get(c).bestGap(y, end);
            columns.get(c).reserve(gap, link.to().name());
            gaps.add(gap);
            y = columns.get(c).lane(gap, link.to().name());
        }
        return new DiagramRoute(link, from, to, step > 0 ? from + 1 : from, gaps);
    }

    private int column(DiagramBox box) {
        for (int c = 0; c < columns.size(); c++) {
            if (columns.get(c).has(box)) {
                return c;
            }
        }
        throw new IllegalStateException("The table " + box.name() + " has no place");
    }

    private void fillGutters(DiagramRoute route) {
        List<Integer> heights = heights(route);
        boolean left = route.leavesRight();
        for (int i = 0; i + 1 < heights.size(); i++) {
            boolean last = i + 2 == heights.size();
            gutters.get(route.gutter() + route.step() * i)
                    .add(
                            route.link().to().name(),
                            heights.get(i),
                            left,
                            heights.get(i + 1),
                            last ? !route.arrivesLeft() : !left);
        }
    }

    /** The heights of a line's level parts, in its direction. */
    private List<Integer> heights(DiagramRoute route) {
        DiagramLink link = route.link();
        List<Integer> heights = new ArrayList<>();
        heights.add(columns.get(route.from()).top(link.from()) + link.leaves());
        for (int i = 0; i < route.gaps().size(); i++) {
            heights.add(columns.get(route.passed(i))
                    .lane(route.gaps().get(i), link.to().name()));
        }
        heights.add(columns.get(route.to()).top(link.to()) + link.arrives());
        return heights;
    }

    /** The corners of a line, its ends included. */
    List<Corner> corners(DiagramRoute route) {
        List<Integer> heights = heights(route);
        List<Corner> corners = new ArrayList<>();
        corners.add(new Corner(edge(route.from(), route.leavesRight()), heights.get(0)));
        for (int i = 0; i + 1 < heights.size(); i++) {
            int gutter = route.gutter() + route.step() * i;
            int x = gutterLeft(gutter)
                    + MARGIN
                    + gutters.get(gutter).track(route.link().to().name()) * LANE;
            corners.add(new Corner(x, heights.get(i)));
            corners.add(new Corner(x, heights.get(i + 1)));
        }
        corners.add(new Corner(edge(route.to(), !route.arrivesLeft()), heights.get(heights.size() - 1)));
        return corners;
    }

    /** A point of a line. */
    record Corner(int x, int y) {}

    private int edge(int column, boolean right) {
        return left(column) + (right ? DiagramArea.WIDTH - DiagramArea.PAD : DiagramArea.PAD);
    }

    private int gutterLeft(int gutter) {
        return gutter == 0 ? 0 : left(gutter - 1) + DiagramArea.WIDTH;
    }

    /** The left edge of a column's areas. */
    int left(int column) {
        int x = 0;
        for (int c = 0; c <= column; c++) {
            x += Math.max(gutters.get(c).width(), c == 0 ? 1 : MARGIN) + (c == 0 ? 0 : DiagramArea.WIDTH);
        }
        return x;
    }

    List<DiagramColumn> columns() {
        return columns;
    }

    List<DiagramRoute> routes() {
        return routes;
    }

    int width() {
        int last = columns.size();
        return left(last - 1) + DiagramArea.WIDTH + Math.max(gutters.get(last).width(), 1);
    }

    int height() {
        return columns.stream().mapToInt(DiagramColumn::bottom).max().orElse(0);
    }
}
