package io.netraven.launcher.internal.config;

/** A text that no output may contain. {@link #reveal()} is the only way to it, and easy to search for. Immutable. */
public final class Secret {

    private final String value;

    Secret(String value) {
        this.value = value;
    }

    /** The text itself. */
    public String reveal() {
        return value;
    }

    /** Never the text. */
    @Override
    public String toString() {
        return "(secret)";
    }
}
