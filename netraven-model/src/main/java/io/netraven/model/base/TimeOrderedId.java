package io.netraven.model.base;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.UUID;

/**
 * Makes row ids: UUIDs of version 7 (RFC 9562), which sort by the time they were made, so that a primary key's index
 * grows at its end. Safe for use by several threads.
 */
public final class TimeOrderedId {

    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    private TimeOrderedId() {}

    /** Returns a new id, greater than every id this process made before. */
    public static UUID next() {
        return GENERATOR.generate();
    }
}
