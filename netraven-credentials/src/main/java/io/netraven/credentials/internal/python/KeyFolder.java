package io.netraven.credentials.internal.python;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The Python NetRaven's folder of keys, {@code data/keys} by default: in each file {@code <key id>.key} one Fernet key as
 * text. Other files there, such as {@code key_metadata.json}, hold no keys.
 */
final class KeyFolder {

    private static final String SUFFIX = ".key";
    private static final int LONGEST_FILE = 1024;

    private KeyFolder() {}

    /**
     * Reads all keys.
     *
     * @return by key id; empty for a file that holds none
     */
    static Map<String, Optional<FernetKey>> read(Path folder) throws IOException {
        Map<String, Optional<FernetKey>> keys = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                keys.put(name.substring(0, name.length() - SUFFIX.length()), key(file));
            }
        }
        return keys;
    }

    private static Optional<FernetKey> key(Path file) throws IOException {
        if (Files.size(file) > LONGEST_FILE) {
            return Optional.empty();
        }
        byte[] content = Files.readAllBytes(file);
        int to = content.length;
        while (to > 0 && content[to - 1] <= ' ') {
            to--;
        }
        int from = 0;
        while (from < to && content[from] <= ' ') {
            from++;
        }
        byte[] text = Arrays.copyOfRange(content, from, to);
        Optional<FernetKey> key = FernetKey.decode(text);
        Arrays.fill(content, (byte) 0);
        Arrays.fill(text, (byte) 0);
        return key;
    }
}
