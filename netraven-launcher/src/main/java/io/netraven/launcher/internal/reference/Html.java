package io.netraven.launcher.internal.reference;

/** Writes HTML, and SVG within it. Whatever is given as a text or a value stays one. */
final class Html {

    private final StringBuilder html = new StringBuilder();

    /** Starts an element; attributes are names and values in turn. */
    Html start(String tag, String... attributes) {
        html.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            html.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escaped(attributes[i + 1]))
                    .append('"');
        }
        html.append('>');
        return this;
    }

    /** Ends an element. */
    Html end(String tag) {
        html.append("</").append(tag).append('>');
        return this;
    }

    /** Writes an element with a text. */
    Html element(String tag, String text, String... attributes) {
        return start(tag, attributes).text(text).end(tag);
    }

    Html text(String text) {
        html.append(escaped(text));
        return this;
    }

    Html line() {
        html.append('\n');
        return this;
    }

    /** Writes what is HTML, or a style sheet or program of ours. */
    Html trusted(String text) {
        html.append(text);
        return this;
    }

    @Override
    public String toString() {
        return html.toString();
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                case '\r' -> escaped.append("&#13;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
