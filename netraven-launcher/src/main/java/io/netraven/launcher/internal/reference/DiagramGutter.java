package io.netraven.launcher.internal.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The room between two columns, in which lines go up and down. Lines to one table share a track. */
final class DiagramGutter {

    private static final int CROSSING = 100;
    private static final int OVERLAP = 400;
    private static final int APART = 5;

    /** The part of a line between one side and its track. */
    private record Stub(String target, int y, boolean left) {}

    private final List<Stub> stubs = new ArrayList<>();
    private final Map<String, int[]> ranges = new TreeMap<>();
    private List<String> tracks = List.of();

    /** Adds a line that comes from one side and leaves to one. */
    void add(String target, int from, boolean fromLeft, int to, boolean toLeft) {
        stubs.add(new Stub(target, from, fromLeft));
        stubs.add(new Stub(target, to, toLeft));
        int[] range = ranges.computeIfAbsent(target, name -> new int[] {from, from});
        range[0] = Math.min(range[0], Math.min(from, to));
        range[1] = Math.max(range[1], Math.max(from, to));
    }

    /** Orders the tracks so that lines cross little. */
    void arrange() {
        List<String> order = new ArrayList<>(ranges.keySet());
        int cost = cost(order);
        boolean better = true;
        while (better) {
            better = false;
            for (int i = 0; i < order.size(); i++) {
                for (int j = 0; j < i; j++) {
                    Collections.swap(order, i, j);
                    int other = cost(order);
                    if (other < cost) {
                        cost = other;
                        better = true;
                    } else {
                        Collections.swap(order, i, j);
                    }
                }
            }
        }
        tracks = order;
    }

    private int cost(List<String> order) {
        int cost = 0;
        for (Stub stub : stubs) {
            int track = order.indexOf(stub.target());
            cost += stub.left() ? track : order.size() - 1 - track;
            for (int other = 0; other < order.size(); other++) {
                int[] range = ranges.getOrDefault(order.get(other), new int[2]);
                boolean passed = stub.left() ? other < track : other > track;
                cost += passed && range[0] < stub.y() && stub.y() < range[1] ? CROSSING : 0;
            }
            for (Stub opposite : stubs) {
                boolean same = stub.left()
                        && !opposite.left()
                        && Math.abs(stub.y() - opposite.y()) < APART
                        && !stub.target().equals(opposite.target());
                cost += same && order.indexOf(opposite.target()) < track ? OVERLAP : 0;
            }
        }
        return cost;
    }

    int track(String target) {
        return tracks.indexOf(target);
    }

    int width() {
        return tracks.isEmpty() ? 0 : DiagramLayout.MARGIN * 2 + (tracks.size() - 1) * DiagramLayout.LANE;
    }
}
