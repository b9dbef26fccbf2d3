package io.netraven.launcher;

import java.util.List;

/** The configuration cannot be used. Every problem is told at once; none contains a secret. Immutable. */
public final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /**
     * Creates the exception.
     *
     * @param problems one sentence each, naming the setting and what to do
     */
    public ConfigurationException(List<String> problems) {
        super(message(problems));
        this.problems = List.copyOf(problems);
    }

    /**
     * Returns the problems.
     *
     * @return at least one sentence
     */
    public List<String> problems() {
        return problems;
    }

    private static String message(List<String> problems) {
        return problems.size() == 1
                ? "The configuration has a problem: " + problems.get(0)
                : "The configuration has " + problems.size() + " problems:\n  - " + String.join("\n  - ", problems);
    }
}
