package io.netraven.launcher.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The list of every way out that a message or a page names, with the test that goes it: {@code ways-out.txt}. Each line is
 * {@code where | words | tests}: a class, a page or a script, words of it as they stand there, and {@code Class.method} of tests, or
 * {@code -} and the reason why no test does.
 */
@SuppressWarnings("NullAway.Init")
final class WaysOutListTest {

    private static final String LIST = "netraven-launcher/src/test/resources/ways-out.txt";

    /** A sentence, or what follows a colon, that tells the reader to do something. */
    private static final Pattern ADVICE = Pattern.compile(
            "(?:^(?:VERB)|[:;.] (?i:VERB)) "
                    .replace(
                            "VERB",
                            "Add|Annotate|Apply|Call|Change|Check|Choose|Connect|Convert|Correct|Create|Export|Find|Generate|Give"
                                    + "|Grant|Install|Keep|Leave|Let|Make|Map|Move|Name|Open|Percent-encode|Put|Raise|Read|Refer"
                                    + "|Register|Remove|Rename|Repair|Restore|Rotate|Run|Set|Start|Take|Try|Turn|Use|Wait|Write"));

    private static final Pattern TOKEN = Pattern.compile(
            "\"\"\".*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\"|//[^\\n]*|/\\*.*?\\*/|'(?:[^'\\\\\\n]|\\\\.)+'",
            Pattern.DOTALL);
    private static final Pattern LITERAL =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"(?:\\s*\\+\\s*\"(?:[^\"\\\\]|\\\\.)*\")*");

    /** Text of an audit record, or a comment of a column: nobody is told to do anything. */
    private static final List<String> NO_ADVICE = List.of("CredentialStore: Set ", "ImportedPython: Set ");

    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\|", Pattern.MULTILINE);

    private record WayOut(String where, String words, List<String> tests) {}

    private static List<WayOut> list;
    private static Map<String, String> sources;
    private static Map<String, String> tests;

    @BeforeAll
    static void read() throws IOException {
        list = Files.readAllLines(Page.ROOT.resolve(LIST)).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(WaysOutListTest::wayOut)
                .toList();
        sources = javaFiles("main");
        tests = javaFiles("test");
    }

    private static WayOut wayOut(String line) {
        String[] parts = line.split(" \\| ", -1);
        assertThat(parts).as(line).hasSize(3);
        return new WayOut(
                parts[0].strip(), parts[1].strip(), List.of(parts[2].strip().split(", ")));
    }

    /** The text of all classes of the modules, by their names. */
    private static Map<String, String> javaFiles(String kind) throws IOException {
        Map<String, String> texts = new HashMap<>();
        try (Stream<Path> modules = Files.list(Page.ROOT)) {
            for (Path module : modules.toList()) {
                Path folder = module.resolve("src/" + kind + "/java");
                if (module.getFileName().toString().startsWith("netraven-") && Files.isDirectory(folder)) {
                    try (Stream<Path> files = Files.walk(folder)) {
                        for (Path file : files.filter(each -> each.toString().endsWith(".java"))
                                .toList()) {
                            String name = file.getFileName().toString().replace(".java", "");
                            texts.merge(name, Files.readString(file), (a, b) -> a + b);
                        }
                    }
                }
            }
        }
        return texts;
    }

    @Test
    void everyTestOfTheListIsThere() {
        List<String> missing = new ArrayList<>();
        for (WayOut way : list) {
            for (String test : way.tests()) {
                int dot = test.indexOf('.');
                boolean none = test.startsWith("- ");
                boolean there = !none
                        && dot > 0
                        && Pattern.compile("void " + Pattern.quote(test.substring(dot + 1)) + "\\(")
                                .matcher(tests.getOrDefault(test.substring(0, dot), ""))
                                .find();
                if (!none && !there) {
                    missing.add(way.where() + ": " + test);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void theWordsOfTheListStandWhereItSays() {
        List<String> invented = new ArrayList<>();
        for (WayOut way : list) {
            boolean page = !way.where().matches("[A-Z]\\w*");
            String text = page
                    ? blanksAsOne(Page.read(way.where()).text())
                    : String.join("\n", literals(sources.getOrDefault(way.where(), "")));
            if (!text.contains(page ? blanksAsOne(way.words()) : way.words())) {
                invented.add(way.where() + ": " + way.words());
            }
        }
        assertThat(invented).isEmpty();
    }

    private static String blanksAsOne(String text) {
        return text.replaceAll("\\s+", " ");
    }

    @Test
    void everyMessageWithAWayOutIsInTheList() {
        List<String> left = new ArrayList<>();
        sources.forEach((name, source) -> {
            if (!source.contains("jakarta.persistence.Entity;")) {
                literals(source).stream()
                        .filter(text -> ADVICE.matcher(text + " ").find())
                        .filter(text -> !NO_ADVICE.contains(name + ": " + text))
                        .filter(text ->
                                list.stream().noneMatch(way -> way.where().equals(name) && text.contains(way.words())))
                        .forEach(text -> left.add(name + ": " + text));
            }
        });
        assertThat(left).isEmpty();
    }

    @Test
    void everyMessageOfAScriptWithAWayOutIsInTheList() throws IOException {
        List<String> left = new ArrayList<>();
        try (Stream<Path> files = Files.list(Page.ROOT.resolve("docker"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".sh")).toList()) {
                String name = "docker/" + file.getFileName();
                LITERAL.matcher(Files.readString(file))
                        .results()
                        .map(MatchResult::group)
                        .filter(text -> ADVICE.matcher(text + " ").find())
                        .filter(text ->
                                list.stream().noneMatch(way -> way.where().equals(name) && text.contains(way.words())))
                        .forEach(text -> left.add(name + ": " + text));
            }
        }
        assertThat(left).isEmpty();
    }

    @Test
    void everyRowOfTheTroubleshootingPageIsInTheList() {
        String page = "docs/troubleshooting.md";
        assertThat(list.stream().filter(way -> way.where().equals(page)).map(WayOut::words))
                .containsAll(ROW.matcher(Page.read(page).text())
                        .results()
                        .map(row -> row.group(1))
                        .toList());
    }

    /** Each text in quotes, joined where it is one over several lines. Text blocks are SQL, help or HTML. */
    private static List<String> literals(String source) {
        String plain = TOKEN.matcher(source).replaceAll(token -> {
            String text = token.group();
            boolean kept = text.startsWith("\"") && !text.startsWith("\"\"\"");
            return Matcher.quoteReplacement(
                    kept ? text : text.startsWith("'") ? "0" : text.startsWith("\"") ? ";" : " ");
        });
        return LITERAL.matcher(plain)
                .results()
                .map(literal -> literal.group()
                        .replaceAll("\"\\s*\\+\\s*\"", "")
                        .replaceAll("^\"|\"$", "")
                        .replace("\\n", " ")
                        .replaceAll("\\\\(.)", "$1"))
                .collect(Collectors.toList());
    }
}
