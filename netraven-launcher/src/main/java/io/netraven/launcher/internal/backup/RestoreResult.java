package io.netraven.launcher.internal.backup;

import io.netraven.schema.SchemaDifference;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How a restore ended. */
public sealed interface RestoreResult {

    /** What a person has to know. */
    List<String> warnings();

    /**
     * The database has its name.
     *
     * @param database the name
     * @param file the backup; empty where a database was swapped that an earlier call had restored
     * @param kept the name of what was there before; empty where nothing is kept
     */
    record Restored(String database, Optional<Path> file, Optional<String> kept, List<String> warnings)
            implements RestoreResult {
        public Restored {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * It was restored under another name, and its schema differs in a way that breaks the release.
     *
     * @param restored the name of what was restored
     * @param database the name that it did not get
     * @param differences those that break the release
     * @param next the commands that go on, in their order
     */
    record Differs(
            String restored,
            String database,
            List<SchemaDifference> differences,
            List<String> next,
            List<String> warnings)
            implements RestoreResult {
        public Differs {
            differences = List.copyOf(differences);
            next = List.copyOf(next);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * The backup was checked, or restored on trial.
     *
     * @param file the backup
     * @param proven whether it was restored and validated
     * @param about what is known of it, for people
     */
    record Checked(Path file, boolean proven, String about, List<String> warnings) implements RestoreResult {
        public Checked {
            warnings = List.copyOf(warnings);
        }
    }
}
