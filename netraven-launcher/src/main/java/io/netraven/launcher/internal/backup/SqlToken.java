package io.netraven.launcher.internal.backup;

import java.util.Locale;

/**
 * A word of an SQL statement.
 *
 * @param kind what it is
 * @param text as it is written
 * @param start where it begins in the script
 */
record SqlToken(Kind kind, String text, int start) {

    /** What a token is. */
    enum Kind {
        WORD,
        QUOTED_NAME,
        STRING,
        SYMBOL
    }

    /** Whether it is this keyword. */
    boolean is(String keyword) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
    }

    /** The identifier that it stands for. */
    String name() {
        return kind == Kind.QUOTED_NAME
                ? text.substring(1, text.length() - 1).replace("\"\"", "\"")
                : text.toLowerCase(Locale.ROOT);
    }

    int end() {
        return start + text.length();
    }
}
