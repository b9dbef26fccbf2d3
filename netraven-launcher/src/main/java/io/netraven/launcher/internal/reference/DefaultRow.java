package io.netraven.launcher.internal.reference;

import io.netraven.schema.SeedRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The columns of a row of default data, those first by which it is known. */
final class DefaultRow {

    private DefaultRow() {}

    /** A column and its value. */
    record Pair(String column, String value) {}

    static List<Pair> pairs(SeedRow row) {
        List<Pair> pairs = new ArrayList<>();
        for (Map<String, String> part : List.of(row.key(), row.otherKeys(), row.values())) {
            part.forEach((column, value) -> pairs.add(new Pair(column, value)));
        }
        return pairs;
    }
}
