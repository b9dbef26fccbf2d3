package io.netraven.launcher.internal.reference;

import java.util.List;

/**
 * The way of a line through the diagram.
 *
 * @param link the foreign key
 * @param from the column that it starts in
 * @param to the column that it ends in
 * @param gutter the number of the gutter that it starts in; the one of a column's number is at its left
 * @param gaps the gaps of the columns that it passes, in its direction
 */
record DiagramRoute(DiagramLink link, int from, int to, int gutter, List<Integer> gaps) {

    /** Whether it leaves its table to the right. */
    boolean leavesRight() {
        return gutter > from;
    }

    /** Whether it arrives at the left of a table. */
    boolean arrivesLeft() {
        return lastGutter() == to;
    }

    int step() {
        return Integer.compare(to, from);
    }

    /** The column that it passes behind a gutter. */
    int passed(int index) {
        return from + step() * (index + 1);
    }

    int lastGutter() {
        return gutter + step() * gaps.size();
    }
}
