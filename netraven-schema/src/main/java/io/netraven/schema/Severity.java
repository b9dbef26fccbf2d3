package io.netraven.schema;

/** How much a {@link SchemaDifference} matters to the running release. */
public enum Severity {
    /** The release would misbehave or lose data on this schema: {@code initialize} refuses. */
    BREAKING,
    /** The release runs correctly; the difference is reported, and refused only by a strict engine. */
    TOLERATED
}
