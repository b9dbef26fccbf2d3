package io.netraven.launcher.internal.cli;

import io.netraven.credentials.RotationProgress;
import io.netraven.launcher.internal.purge.PurgeProgress;
import java.util.OptionalLong;

/**
 * How far a command on many rows is.
 *
 * @param table what it is at
 * @param rows rows that are done
 * @param total rows there are to do, where that is known
 * @param rowsPerSecond the rate so far
 */
record Progress(String table, long rows, OptionalLong total, double rowsPerSecond) {

    static Progress of(RotationProgress rotation) {
        return new Progress(
                rotation.table(), rotation.rows(), OptionalLong.of(rotation.total()), rotation.rowsPerSecond());
    }

    static Progress of(PurgeProgress purge) {
        return new Progress(purge.table(), purge.rows(), OptionalLong.empty(), purge.rowsPerSecond());
    }
}
