package io.netraven.credentials;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A data key, without the key. Immutable.
 *
 * @param id its id, which every envelope under it names
 * @param active whether new secrets come under it
 * @param createdAt when it was made
 * @param activatedAt when it became the active one
 * @param rows rows of the registered tables that are under it
 */
public record KeyInfo(UUID id, boolean active, Instant createdAt, Optional<Instant> activatedAt, long rows) {}
