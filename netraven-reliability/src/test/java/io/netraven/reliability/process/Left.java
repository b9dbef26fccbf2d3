package io.netraven.reliability.process;

/** How far an operation has come in a database that a fault has met. */
enum Left {
    /** Nothing of it is there. */
    AS_BEFORE,
    /** Whole steps of it are there, which the next run goes on from: of a rotation, and of an import in batches. */
    ON_THE_WAY,
    /** All of it is there. */
    COMPLETE
}
