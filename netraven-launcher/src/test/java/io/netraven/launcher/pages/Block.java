package io.netraven.launcher.pages;

/**
 * A fenced block of a page.
 *
 * @param language the first word behind the fence, empty where there is none
 * @param text what is between the fences, less the indentation of the fence
 */
public record Block(String language, String text) {

    /** The first line, to tell blocks apart in a failure. */
    String firstLine() {
        return text.lines().findFirst().orElse("");
    }
}
