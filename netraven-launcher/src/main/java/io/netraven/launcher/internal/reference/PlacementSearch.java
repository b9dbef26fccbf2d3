package io.netraven.launcher.internal.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Looks for a good placement: downhill from several starts, which are the same in every run. */
final class PlacementSearch {

    private static final int STARTS = 16;
    private static final int MANY_LINKS = 30;

    private final List<DiagramArea> areas;
    private final List<DiagramLink> links;
    private final int columns;

    PlacementSearch(List<DiagramArea> areas, List<DiagramLink> links, int columns) {
        this.areas = areas;
        this.links = links;
        this.columns = columns;
    }

    Placement best() {
        List<Placement> ends = new ArrayList<>();
        int starts = links.size() > MANY_LINKS ? STARTS / 4 : STARTS;
        for (int start = 0; start < starts; start++) {
            List<DiagramArea> order = new ArrayList<>(areas);
            Collections.shuffle(order, new Random(start));
            ends.add(downhill(filled(order)));
        }
        return Collections.min(ends, Comparator.comparingDouble(placement -> placement.cost(links)));
    }

    /** Puts each area where there is most room. */
    private Placement filled(List<DiagramArea> order) {
        List<List<DiagramArea>> filled = new ArrayList<>();
        for (int c = 0; c < columns; c++) {
            filled.add(new ArrayList<>());
        }
        for (DiagramArea area : order) {
            Collections.min(filled, Comparator.comparingInt(PlacementSearch::height))
                    .add(area);
        }
        return new Placement(filled);
    }

    private static int height(List<DiagramArea> column) {
        return column.stream()
                .flatMap(area -> area.boxes().stream())
                .mapToInt(DiagramBox::height)
                .sum();
    }

    private Placement downhill(Placement start) {
        Placement here = start;
        double cost = here.cost(links);
        while (true) {
            Placement lowest = here;
            double lowestCost = cost;
            for (Placement neighbour : here.neighbours()) {
                double other = neighbour.cost(links);
                if (other < lowestCost) {
                    lowest = neighbour;
                    lowestCost = other;
                }
            }
            if (lowestCost >= cost) {
                return here;
            }
            here = lowest;
            cost = lowestCost;
        }
    }
}
