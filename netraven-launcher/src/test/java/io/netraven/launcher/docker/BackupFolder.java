package io.netraven.launcher.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/** A folder of backups. */
record BackupFolder(Path path) {

    /** The names of all files, sorted, less the lock's. */
    List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".lock"))
                    .sorted()
                    .toList();
        }
    }

    /** What an operator takes for backups. */
    List<String> backups() throws IOException {
        return files().stream().filter(name -> name.endsWith(".dump")).toList();
    }

    /** The only backup. */
    Path only() throws IOException {
        List<String> backups = backups();
        if (backups.size() != 1) {
            throw new IllegalStateException("There is not one backup: " + files());
        }
        return path.resolve(backups.get(0));
    }

    /** Puts a file there that looks like a backup of an earlier day; returns its name. */
    String earlier(String database, int days) throws IOException {
        Instant time = Instant.now().minus(days, ChronoUnit.DAYS);
        String stamp = time.truncatedTo(ChronoUnit.SECONDS).toString().replaceAll("[-:]", "");
        String name = database + "-" + stamp + ".dump";
        for (String file : List.of(name, name + ".sha256")) {
            Files.writeString(path.resolve(file), "of an earlier day", UTF_8);
            Files.setLastModifiedTime(path.resolve(file), FileTime.from(time));
        }
        return name;
    }
}
