package io.netraven.benchmark;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A program that is started as a process. */
sealed interface Program {

    /** The entities are woven for EclipseLink, so they need some of it. */
    List<String> ENTITIES = List.of(
            "postgresql-",
            "netraven-model-",
            "org.eclipse.persistence.",
            "java-uuid-generator-",
            "jackson-core-",
            "slf4j-api-",
            "asm-",
            "jakarta.");

    /** The jars that the build made: the launcher's, and the one with the programs of this package. */
    record Jars(String launcher, String bench) {}

    /** Returns what to run: with a JVM's settings and more flags for it, where it is a program for one. */
    List<String> command(Jvm jvm, List<String> more, List<String> arguments);

    /** Whether it runs in a JVM, and an archive of its classes can be made. */
    boolean isJava();

    /**
     * A program from jars alone: a class folder would keep the JVM from making an archive.
     *
     * @param classPath its jars
     * @param mainClass what it runs
     */
    record Java(String classPath, String mainClass) implements Program {

        @Override
        public List<String> command(Jvm jvm, List<String> more, List<String> arguments) {
            List<String> command = new ArrayList<>();
            command.add(jvm.home().resolve("bin/java").toString());
            command.addAll(jvm.flags());
            command.addAll(more);
            command.addAll(List.of("-cp", classPath, mainClass));
            command.addAll(arguments);
            return command;
        }

        @Override
        public boolean isJava() {
            return true;
        }
    }

    /**
     * A program of the machine.
     *
     * @param path where it is
     */
    record Native(String path) implements Program {

        @Override
        public List<String> command(Jvm jvm, List<String> more, List<String> arguments) {
            List<String> command = new ArrayList<>(List.of(path));
            command.addAll(arguments);
            return command;
        }

        @Override
        public boolean isJava() {
            return false;
        }
    }

    static Program launcher(Jars jars) {
        return new Java(jars.launcher(), "io.netraven.launcher.internal.cli.Main");
    }

    static Program floor(Jars jars) {
        return new Java(with(jars, List.of("postgresql-")), Floor.class.getName());
    }

    static Program flyway(Jars jars) {
        return new Java(with(jars, List.of("postgresql-", "flyway-")), FlywayStart.class.getName());
    }

    static Program liquibase(Jars jars) {
        return new Java(
                with(jars, List.of("postgresql-", "liquibase-", "snakeyaml-", "opencsv-", "commons-", "jaxb-api-")),
                LiquibaseStart.class.getName());
    }

    static Program eclipseLink(Jars jars) {
        return new Java(with(jars, ENTITIES), EclipseLinkStart.class.getName());
    }

    static Program hibernate(Jars jars) {
        List<String> prefixes = new ArrayList<>(ENTITIES);
        prefixes.addAll(List.of(
                "hibernate-", "jboss-logging-", "byte-buddy-", "jaxb-", "txw2-", "istack-", "angus-", "antlr4-"));
        return new Java(with(jars, prefixes), HibernateStart.class.getName());
    }

    /** The programs of this package, and those jars of this process's class path whose names begin so. */
    private static String with(Jars jars, List<String> prefixes) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(jar -> jar.endsWith(".jar"))
                .filter(jar -> prefixes.stream().anyMatch(new File(jar).getName()::startsWith))
                .collect(Collectors.joining(File.pathSeparator, jars.bench() + File.pathSeparator, ""));
    }
}
