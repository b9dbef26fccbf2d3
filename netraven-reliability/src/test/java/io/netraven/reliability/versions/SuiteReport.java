package io.netraven.reliability.versions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * What the profiles {@code postgresql-14} and so on left of one module's suite on one release.
 *
 * @param tests how many ran, without those that were skipped
 * @param failed how many of them failed
 */
record SuiteReport(long tests, long failed) {

    static final SuiteReport NONE = new SuiteReport(0, 0);

    /** Reads the reports of a module; without a test where there are none, or where classes were compiled since. */
    static SuiteReport of(String module, int release) {
        Path target = Path.of("..", module, "target");
        Path folder = target.resolve("versions").resolve("postgresql-" + release);
        try {
            List<Path> reports = files(folder, "TEST-", ".xml");
            boolean stale = files(target.resolve("classes"), "", ".class").stream()
                    .anyMatch(compiled -> reports.stream().anyMatch(report -> isNewer(compiled, report)));
            return stale ? NONE : reports.stream().map(SuiteReport::read).reduce(NONE, SuiteReport::plus);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SuiteReport plus(SuiteReport other) {
        return new SuiteReport(tests + other.tests, failed + other.failed);
    }

    private static List<Path> files(Path folder, String prefix, String suffix) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix)
                            && file.getFileName().toString().endsWith(suffix))
                    .toList();
        }
    }

    private static boolean isNewer(Path one, Path other) {
        try {
            return Files.getLastModifiedTime(one).compareTo(Files.getLastModifiedTime(other)) > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SuiteReport read(Path file) {
        try {
            Element suite = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getDocumentElement();
            return new SuiteReport(
                    count(suite, "tests") - count(suite, "skipped"), count(suite, "failures") + count(suite, "errors"));
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException("The report cannot be read: " + file, e);
        }
    }

    private static long count(Element suite, String what) {
        return Long.parseLong(suite.getAttribute(what));
    }
}
