package io.netraven.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The classes that were compiled together with one of them. */
final class ClassFolder {

    private final Path root;

    private ClassFolder(Path root) {
        this.root = root;
    }

    static ClassFolder of(Class<?> member) throws URISyntaxException {
        return new ClassFolder(Path.of(
                member.getProtectionDomain().getCodeSource().getLocation().toURI()));
    }

    Set<Class<?>> annotatedWith(Class<? extends Annotation> annotation) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .map(this::load)
                    .filter(type -> type.isAnnotationPresent(annotation))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Class<?> load(String file) {
        String name = file.substring(0, file.length() - ".class".length()).replaceAll("[/\\\\]", ".");
        try {
            return Class.forName(name, false, getClass().getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
