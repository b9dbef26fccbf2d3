package io.netraven.launcher.internal.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the schema reference, once for a browser and once as text. The same reference gives the same bytes. */
public final class ReferencePages {

    /** The page for a browser. */
    public static final String HTML = "schema.html";

    /** The page as Markdown. */
    public static final String MARKDOWN = "schema.md";

    private final Reference reference;

    /** Creates the pages of a reference. */
    public ReferencePages(Reference reference) {
        this.reference = reference;
    }

    /**
     * Writes both pages.
     *
     * @param folder made where it is missing
     * @return the files
     * @throws IOException when one cannot be written
     */
    public List<Path> write(Path folder) throws IOException {
        String markdown = markdown();
        String html = html();
        Files.createDirectories(folder);
        List<Path> files = List.of(folder.resolve(MARKDOWN), folder.resolve(HTML));
        WholeFile.write(files.get(0), markdown);
        WholeFile.write(files.get(1), html);
        return files;
    }

    /** The page as Markdown. */
    public String markdown() {
        return new MarkdownPage(reference).text();
    }

    /** The page for a browser: one file that needs no other. */
    public String html() {
        return new HtmlPage(reference).text();
    }
}
