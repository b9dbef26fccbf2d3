package io.netraven.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class PerformancePageTest {

    private static final String PAGE = Stream.of(Section.values())
            .map(section -> "<!-- " + section.tag() + " -->\nkept\n<!-- end of " + section.tag() + " -->\n")
            .collect(Collectors.joining("", """
                    <!-- goals -->
                    | goal | figure | measured | met | why |
                    |---|--:|--:|--:|--:|
                    | a ÷ b | ≤ 1.25 | 1.10 | yes | by hand |
                    | c | 1 | 1 | yes | a test counts it |
                    <!-- end of goals -->
                    """, ""));

    @Test
    void reportReplacesItsSectionAndItsGoalsAndNoOther() {
        Report report = new Report();
        report.add(new Table("rotation", "rows a second", "÷ one UPDATE").row("NetRaven", 1_234.0, 0.734));
        report.add(Goal.atMost(1.25, "a ÷ b", 1.5));
        report.add(Goal.atLeast(0.7, "rotation", 0.734));

        String written =
                PerformancePage.of(PAGE).with(Map.of(Section.ROTATION, report)).text();

        assertThat(written)
                .contains("| a ÷ b | ≤ 1.25 | 1.50 | **no** | by hand |\n")
                .contains("| c | 1 | 1 | yes | a test counts it |\n")
                .contains("| rotation | ≥ 0.70 | 0.73 | yes |  |\n")
                .contains("<!-- rotation -->\n| rotation | rows a second | ÷ one UPDATE |\n|---|--:|--:|\n"
                        + "| NetRaven | 1,234 | 0.73 |\n<!-- end of rotation -->")
                .contains("<!-- start -->\nkept\n<!-- end of start -->");
    }

    @Test
    void committedChartHasABarForEachRatioOfTheCommittedPage() throws Exception {
        Path pages = Path.of("..", "docs");
        Chart chart = Chart.of(PerformancePage.of(Files.readString(pages.resolve("performance.md")))
                .tables());

        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(pages.resolve("performance.svg").toFile())
                        .getElementsByTagName("rect")
                        .getLength())
                .isPositive()
                .isEqualTo(chart.groups().stream()
                        .mapToInt(group -> group.bars().size())
                        .sum());
    }
}
