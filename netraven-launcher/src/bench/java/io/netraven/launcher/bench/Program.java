package io.netraven.launcher.bench;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A program that is started as a process, from jars alone: a class folder would keep the JVM from making an archive.
 *
 * @param classPath its jars
 * @param mainClass what it runs
 */
record Program(String classPath, String mainClass) {

    /** The jars that the build made: the launcher's, and the one with the programs of this package. */
    record Jars(String launcher, String bench) {}

    static Program launcher(Jars jars) {
        return new Program(jars.launcher(), "io.netraven.launcher.internal.cli.Main");
    }

    static Program floor(Jars jars) {
        return new Program(with(jars, "postgresql-"), Floor.class.getName());
    }

    static Program flyway(Jars jars) {
        return new Program(with(jars, "postgresql-", "flyway-"), FlywayStart.class.getName());
    }

    /** The entities are woven for EclipseLink, so they need some of it. */
    static Program hibernate(Jars jars) {
        String classPath = with(
                jars,
                "postgresql-",
                "netraven-model-",
                "org.eclipse.persistence.",
                "java-uuid-generator-",
                "jackson-core-",
                "slf4j-api-",
                "hibernate-",
                "jakarta.",
                "jboss-logging-",
                "byte-buddy-",
                "jaxb-",
                "txw2-",
                "istack-",
                "angus-",
                "antlr4-");
        return new Program(classPath, HibernateStart.class.getName());
    }

    List<String> command(Jvm jvm, List<String> more, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(jvm.home().resolve("bin/java").toString());
        command.addAll(jvm.flags());
        command.addAll(more);
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(arguments);
        return command;
    }

    /** The programs of this package, and those jars of this process's class path whose names begin so. */
    private static String with(Jars jars, String... prefixes) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(jar -> jar.endsWith(".jar"))
                .filter(jar -> Arrays.stream(prefixes).anyMatch(new File(jar).getName()::startsWith))
                .collect(Collectors.joining(File.pathSeparator, jars.bench() + File.pathSeparator, ""));
    }
}
