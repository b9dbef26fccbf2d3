package io.netraven.launcher.internal.reference;

import java.util.regex.Pattern;

/** Texts as GitHub's Markdown shows them, whatever they hold. */
final class Markdown {

    private static final Pattern HARD_CODE = Pattern.compile("[`|\\\\\\s&&[^ ]]|^ | $|^$");
    private static final Pattern BLOCK = Pattern.compile("^(\\d*)([#+=>-]|(?<=\\d)[.)])(?=\\s|$|[#=-])");
    private static final String SPECIAL = "\\`*[]|~$";

    private Markdown() {}

    /** A text within a line. */
    static String text(String text) {
        StringBuilder markdown = new StringBuilder();
        String line = text.strip();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            switch (c) {
                case '&' -> markdown.append("&amp;");
                case '<' -> markdown.append("&lt;");
                case '>' -> markdown.append("&gt;");
                case '\n' -> markdown.append("<br>");
                case '\r' -> markdown.append(' ');
                default -> markdown.append(isSpecial(line, i) ? "\\" : "").append(c);
            }
        }
        return BLOCK.matcher(markdown).replaceFirst("$1\\\\$2");
    }

    /** An underscore between letters is just that. */
    private static boolean isSpecial(String line, int at) {
        char c = line.charAt(at);
        boolean withinWord = at > 0
                && at + 1 < line.length()
                && Character.isLetterOrDigit(line.charAt(at - 1))
                && Character.isLetterOrDigit(line.charAt(at + 1));
        return SPECIAL.indexOf(c) >= 0 || (c == '_' && !withinWord);
    }

    /** A name or SQL; a span of code cannot hold everything. */
    static String code(String text) {
        if (!HARD_CODE.matcher(text).find()) {
            return "`" + text + "`";
        }
        StringBuilder html = new StringBuilder("<code>");
        text.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c) || c == ' ' || c == ',' || c == '.') {
                html.appendCodePoint(c);
            } else {
                html.append("&#").append(c == '\n' || c == '\r' ? ' ' : c).append(';');
            }
        });
        return html.append("</code>").toString();
    }

    /** A link within the page. */
    static String link(String label, String anchor) {
        return "[" + label + "](#" + anchor + ")";
    }
}
