package io.netraven.benchmark;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** A part of the page that can be taken by itself. */
enum Section {
    START,
    ENVELOPE,
    COMPARISON,
    ROTATION,
    SELECTION,
    SCALE,
    MEMORY;

    /** Returns the sections of these names, parted by commas, or {@code all}. */
    static Set<Section> named(String names) {
        Set<Section> named = EnumSet.noneOf(Section.class);
        for (String name : names.split(",", -1)) {
            if (name.equals("all")) {
                return EnumSet.allOf(Section.class);
            }
            named.add(Arrays.stream(values())
                    .filter(section -> section.tag().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("bench.only is all, or some of "
                            + Arrays.toString(values()).toLowerCase(Locale.ROOT) + ", not " + name)));
        }
        return named;
    }

    /** Its name on the page and in {@code bench.only}. */
    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    void measure(Bench bench, Report report) throws Exception {
        switch (this) {
            case START -> StartSection.measure(bench, report);
            case ENVELOPE -> EnvelopeSection.measure(bench, report);
            case COMPARISON -> ComparisonSection.measure(bench, report);
            case ROTATION -> RotationSection.measure(bench, report);
            case SELECTION -> SelectionSection.measure(bench, report);
            case SCALE -> ScaleSection.measure(bench, report);
            case MEMORY -> MemorySection.measure(bench, report);
        }
    }
}
