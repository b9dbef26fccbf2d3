package io.netraven.schema;

import java.util.Optional;

/**
 * The SQL that brings one difference back to the model. Immutable.
 *
 * @param sql one or more statements, without a trailing semicolon on the last
 * @param hazard why a person must decide on it, in a few words; empty where nothing can be lost
 */
public record Mend(String sql, Optional<String> hazard) {

    /**
     * Statements that lose nothing.
     *
     * @param sql the statements
     * @return the mend
     */
    public static Mend additive(String sql) {
        return new Mend(sql, Optional.empty());
    }

    /**
     * Statements that may lose data, fail on the data there is, or undo what somebody else made.
     *
     * @param hazard why, in a few words
     * @param sql the statements
     * @return the mend
     */
    public static Mend hazardous(String hazard, String sql) {
        return new Mend(sql, Optional.of(hazard));
    }

    /**
     * Returns the mend as a plan prints it: a complete statement, or a comment with its hazard.
     *
     * @return SQL text that ends with a line break
     */
    public String render() {
        return hazard.map(label -> "-- HAZARD (" + label + "), not applied:\n-- " + sql.replace("\n", "\n-- ") + ";\n")
                .orElseGet(() -> sql + ";\n");
    }
}
