package io.netraven.credentials.internal.python;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys of the Python NetRaven that are at hand. Not safe for use by several threads while keys are added. */
public final class PythonKeyring {

    private static final String DEFAULT = "default";

    private final List<KeyString> strings = new ArrayList<>();
    private final Map<String, FernetKey> files = new HashMap<>();

    /** Adds the keys that are derived from a text in UTF-8, which stays the caller's. */
    public void addString(byte[] text) {
        strings.add(KeyString.of(text));
    }

    /**
     * Adds the keys of a folder.
     *
     * @return the ids whose files hold no key
     */
    public List<String> addFolder(Path folder) throws IOException {
        List<String> unusable = new ArrayList<>();
        KeyFolder.read(folder)
                .forEach((id, key) -> key.ifPresentOrElse(usable -> files.put(id, usable), () -> unusable.add(id)));
        return unusable;
    }

    /**
     * Opens a token.
     *
     * @param id of the key that it is under
     * @return the text in a new array; empty when it does not verify
     */
    Optional<byte[]> open(String id, byte[] token) {
        return candidates(id)
                .map(key -> key.open(token))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Opens a token that does not say which key it is under. */
    Optional<byte[]> openByAny(byte[] token) {
        return Stream.concat(strings.stream().flatMap(string -> string.keys().stream()), files.values().stream())
                .map(key -> key.open(token))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Whether a key of this very id is here: then what it does not open is damaged. */
    boolean has(String id) {
        return files.containsKey(id)
                || (id.equals(DEFAULT) && !strings.isEmpty())
                || strings.stream().anyMatch(string -> string.environmentId().equals(id));
    }

    /** A string's id is of the setting as it was; trailing blanks and line ends change it, so each string is tried. */
    private Stream<FernetKey> candidates(String id) {
        Stream<FernetKey> file = Stream.ofNullable(files.get(id));
        if (id.equals(DEFAULT)) {
            return Stream.concat(file, strings.stream().map(KeyString::hashed));
        }
        return id.startsWith(KeyString.ENVIRONMENT)
                ? Stream.concat(file, strings.stream().map(KeyString::derived))
                : file;
    }

    /** Overwrites the keys. */
    public void destroy() {
        strings.forEach(string -> string.keys().forEach(FernetKey::destroy));
        files.values().forEach(FernetKey::destroy);
        strings.clear();
        files.clear();
    }
}
