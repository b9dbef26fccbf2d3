package io.netraven.launcher.pages;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A block of Java that is a few statements, made a method whose parameters are what the page takes as given. */
final class Snippet {

    /** What a reader would have written: it serves, starts a process, and is let in by every device. */
    private static final String HELPERS = """
                static void serve(NetRaven netRaven) {}
                static void startProcess(String url, String user, String password) {}
                static Outcome tryLogin(String username, Optional<Secret> password) {
                    return Outcome.ACCEPTED;
                }
            """;

    private final Block block;
    private final List<String> parameters = new ArrayList<>();
    private final List<@Nullable Object> values = new ArrayList<>();

    private Snippet(Block block) {
        this.block = block;
    }

    static Snippet of(Block block) {
        return new Snippet(block);
    }

    /** A type and a name that the block uses, and its value. */
    Snippet given(String declaration, @Nullable Object value) {
        parameters.add(declaration);
        values.add(value);
        return this;
    }

    JavaSources compile(Path folder) throws Exception {
        return new JavaSources(folder)
                .add("public class Snippet {\n" + HELPERS + "public static void run(" + String.join(", ", parameters)
                        + ") throws Exception {\n" + block.text() + "}\n}\n")
                .compile();
    }

    void run(Path folder) throws Exception {
        try (URLClassLoader loader = compile(folder).loader()) {
            Method run = List.of(loader.loadClass("page.Snippet").getDeclaredMethods()).stream()
                    .filter(method -> method.getName().equals("run"))
                    .findFirst()
                    .orElseThrow();
            run.invoke(null, values.toArray());
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("The block " + block.firstLine() + " failed", e.getCause());
        }
    }
}
