package io.netraven.launcher.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A piece of a YAML document, anchors and merges resolved.
 *
 * @param path where it is, by its fields' names and its items' numbers
 * @param value a map, a list, a scalar; null where nothing is
 */
record Yaml(String path, @Nullable Object value) {

    /** The documents of a file of the folder {@code docker}. A field that is there twice is an error. */
    static List<Yaml> read(String name) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        List<Yaml> documents = new ArrayList<>();
        for (Object document : new org.yaml.snakeyaml.Yaml(new SafeConstructor(options)).loadAll(text(name))) {
            documents.add(new Yaml("", document));
        }
        return documents;
    }

    /** The text of a file of the folder {@code docker}. */
    static String text(String name) {
        try {
            return Files.readString(Script.FOLDER.resolve(name), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is in a field, and in a field of that; nothing where one is missing. */
    Yaml at(String... fields) {
        Yaml found = this;
        for (String field : fields) {
            found = new Yaml(found.path + "/" + field, found.value instanceof Map<?, ?> map ? map.get(field) : null);
        }
        return found;
    }

    boolean isThere() {
        return value != null;
    }

    /** A scalar's text; "" where nothing is. */
    String text() {
        return value == null ? "" : value.toString();
    }

    List<Yaml> items() {
        List<Yaml> items = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object item : list) {
                items.add(new Yaml(path + "/" + items.size(), item));
            }
        }
        return items;
    }

    List<String> texts() {
        return items().stream().map(Yaml::text).toList();
    }

    Map<String, Yaml> fields() {
        Map<String, Yaml> fields = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, field) -> fields.put(name.toString(), new Yaml(path + "/" + name, field)));
        }
        return fields;
    }

    /** All scalars in it. */
    Stream<Yaml> scalars() {
        if (value instanceof Map) {
            return fields().values().stream().flatMap(Yaml::scalars);
        }
        return value instanceof List ? items().stream().flatMap(Yaml::scalars) : Stream.of(this);
    }
}
