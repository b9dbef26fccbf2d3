package io.netraven.launcher.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page in Markdown.
 *
 * @param name its path from the root of the sources
 * @param text all of it
 */
public record Page(String name, String text) {

    static final Path ROOT = Path.of("..");

    private static final Pattern BLOCK =
            Pattern.compile("^( *)```(\\S*)[^\n]*\n(.*?)^ *```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`[^`\n]+`");
    private static final Pattern HERE = Pattern.compile("<<'SQL'\n(.*?)^SQL$", Pattern.DOTALL | Pattern.MULTILINE);

    /** Reads the page of this name, such as {@code docs/keys.md}. */
    public static Page read(String name) {
        try {
            return new Page(name, Files.readString(ROOT.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All blocks in a language, in order. */
    public List<Block> blocks(String language) {
        return BLOCK.matcher(text)
                .results()
                .map(block -> new Block(block.group(2), block.group(3).replaceAll("(?m)^" + block.group(1), "")))
                .filter(block -> block.language().equals(language))
                .toList();
    }

    /** The only block in a language that has the text. */
    public Block only(String language, String part) {
        List<Block> found = blocks(language).stream()
                .filter(block -> block.text().contains(part))
                .toList();
        if (found.size() != 1) {
            throw new IllegalStateException(
                    found.size() + " blocks of " + name + " in " + language + " contain " + part);
        }
        return found.get(0);
    }

    /** What the only block of shell commands with the text hands to psql. */
    public String sqlHandedOver(String part) {
        Matcher here = HERE.matcher(only("sh", part).text());
        if (!here.find()) {
            throw new IllegalStateException("The block with " + part + " hands no SQL to psql");
        }
        return here.group(1);
    }

    /** What links may name behind {@code #}, as forges make it of the headings. */
    List<String> anchors() {
        return HEADING.matcher(prose())
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    /** Where the links lead, less those to other hosts. */
    List<String> links() {
        return LINK.matcher(CODE.matcher(prose()).replaceAll("code"))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.contains("://") && !link.startsWith("mailto:"))
                .toList();
    }

    /** The page without its blocks. */
    String prose() {
        return BLOCK.matcher(text).replaceAll("");
    }
}
