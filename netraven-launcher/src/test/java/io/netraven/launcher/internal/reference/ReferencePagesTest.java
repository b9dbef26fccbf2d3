package io.netraven.launcher.internal.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netraven.launcher.NetRavenSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReferencePagesTest {

    private static final Path DOCS = Path.of("..", "docs");
    private static final ReferencePages NETRAVEN =
            new ReferencePages(Samples.of(NetRavenSchema.model().describe()));

    private static final ReferencePages HOSTILE =
            new ReferencePages(new Reference(Samples.hostile(), Optional.of(Samples.hostileDifferences())));

    @BeforeAll
    static void writeAnew() throws IOException {
        if (Boolean.getBoolean("netraven.docs.write")) {
            NETRAVEN.write(DOCS);
        }
    }

    @Nested
    final class InTheRepository {

        @Test
        void areThoseOfTheModel() {
            String how = "docs/%s; CONTRIBUTING.md says how it is written anew";
            assertThat(DOCS.resolve(ReferencePages.MARKDOWN))
                    .as(how, ReferencePages.MARKDOWN)
                    .content(StandardCharsets.UTF_8)
                    .isEqualTo(NETRAVEN.markdown());
            assertThat(DOCS.resolve(ReferencePages.HTML))
                    .as(how, ReferencePages.HTML)
                    .content(StandardCharsets.UTF_8)
                    .isEqualTo(NETRAVEN.html());
        }
    }

    @Nested
    final class AsHtml {

        @Test
        void isTheSameInEveryRun() {
            ReferencePages again =
                    new ReferencePages(Samples.of(NetRavenSchema.model().describe()));
            assertThat(again.html()).isEqualTo(NETRAVEN.html()).doesNotContain("\r");
        }

        @Test
        void tellsEveryTableAndColumnAndItsKeys() {
            String html = NETRAVEN.html();
            NetRavenSchema.model().describe().tables().forEach(table -> {
                assertThat(html).contains("<article id=\"" + table.name() + "\"");
                table.columns()
                        .forEach(column ->
                                assertThat(html).contains("<tr id=\"" + table.name() + "." + column.name() + "\">"));
                table.checks().forEach(check -> assertThat(html).contains(">" + check.name() + "<"));
                table.indexes().forEach(index -> assertThat(html).contains(">" + index.name() + "<"));
            });
        }

        @Test
        void hasNoLinkThatLeadsNowhere() {
            assertLinksLeadSomewhere(NETRAVEN.html());
            assertLinksLeadSomewhere(HOSTILE.html());
        }

        private void assertLinksLeadSomewhere(String html) {
            assertThat(Pattern.compile(" href=\"#([^\"]*)\"").matcher(html).results())
                    .isNotEmpty()
                    .allSatisfy(link -> assertThat(html).contains(" id=\"" + link.group(1) + "\""));
            assertThat(Pattern.compile(" id=\"([^\"]*)\"")
                            .matcher(html)
                            .results()
                            .map(id -> id.group(1)))
                    .doesNotHaveDuplicates()
                    .allSatisfy(id -> assertThat(id).doesNotContainAnyWhitespaces());
        }

        @Test
        void asksNobodyForAnything() {
            assertThat(NETRAVEN.html())
                    .contains("content=\"default-src &#39;none&#39;; style-src &#39;sha256-")
                    .doesNotContain("http://", "https://", "src=", "@import", "url(", " style=\"", " onclick=");
        }

        @Test
        void keepsHostileTextsTexts() {
            assertThat(HOSTILE.html().replaceAll("(?s)<script>\n\"use strict\".*?</script>", ""))
                    .contains("&lt;script&gt;window.broken=1&lt;/script&gt; | ` &quot; &#39; ]]&gt; &lt;/style&gt;")
                    .doesNotContain("<script>", "<!--");
        }
    }

    @Nested
    final class AsMarkdown {

        @Test
        void keepsHostileTextsTexts() {
            // Within a block of code there are no links.
            assertThat(HOSTILE.markdown().replaceAll("(?s)```mermaid.*?```", ""))
                    .contains("&lt;script&gt;window.broken=1&lt;/script&gt; \\| \\` \" ' \\]\\]&gt;")
                    .doesNotContain("<script", "</style", "<!--", "[a](b)", "\n# z");
        }

        @Test
        void hasTablesOfWholeRows() {
            Pattern bar = Pattern.compile("(?<!\\\\)\\|");
            Stream.of(NETRAVEN, HOSTILE)
                    .flatMap(pages -> pages.markdown().lines())
                    .filter(line -> line.startsWith("|"))
                    .forEach(line -> assertThat(bar.matcher(line).results().count())
                            .as(line)
                            .isIn(3L, 5L, 6L));
        }

        @Test
        void hasDiagramsOfWordsThatMermaidKnows() {
            Pattern line = Pattern.compile("erDiagram| {4}(\\w+|\"[^\"]+\") \\{| {4}}"
                    + "| {8}\\w[\\w()\\[\\]-]* \\w[\\w()\\[\\]-]* [PF]K(, FK)?"
                    + "| {4}(\\w+|\"[^\"]+\") [}|][|o]--[|o]\\| (\\w+|\"[^\"]+\") : \"[^\"]+\"");
            Stream.of(NETRAVEN, HOSTILE)
                    .flatMap(pages -> Pattern.compile("(?s)```mermaid\n(.*?)```\n")
                            .matcher(pages.markdown())
                            .results())
                    .flatMap(diagram -> diagram.group(1).lines())
                    .forEach(each -> assertThat(each).matches(line));
        }
    }

    @Nested
    final class Written {

        @TempDir
        @SuppressWarnings("NullAway.Init")
        private Path folder;

        @Test
        void areWrittenWholeIntoAFolderThatIsMade() throws IOException {
            NETRAVEN.write(folder.resolve("a").resolve("b"));
            NETRAVEN.write(folder.resolve("a").resolve("b"));
            assertThat(folder.resolve("a").resolve("b"))
                    .isDirectoryContaining(file -> file.endsWith("schema.md"))
                    .isDirectoryNotContaining("glob:**unfinished");
            assertThat(folder.resolve("a").resolve("b").resolve("schema.html")).hasContent(NETRAVEN.html());
        }

        @Test
        void areLeftAloneWhereTheyCannotBeReplaced() throws IOException {
            Files.createDirectories(folder.resolve("schema.md").resolve("in the way"));
            assertThatThrownBy(() -> NETRAVEN.write(folder)).isInstanceOf(IOException.class);
            assertThat(folder).isDirectoryNotContaining("glob:**unfinished");
            assertThat(folder.resolve("schema.html")).doesNotExist();
        }
    }
}
