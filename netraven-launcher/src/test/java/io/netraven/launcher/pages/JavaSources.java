package io.netraven.launcher.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The Java of a page, compiled in a folder of its own as a reader's would be: against the modules' classes. */
final class JavaSources {

    private static final Pattern PACKAGE = Pattern.compile("^package ([a-z.]+);", Pattern.MULTILINE);
    private static final Pattern TYPE = Pattern.compile("^(?:public )?(?:final )?class (\\w+)", Pattern.MULTILINE);

    /** What an editor would have imported for a block that shows no imports. */
    private static final List<String> IMPORTS = List.of(
            "static org.junit.jupiter.api.Assertions.*",
            "io.netraven.credentials.*",
            "io.netraven.credentials.testing.*",
            "io.netraven.launcher.*",
            "io.netraven.model.tag.*",
            "io.netraven.schema.testing.*",
            "java.nio.file.Path",
            "java.sql.Connection",
            "java.sql.ResultSet",
            "java.sql.SQLException",
            "java.sql.Statement",
            "java.time.*",
            "java.util.*",
            "java.util.concurrent.*",
            "java.util.concurrent.atomic.*",
            "javax.sql.*",
            "org.junit.jupiter.api.Test",
            "org.junit.jupiter.api.extension.*");

    private final Path folder;
    private final List<Path> files = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    JavaSources(Path folder) {
        this.folder = folder;
    }

    /** Adds a block that is a whole file; without a package it gets the imports that it does not show. */
    JavaSources add(String text) throws IOException {
        Matcher type = TYPE.matcher(text);
        Matcher inPackage = PACKAGE.matcher(text);
        boolean packaged = inPackage.find();
        String name = text.contains("module ") && !type.find(0) ? "module-info" : type.find(0) ? type.group(1) : "";
        String source = packaged || name.equals("module-info") ? text : "package page;\n" + imports() + text;
        String prefix = packaged ? inPackage.group(1) : name.equals("module-info") ? "" : "page";
        Path file = folder.resolve(prefix.replace('.', '/')).resolve(name + ".java");
        Files.createDirectories(file.toAbsolutePath().getParent());
        files.add(Files.writeString(file, source));
        names.add(prefix + "." + name);
        return this;
    }

    /** The imports, each in a line. */
    static String imports() {
        StringBuilder imports = new StringBuilder();
        IMPORTS.forEach(each -> imports.append("import ").append(each).append(";\n"));
        return imports.toString();
    }

    JavaSources compile() throws IOException {
        return compile("-classpath", System.getProperty("java.class.path"));
    }

    JavaSources compile(String... paths) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, UTF_8)) {
            List<String> options = new ArrayList<>(Arrays.asList(paths));
            options.addAll(List.of("-d", folder.toString(), "--release", "17", "-proc:none"));
            boolean compiled = compiler.getTask(
                            messages, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
        return this;
    }

    URLClassLoader loader() throws IOException {
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, JavaSources.class.getClassLoader());
    }

    /** Runs the tests of the only class that has any. */
    TestExecutionSummary runTests() throws IOException, ClassNotFoundException {
        String name =
                names.stream().filter(each -> each.endsWith("Test")).findFirst().orElseThrow();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = loader()) {
            thread.setContextClassLoader(loader);
            LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(DiscoverySelectors.selectClass(loader.loadClass(name)))
                    .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                    .build();
            SummaryGeneratingListener listener = new SummaryGeneratingListener();
            LauncherFactory.create().execute(request, listener);
            return listener.getSummary();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
