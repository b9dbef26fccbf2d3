package io.netraven.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.schema.testing.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A service of somebody else's, compiled and run against the built jars and what Maven would bring with them. */
@Tag("long")
class ConsumerIT {

    /** What the launcher brings to a service: no logging backend, no command-line parser, no JSON library. */
    private static final List<String> BROUGHT = List.of(
            "netraven-launcher",
            "netraven-model",
            "netraven-schema",
            "netraven-credentials",
            "postgresql-4",
            "c3p0",
            "mchange-commons-java",
            "org.eclipse.persistence.",
            "jakarta.persistence-api",
            "java-uuid-generator",
            "bcprov-",
            "slf4j-api",
            "asm-",
            "jspecify");

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path classes;

    @Test
    void runsOnTheClassPath() throws IOException, InterruptedException {
        compile("-classpath", jars());

        assertThat(run("-classpath", classes + File.pathSeparator + jars(), "com.example.inventory.Inventory"))
                .endsWith("CREATED 20 tables, kept by keeper, in no module\n");
    }

    @Test
    void runsOnTheModulePath() throws IOException, InterruptedException {
        compile("--module-path", jars());

        assertThat(run(
                        "--module-path",
                        classes + File.pathSeparator + jars(),
                        "--module",
                        "com.example.inventory/com.example.inventory.Inventory"))
                .endsWith("CREATED 20 tables, kept by keeper, in a module\n");
    }

    private void compile(String pathOption, String path) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
                Stream<Path> sources = Files.walk(Path.of("src", "test", "consumer"))) {
            List<Path> java = sources.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> pathOption.equals("--module-path") || !file.endsWith("module-info.java"))
                    .toList();
            List<String> options = List.of(pathOption, path, "-d", classes.toString(), "--release", "17", "-proc:none");
            boolean compiled = compiler.getTask(
                            messages, files, null, options, null, files.getJavaFileObjectsFromPaths(java))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
    }

    private static String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "POSTGRES_HOST", database.host(),
                        "POSTGRES_PORT", Integer.toString(database.port()),
                        "POSTGRES_DB", database.name(),
                        "POSTGRES_USER", database.user(),
                        "POSTGRES_PASSWORD", database.password()));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    private static String jars() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> {
                    String name = Path.of(entry).getFileName().toString();
                    return BROUGHT.stream().anyMatch(name::startsWith) && !name.contains("test-fixtures");
                })
                .collect(Collectors.joining(File.pathSeparator));
    }
}
