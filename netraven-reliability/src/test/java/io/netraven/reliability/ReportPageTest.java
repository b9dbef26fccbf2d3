package io.netraven.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReportPageTest {

    @ParameterizedTest
    @EnumSource
    void committedPageTellsOfTrialsOfEachAreaAndOfNoneThatWasLost(Area area) {
        List<Row> rows = ReportPage.rows(ReportPage.read(ReportPage.FILE), area);

        assertThat(rows).isNotEmpty().allSatisfy(row -> {
            assertThat(row.trials()).isPositive();
            assertThat(row.lost()).isZero();
        });
    }

    @Test
    void resultsReplaceTheirSectionAndNoOther(@TempDir Path results) throws Exception {
        Path folder = Files.createDirectory(results.resolve("load"));
        Row row = Row.of("50 starters", 1_200, 1, List.of(Duration.ofMillis(5), Duration.ofSeconds(75)));
        Files.writeString(folder.resolve(row.fileName()), row + "\n");
        Path before = Files.createDirectory(results.resolve("input"));
        Files.writeString(before.resolve(row.fileName()), row + "\n");
        String page = "a\n<!-- load -->\nold\n<!-- end of load -->\nb\n<!-- input -->\nkept\n<!-- end of input -->\n";

        String written = ReportPage.with(results, Set.of(Area.LOAD), page);

        assertThat(written)
                .startsWith("a\n<!-- load -->\n| fault |")
                .contains("| 50 starters | 1,200 | 1,199 | 1 | 37.5 s / 75.0 s |")
                .endsWith("<!-- end of load -->\nb\n<!-- input -->\nkept\n<!-- end of input -->\n");
        assertThat(ReportPage.rows(written, Area.LOAD)).containsExactly(row);
    }
}
