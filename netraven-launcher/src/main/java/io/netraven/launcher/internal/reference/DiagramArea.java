package io.netraven.launcher.internal.reference;

import java.util.ArrayList;
import java.util.List;

/**
 * The tables of an area in the diagram, one below the other.
 *
 * @param name the area
 * @param colour the number of its colour
 * @param isLonely whether no line leads to or from it
 * @param boxes its tables
 */
record DiagramArea(String name, int colour, boolean isLonely, List<DiagramBox> boxes) {

    static final int PAD = 12;
    static final int LABEL = 30;
    static final int WIDTH = DiagramBox.WIDTH + 2 * PAD;

    DiagramArea {
        boxes = List.copyOf(boxes);
    }

    /** Moves a table to where another one is. */
    DiagramArea swapped(int one, int other) {
        List<DiagramBox> swapped = new ArrayList<>(boxes);
        swapped.set(one, boxes.get(other));
        swapped.set(other, boxes.get(one));
        return new DiagramArea(name, colour, isLonely, swapped);
    }
}
