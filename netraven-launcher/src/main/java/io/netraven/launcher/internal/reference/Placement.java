package io.netraven.launcher.internal.reference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which area stands where.
 *
 * @param columns the areas of each column from the top
 */
record Placement(List<List<DiagramArea>> columns) {

    private static final int BESIDE = 60;
    private static final int FURTHER = 260;
    private static final int CROSSING = 90;
    private static final int LONELY = 150;
    private static final double HEIGHT = 2.5;

    private record Spot(int column, int top) {}

    Placement {
        columns = columns.stream().map(List::copyOf).toList();
    }

    /** How far it is from what one would like to look at: short lines that cross little, and columns of one height. */
    double cost(List<DiagramLink> links) {
        Map<String, Spot> spots = new HashMap<>();
        double cost = HEIGHT * place(spots) + LONELY * lonelyAbove();
        int[][] ends = new int[links.size()][];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = ends(links.get(i), spots);
            cost += length(ends[i]);
            for (int j = 0; j < i; j++) {
                cost += cross(ends[i], ends[j]) ? CROSSING : 0;
            }
        }
        return cost;
    }

    /** How many areas stand below one that nothing leads to or from: the eye begins at the top. */
    private int lonelyAbove() {
        int below = 0;
        for (List<DiagramArea> column : columns) {
            for (int i = 0; i < column.size(); i++) {
                below += column.get(i).isLonely() ? column.size() - 1 - i : 0;
            }
        }
        return below;
    }

    /** Gives each table its place, and returns the height of the highest column. */
    private int place(Map<String, Spot> spots) {
        int highest = 0;
        for (int c = 0; c < columns.size(); c++) {
            int top = 0;
            for (DiagramArea area : columns.get(c)) {
                top += DiagramArea.LABEL;
                for (DiagramBox box : area.boxes()) {
                    spots.put(box.name(), new Spot(c, top));
                    top += box.height() + DiagramLayout.GAP;
                }
                top += DiagramLayout.GAP;
            }
            highest = Math.max(highest, top);
        }
        return highest;
    }

    private static int[] ends(DiagramLink link, Map<String, Spot> spots) {
        Spot from = spots.getOrDefault(link.from().name(), new Spot(0, 0));
        Spot to = spots.getOrDefault(link.to().name(), new Spot(0, 0));
        int start = from.top() + link.leaves();
        int end = to.top() + link.arrives();
        return from.column() <= to.column()
                ? new int[] {from.column(), start, to.column(), end}
                : new int[] {to.column(), end, from.column(), start};
    }

    private static int length(int[] ends) {
        int across = ends[2] - ends[0];
        return Math.abs(ends[3] - ends[1]) + (across == 0 ? BESIDE / 2 : BESIDE + (across - 1) * FURTHER);
    }

    private static boolean cross(int[] one, int[] other) {
        return one[0] == other[0] && one[2] == other[2] && (long) (one[1] - other[1]) * (one[3] - other[3]) < 0;
    }

    /** Every placement that is one move away. */
    List<Placement> neighbours() {
        List<Placement> neighbours = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            for (int i = 0; i < columns.get(c).size(); i++) {
                moved(c, i, neighbours);
                reordered(c, i, neighbours);
            }
        }
        return neighbours;
    }

    private void moved(int column, int index, List<Placement> neighbours) {
        for (int c = 0; c < columns.size(); c++) {
            int places = columns.get(c).size() + (c == column ? 0 : 1);
            for (int i = 0; i < places; i++) {
                List<List<DiagramArea>> other = copy();
                other.get(c).add(i, other.get(column).remove(index));
                neighbours.add(new Placement(other));
            }
        }
    }

    private void reordered(int column, int index, List<Placement> neighbours) {
        DiagramArea area = columns.get(column).get(index);
        for (int i = 0; i < area.boxes().size(); i++) {
            for (int j = 0; j < i; j++) {
                List<List<DiagramArea>> other = copy();
                other.get(column).set(index, area.swapped(i, j));
                neighbours.add(new Placement(other));
            }
        }
    }

    private List<List<DiagramArea>> copy() {
        List<List<DiagramArea>> copy = new ArrayList<>();
        columns.forEach(column -> copy.add(new ArrayList<>(column)));
        return copy;
    }
}
