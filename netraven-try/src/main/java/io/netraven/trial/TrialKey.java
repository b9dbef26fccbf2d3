package io.netraven.trial;

import io.netraven.credentials.MasterKey;
import io.netraven.credentials.Secret;
import io.netraven.launcher.internal.cli.PrivateFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The master key of the trial, beside its data: which is where a master key should not be.
 *
 * @param file only its owner may read it
 * @param made whether this run made it
 */
record TrialKey(Path file, boolean made) {

    static TrialKey in(Path folder) {
        Path file = folder.resolve("master.key");
        boolean missing = Files.notExists(file);
        if (missing) {
            try (Secret key = MasterKey.generate()) {
                PrivateFile.write(file, key);
            }
        }
        return new TrialKey(file, missing);
    }
}
