package io.netraven.reliability.network;

/** Faults that a reader of the page counts as one. */
enum Kind {
    CUT("cut"),
    STALLED("stalled"),
    HALF_OPEN("half-open"),
    DELAYED("delayed");

    private final String word;

    Kind(String word) {
        this.word = word;
    }

    /** What the connection is, within a row of the page. */
    String word() {
        return word;
    }
}
