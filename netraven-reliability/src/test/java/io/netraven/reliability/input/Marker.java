package io.netraven.reliability.input;

/** A text that stands for a secret in inputs, so that it can be searched for in what is said about them. */
final class Marker {

    static final String TEXT = "hidden-Pa55";

    private Marker() {}

    static boolean isIn(String text) {
        return text.contains(TEXT);
    }

    /** Fails where a message quotes a secret. */
    static void isNotIn(String message) {
        if (isIn(message)) {
            throw new AssertionError("A secret is in the message: " + message);
        }
    }
}
