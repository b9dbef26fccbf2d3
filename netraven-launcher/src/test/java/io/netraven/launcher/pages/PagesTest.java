package io.netraven.launcher.pages;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can be said of all pages without a database. */
class PagesTest {

    private static final Set<String> RUN = Set.of("sh", "sql", "java");

    /** The test that runs, or compiles, all of a page's blocks in a language, and fails for one that it does not know. */
    private static final Map<String, String> CLAIMED = new TreeMap<>(Map.ofEntries(
            entry("docs/from-python-netraven.md sh", "io.netraven.launcher.python.OperatorPageIT"),
            entry("docs/adding-an-entity.md java", "io.netraven.launcher.pages.AddingAnEntityIT"),
            entry("docs/adding-an-entity.md sh", "io.netraven.launcher.pages.AddingAnEntityIT"),
            entry("docs/embedding.md java", "io.netraven.launcher.pages.JavaBlocksTest"),
            entry("docs/keys.md java", "io.netraven.launcher.pages.JavaBlocksTest"),
            entry("docs/testing.md java", "io.netraven.launcher.pages.JavaBlocksTest"),
            entry("docs/backup-and-restore.md sh", "io.netraven.launcher.pages.CommandsIT"),
            entry("docs/initialization.md sh", "io.netraven.launcher.pages.CommandsIT"),
            entry("docs/keys.md sh", "io.netraven.launcher.pages.CommandsIT"),
            entry("docs/purge.md sh", "io.netraven.launcher.pages.CommandsIT"),
            entry("docs/upgrading.md sh", "io.netraven.launcher.pages.CommandsIT"),
            entry("docs/roles.md sh", "io.netraven.launcher.pages.CommandsIT"),
            entry("docs/security.md sh", "io.netraven.launcher.pages.CommandsIT"),
            entry("docs/source-of-truth.md sh", "io.netraven.launcher.pages.CommandsIT"),
            entry("docs/credentials.md sh", "io.netraven.launcher.pages.CommandsIT"),
            entry("docs/keys.md sql", "io.netraven.launcher.pages.CommandsIT"),
            entry("docs/roles.md sql", "io.netraven.launcher.pages.CommandsIT"),
            entry("docs/security.md sql", "io.netraven.launcher.pages.CommandsIT"),
            entry("docs/source-of-truth.md sql", "io.netraven.launcher.pages.CommandsIT")));

    /** What no test runs, and why. */
    private static final Map<String, String> NOT_RUN = Map.of(
            "docs/performance.md sh", "a build with a profile of its own, whose short form .ci/run calls",
            "docs/reliability.md sh", "a build with a profile of its own, which .ci/run calls");

    private static List<Page> pages() {
        try (Stream<Path> docs = Files.list(Page.ROOT.resolve("docs"));
                Stream<Path> docker = Files.list(Page.ROOT.resolve("docker"))) {
            List<Path> files = new ArrayList<>(
                    List.of(Path.of("README.md"), Path.of("ARCHITECTURE.md"), Path.of("CONTRIBUTING.md")));
            Stream.concat(docs, docker)
                    .filter(file -> file.toString().endsWith(".md"))
                    .map(Page.ROOT::relativize)
                    .sorted()
                    .forEach(files::add);
            return files.stream().map(Path::toString).map(Page::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyRelativeLinkLeadsSomewhere() {
        List<String> broken = new ArrayList<>();
        for (Page page : pages()) {
            page.links().stream()
                    .filter(link -> !leadsSomewhere(page, link))
                    .forEach(link -> broken.add(page.name() + ": " + link));
        }
        assertThat(broken).isEmpty();
    }

    private static boolean leadsSomewhere(Page page, String link) {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target = file.isEmpty()
                ? Path.of(page.name())
                : Path.of(page.name()).resolveSibling(file).normalize();
        return Files.exists(Page.ROOT.resolve(target))
                && (hash < 0 || Page.read(target.toString()).anchors().contains(link.substring(hash + 1)));
    }

    @Test
    void everyPageIsInTheTableOfTheReadme() {
        List<String> listed = Page.read("README.md").links();
        assertThat(pages().stream().map(Page::name).filter(name -> !name.equals("README.md")))
                .allSatisfy(name -> assertThat(listed).contains(name));
    }

    @Test
    void everyBlockOfDocsThatCanBeRunIsRunByATest() {
        List<String> blocks = new ArrayList<>();
        for (Page page : pages()) {
            if (page.name().startsWith("docs/")) {
                RUN.stream()
                        .filter(language -> !page.blocks(language).isEmpty())
                        .forEach(language -> blocks.add(page.name() + " " + language));
            }
        }
        List<String> known = new ArrayList<>(CLAIMED.keySet());
        known.addAll(NOT_RUN.keySet());
        assertThat(blocks).containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void everyTestThatClaimsBlocksIsThere() {
        assertThat(Set.copyOf(CLAIMED.values()))
                .allSatisfy(test -> assertThat(Class.forName(test).getDeclaredMethods())
                        .anyMatch(method -> method.isAnnotationPresent(Test.class)));
    }
}
