package io.netraven.launcher.api;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What other modules can see of NetRaven's: the exported packages' public types, each with its public and protected
 * members, a line each. What EclipseLink weaves into an entity is not part of it.
 */
final class PublicApi {

    private static final String WOVEN = "_persistence_";
    private static final String WOVEN_PARAMETER = "org.eclipse.persistence.internal.descriptors.PersistenceObject";
    private static final String PROVIDER = "org.eclipse.persistence.";

    private PublicApi() {}

    static List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (ModuleReference module : modules()) {
            lines.add("module " + module.descriptor().name());
            for (Class<?> type : types(module)) {
                lines.add("  " + header(type));
                members(type).forEach(member -> lines.add("    " + member));
            }
        }
        return lines;
    }

    private static List<ModuleReference> modules() {
        Path[] path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.contains("netraven-") && !entry.contains("test"))
                .map(Path::of)
                .toArray(Path[]::new);
        return ModuleFinder.of(path).findAll().stream()
                .filter(module -> module.descriptor().name().startsWith("io.netraven."))
                .sorted((a, b) -> a.descriptor().compareTo(b.descriptor()))
                .toList();
    }

    private static List<Class<?>> types(ModuleReference module) throws IOException {
        Set<String> exported = module.descriptor().exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());
        List<String> names;
        try (Stream<String> entries = module.open().list()) {
            names = entries.filter(entry -> entry.endsWith(".class") && !entry.endsWith("-info.class"))
                    .map(entry -> entry.substring(0, entry.length() - ".class".length())
                            .replace('/', '.'))
                    .sorted()
                    .toList();
        }
        List<Class<?>> types = new ArrayList<>();
        for (String name : names) {
            Class<?> type = load(name);
            if (exported.contains(type.getPackageName()) && isVisible(type)) {
                types.add(type);
            }
        }
        return types;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, PublicApi.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isVisible(Class<?> type) {
        Class<?> outer = type.getDeclaringClass();
        return isVisible(type.getModifiers()) && (outer == null || isVisible(outer)) && !type.isAnonymousClass();
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static String header(Class<?> type) {
        String supertypes = Stream.concat(
                        Stream.ofNullable(type.isInterface() ? null : type.getGenericSuperclass()),
                        Arrays.stream(type.getGenericInterfaces()))
                .map(Type::getTypeName)
                .filter(name -> !name.startsWith(PROVIDER) && !name.equals("java.lang.Object"))
                .collect(Collectors.joining(", "));
        // Newer releases of Java say themselves that a type is sealed.
        String text = type.toGenericString().replace("non-sealed ", "").replace("sealed ", "");
        return (type.isSealed() ? "sealed " : "") + text + (supertypes.isEmpty() ? "" : " : " + supertypes);
    }

    private static Set<String> members(Class<?> type) {
        Stream<? extends AccessibleObject> members = Stream.of(
                        type.getDeclaredFields(), type.getDeclaredConstructors(), type.getDeclaredMethods())
                .flatMap(Arrays::stream);
        return members.map(Member.class::cast)
                .filter(member -> isVisible(member.getModifiers())
                        && !member.isSynthetic()
                        && !member.getName().startsWith(WOVEN)
                        && !isWoven(member))
                .map(PublicApi::text)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isWoven(Member member) {
        return member instanceof Executable executable
                && Arrays.stream(executable.getParameterTypes())
                        .anyMatch(type -> type.getName().equals(WOVEN_PARAMETER));
    }

    private static String text(Member member) {
        String owner = member.getDeclaringClass().getName() + ".";
        if (member instanceof Field field) {
            return field.toGenericString().replace(owner, "");
        }
        return member instanceof Constructor<?> constructor
                ? constructor.toGenericString()
                : ((Method) member).toGenericString().replace(owner, "");
    }
}
