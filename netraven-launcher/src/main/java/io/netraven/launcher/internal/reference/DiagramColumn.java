package io.netraven.launcher.internal.reference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One column of the diagram: where its areas and tables are, and the gaps that lines pass through. */
final class DiagramColumn {

    /** An area and the range that it fills. */
    record AreaSpan(DiagramArea area, int top, int bottom) {}

    /** A gap's first line, and whether it is between the tables of one area. */
    private record Gap(int first, boolean withinArea) {}

    private static final int WITHIN_AREA = 45;

    private final List<DiagramArea> areas;
    private final List<List<String>> lanes = new ArrayList<>();
    private final List<AreaSpan> spans = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private final Map<String, Integer> tops = new HashMap<>();
    private int bottom;

    DiagramColumn(List<DiagramArea> areas) {
        this.areas = areas;
        areas.forEach(area -> area.boxes().forEach(box -> lanes.add(new ArrayList<>())));
        lanes.add(new ArrayList<>());
        place();
    }

    /** Places everything, with room for the lines that pass. */
    void place() {
        spans.clear();
        gaps.clear();
        tops.clear();
        int y = DiagramLayout.MARGIN;
        for (DiagramArea area : areas) {
            int gap = gap(y, false);
            int top = gap == 0 ? y + room(0) : y + room(gap) + DiagramLayout.GAP;
            y = top + DiagramArea.LABEL;
            for (DiagramBox box : area.boxes()) {
                if (y > top + DiagramArea.LABEL) {
                    y += DiagramLayout.GAP + room(gap(y, true));
                }
                tops.put(box.name(), y);
                y += box.height();
            }
            y += DiagramArea.PAD;
            spans.add(new AreaSpan(area, top, y));
        }
        y += room(gap(y, false));
        bottom = y + DiagramLayout.MARGIN;
    }

    private int gap(int first, boolean withinArea) {
        gaps.add(new Gap(first, withinArea));
        return gaps.size() - 1;
    }

    private int room(int gap) {
        return lanes.get(gap).size() * DiagramLayout.LANE;
    }

    List<AreaSpan> spans() {
        return spans;
    }

    boolean has(DiagramBox box) {
        return tops.containsKey(box.name());
    }

    int top(DiagramBox box) {
        return tops.getOrDefault(box.name(), 0);
    }

    int bottom() {
        return bottom;
    }

    /** The gap that is the least way round between two heights. */
    int bestGap(int from, int to) {
        int best = 0;
        int shortest = Integer.MAX_VALUE;
        for (int i = 0; i < gaps.size(); i++) {
            int y = gaps.get(i).first();
            int way = Math.abs(y - from) + Math.abs(to - y) + (gaps.get(i).withinArea() ? WITHIN_AREA : 0);
            if (way < shortest) {
                best = i;
                shortest = way;
            }
        }
        return best;
    }

    /** Lets the lines to one table pass. */
    void reserve(int gap, String target) {
        if (!lanes.get(gap).contains(target)) {
            lanes.get(gap).add(target);
        }
    }

    /** The height at which the lines to a table pass. */
    int lane(int gap, String target) {
        return gaps.get(gap).first() + DiagramLayout.GAP / 2 + lanes.get(gap).indexOf(target) * DiagramLayout.LANE;
    }
}
