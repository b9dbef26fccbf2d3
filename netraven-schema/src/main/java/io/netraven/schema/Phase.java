package io.netraven.schema;

import java.time.Duration;

/**
 * One step of an engine's work and how long it took. Immutable.
 *
 * @param name for example {@code wait}, {@code lock}, {@code create}
 * @param duration wall-clock time
 */
public record Phase(String name, Duration duration) {}
