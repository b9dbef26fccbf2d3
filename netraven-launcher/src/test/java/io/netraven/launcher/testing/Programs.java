package io.netraven.launcher.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Programs that are installed here. A test that needs one that is not is skipped, and says why. PostgreSQL refuses to
 * run as root: there its programs run as a user without privileges.
 */
public final class Programs {

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final List<String> UNPRIVILEGED = List.of("postgres", "nobody");

    private Programs() {}

    /** A program of the newest PostgreSQL installed. */
    public static String postgres(String name) {
        Optional<Path> folder = postgresFolder();
        assumeTrue(folder.isPresent(), "PostgreSQL's server programs are not installed");
        return folder.orElseThrow().resolve(name).toString();
    }

    /** Any other program. */
    public static String named(String name) {
        Optional<Path> program = onPath(name);
        assumeTrue(program.isPresent(), name + " is not installed");
        return program.orElseThrow().toString();
    }

    private static Optional<Path> postgresFolder() {
        try (Stream<Path> versions = Files.isDirectory(DEBIAN) ? Files.list(DEBIAN) : Stream.empty()) {
            Optional<Path> newest = versions.map(version -> version.resolve("bin"))
                    .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
                    .max(Comparator.comparing(Programs::version));
            return newest.or(() -> onPath("initdb").map(Path::getParent));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double version(Path folder) {
        try {
            return Double.parseDouble(folder.getName(folder.getNameCount() - 2).toString());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static Optional<Path> onPath(String name) {
        String folders = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
        return Stream.of(folders.split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder).resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A new folder of the user that the programs run as. */
    public static Path folder() {
        try {
            Path folder = Files.createTempDirectory("netraven-cluster-");
            give(folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a folder with all that is in it. */
    public static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives a file to the user that the programs run as. */
    public static void give(Path file) throws IOException {
        if (isRoot()) {
            Files.setOwner(
                    file,
                    FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(user()));
        }
    }

    /** A command that runs as a user without privileges. */
    public static ProcessBuilder command(String... command) {
        List<String> words = new ArrayList<>();
        if (isRoot()) {
            words.addAll(List.of(named("setpriv"), "--reuid=" + user(), "--regid=65534", "--clear-groups", "--"));
        }
        words.addAll(List.of(command));
        return new ProcessBuilder(words).directory(new File("/")).redirectErrorStream(true);
    }

    /** Runs a command to its end, which has to be a success. */
    public static void run(String... command) {
        run(command(command));
    }

    /** As above, with a variable in its environment. */
    public static void runWith(String variable, String value, String... command) {
        ProcessBuilder builder = command(command);
        builder.environment().put(variable, value);
        run(builder);
    }

    /** As above, as the user of this process. */
    public static void runAsThisUser(String... command) {
        run(new ProcessBuilder(command).redirectErrorStream(true));
    }

    private static void run(ProcessBuilder command) {
        try {
            Path output = Files.createTempFile("netraven-program-", ".out");
            Process process = command.redirectOutput(output.toFile()).start();
            int exitCode = process.waitFor();
            String said = Files.readString(output, UTF_8);
            Files.delete(output);
            if (exitCode != 0) {
                throw new IllegalStateException(
                        String.join(" ", command.command()) + " ended with " + exitCode + "\n" + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static String user() {
        try {
            List<String> users = Files.readAllLines(Path.of("/etc/passwd"), UTF_8).stream()
                    .map(line -> line.substring(0, line.indexOf(':')))
                    .toList();
            Optional<String> user =
                    UNPRIVILEGED.stream().filter(users::contains).findFirst();
            assumeTrue(user.isPresent(), "PostgreSQL does not run as root, and there is no other user");
            return user.orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
