package io.netraven.reliability;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * docs/reliability.md, whose sections are written of the results of trials. A section stands between two comments;
 * what is around them is written by hand. Sections of areas that were not tried stay as they are.
 */
final class ReportPage {

    static final Path FILE = Path.of("..", "docs", "reliability.md");

    private ReportPage() {}

    /** Puts the results of a folder into the text of a page: those of some areas, as the command is this run's. */
    static String with(Path results, Set<Area> areas, String page) {
        String text = page;
        for (Area area : areas) {
            List<Row> rows = rows(results.resolve(area.tag()));
            if (!rows.isEmpty()) {
                String section = section(text, area)
                        .orElseThrow(() -> new IllegalStateException("The page has no section for " + area.tag()));
                text = text.replace(section, render(area, rows));
            }
        }
        return text;
    }

    /** The rows of an area on a page. */
    static List<Row> rows(String page, Area area) {
        return section(page, area)
                .orElse("")
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| fault"))
                .map(Row::parse)
                .toList();
    }

    private static Optional<String> section(String page, Area area) {
        int start = page.indexOf(begin(area));
        int end = page.indexOf(end(area));
        return start < 0 || end < start ? Optional.empty() : Optional.of(page.substring(start, end));
    }

    private static String begin(Area area) {
        return "<!-- " + area.tag() + " -->\n";
    }

    private static String end(Area area) {
        return "<!-- end of " + area.tag() + " -->";
    }

    private static String render(Area area, List<Row> rows) {
        StringBuilder text = new StringBuilder(begin(area));
        text.append("| fault | trials | survived | lost | recovery: median / longest |\n|---|--:|--:|--:|--:|\n");
        rows.forEach(row -> text.append(row).append('\n'));
        text.append(String.format(
                Locale.ROOT,
                "%n`mvn -P%s verify -Dreliability.area=%s%s -Dreliability.seed=%d`, Java %s, %d processors.%n",
                area.profiles(),
                area.tag(),
                Run.isLong() ? " -Dreliability.duration=" + System.getProperty("reliability.duration") : "",
                Run.seed(),
                Runtime.version().feature(),
                Runtime.getRuntime().availableProcessors()));
        return text.toString();
    }

    private static List<Row> rows(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().map(ReportPage::read).map(Row::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
