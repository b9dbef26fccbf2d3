package io.netraven.benchmark;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The settings of the JVM that all programs of one table run with.
 *
 * @param name for people
 * @param home of the JDK
 * @param flags that every run has
 * @param archive how classes are kept from one run to the next
 */
record Jvm(String name, Path home, List<String> flags, Archive archive) {

    /** Each mode ends the JVM when its archive cannot be used: an archive that is not there costs time silently. */
    enum Archive {
        NONE("", "", ""),
        CLASS_DATA("-XX:ArchiveClassesAtExit=", "-XX:SharedArchiveFile=", "-Xshare:on"),
        AHEAD_OF_TIME("-XX:AOTCacheOutput=", "-XX:AOTCache=", "-XX:AOTMode=on");

        private final String make;
        private final String use;
        private final String insist;

        Archive(String make, String use, String insist) {
            this.make = make;
            this.use = use;
            this.insist = insist;
        }

        List<String> making(Path file) {
            return this == NONE ? List.of() : List.of(make + file);
        }

        List<String> using(Path file) {
            return this == NONE ? List.of() : List.of(use + file, insist);
        }
    }

    /** The JVM that runs this, which is the one that builds, as it is. */
    static Jvm plain() {
        return new Jvm("JDK " + Runtime.version().feature(), ownHome(), List.of(), Archive.NONE);
    }

    /** The same with an archive of the program's classes. */
    static Jvm classDataSharing() {
        return new Jvm(
                "JDK " + Runtime.version().feature() + ", class-data archive",
                ownHome(),
                List.of(),
                Archive.CLASS_DATA);
    }

    /** What the container image runs, where {@code JAVA25_HOME} tells where that is. */
    static Optional<Jvm> ofTheImage() {
        return Optional.ofNullable(System.getenv("JAVA25_HOME"))
                .filter(home -> !home.isEmpty())
                .map(home -> new Jvm(
                        "JDK 25, AOT cache, serial collector, C1",
                        Path.of(home),
                        List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                        Archive.AHEAD_OF_TIME));
    }

    private static Path ownHome() {
        return Path.of(System.getProperty("java.home"));
    }
}
