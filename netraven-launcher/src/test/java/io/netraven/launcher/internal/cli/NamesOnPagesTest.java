package io.netraven.launcher.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.internal.config.Setting;
import io.netraven.launcher.pages.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The options and variables that pages name are there. */
final class NamesOnPagesTest {

    private static final Pattern OPTION = Pattern.compile("--([a-z][a-z-]+)");
    private static final Pattern OF_SCRIPT = Pattern.compile("(?m)^#   --([a-z][a-z-]+) ");
    private static final Pattern ALONE = Pattern.compile("`--([a-z][a-z-]+)[^`\n]*`");
    private static final Pattern VARIABLE = Pattern.compile("\\bNETRAVEN_[A-Z_]*[A-Z]\\b");

    /** Of the fixture for tests, not of the launcher. */
    private static final String OF_TESTS = "NETRAVEN_TEST_";

    private static List<Page> pages() throws IOException {
        try (Stream<Path> docs = Files.list(Path.of("..", "docs"))) {
            return docs.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".md"))
                    .sorted()
                    .map(name -> Page.read("docs/" + name))
                    .toList();
        }
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.groupCount() == 0 ? match.group() : match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What stands behind the launcher's name, up to the end of the command. */
    private static String commands(Page page) {
        return page.blocks("sh").stream()
                .flatMap(block -> block.text().replace("\\\n", " ").lines())
                .filter(line -> line.contains("netraven-launcher "))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void everyOptionIsOneOfTheLauncherOrOfAScript() throws IOException {
        Set<String> known = Stream.of(CliOption.values()).map(CliOption::text).collect(Collectors.toSet());
        known.add("version");
        known.addAll(found(OF_SCRIPT, Files.readString(Path.of("..", "docker", "restore.sh"))));
        for (Page page : pages()) {
            assertThat(known).as(page.name()).containsAll(found(OPTION, commands(page)));
            assertThat(known).as(page.name()).containsAll(found(ALONE, page.text()));
        }
    }

    @Test
    void everyVariableIsASetting() throws IOException {
        Set<String> known = new TreeSet<>();
        for (Setting setting : Setting.values()) {
            known.add(setting.variable());
            known.add(setting.variable() + "_FILE");
        }
        for (Page page : pages()) {
            Set<String> named = found(VARIABLE, page.text());
            named.removeIf(name -> name.startsWith(OF_TESTS));
            assertThat(known).as(page.name()).containsAll(named);
        }
    }
}
