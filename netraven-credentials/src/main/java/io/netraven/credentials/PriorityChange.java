package io.netraven.credentials;

import java.util.UUID;

/**
 * A priority that results speak for. Immutable.
 *
 * @param credentialId whose
 * @param name its name
 * @param before the priority so far
 * @param after the priority that its results on the tag give it
 */
public record PriorityChange(UUID credentialId, String name, double before, double after) {}
