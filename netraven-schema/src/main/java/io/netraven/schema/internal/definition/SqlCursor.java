package io.netraven.schema.internal.definition;

import io.netraven.schema.SchemaException.ModelError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Goes through SQL that {@link DdlWriter} wrote. It knows what hides a delimiter: quotes, parentheses and brackets
 * (PostgreSQL manual, 4.1).
 */
final class SqlCursor {

    /** Far more than an expression needs, and far less than the stack has. */
    private static final int DEEPEST = 200;

    private final String sql;
    private int position;
    private int depth;

    SqlCursor(String sql) {
        this.sql = sql;
    }

    /** Passes a text where it stands next. */
    boolean skip(String text) {
        boolean found = sql.startsWith(text, position);
        position += found ? text.length() : 0;
        return found;
    }

    /** Passes a text that has to stand next. */
    void expect(String text) {
        if (!skip(text)) {
            throw unreadable(sql);
        }
    }

    /** Passes an identifier, and returns its name. */
    String identifier() {
        int start = position;
        position = afterElement(start);
        String text = sql.substring(start, position);
        if (text.startsWith("\"")) {
            return text.substring(1, text.length() - 1).replace("\"\"", "\"");
        }
        while (position < sql.length() && isWord(sql.charAt(position))) {
            position++;
        }
        return sql.substring(start, position);
    }

    /** Passes a list of identifiers in parentheses, and returns the names. */
    List<String> identifiers() {
        List<String> names = new ArrayList<>();
        expect("(");
        do {
            names.add(identifier());
        } while (skip(", "));
        expect(")");
        return names;
    }

    /** Passes what is in parentheses, and returns it without them. */
    String parenthesized() {
        int start = position;
        expect("(");
        position = afterElement(start);
        return sql.substring(start + 1, position - 1);
    }

    /** Passes a string constant, and returns the text. */
    String literal() {
        boolean escaped = skip("E");
        int start = position;
        if (!sql.startsWith("'", start)) {
            throw unreadable(sql);
        }
        position = escaped ? afterQuoted(start, '\'', true) : afterElement(start);
        String text = sql.substring(start + 1, position - 1).replace("''", "'");
        return escaped ? unescaped(text) : text;
    }

    /** Passes everything, and returns it without the space around. */
    String rest() {
        String rest = sql.substring(position);
        position = sql.length();
        return rest.strip();
    }

    /** Returns what is between top-level commas. */
    static List<String> split(String list) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        while (start <= list.length()) {
            int comma = find(list, start, at -> list.charAt(at) == ',');
            parts.add(list.substring(start, comma).strip());
            start = comma + 1;
        }
        return parts;
    }

    /** Returns the first position outside of quotes and parentheses that is looked for, or the end. */
    static int find(String sql, int from, IntPredicate wanted) {
        SqlCursor cursor = new SqlCursor(sql);
        int at = from;
        while (at < sql.length() && !wanted.test(at)) {
            at = cursor.afterElement(at);
        }
        return at;
    }

    static ModelError unreadable(String statement) {
        return new ModelError(
                "The model script has a statement that this release does not know: generate it again. " + statement);
    }

    private int afterElement(int start) {
        if (start >= sql.length()) {
            throw unreadable(sql);
        }
        return switch (sql.charAt(start)) {
            case '\'' -> afterQuoted(start, '\'', isEscaped(start));
            case '"' -> afterQuoted(start, '"', false);
            case '(' -> afterNested(start, ')');
            case '[' -> afterNested(start, ']');
            case '$' -> afterDollar(start);
            default -> start + 1;
        };
    }

    private boolean isEscaped(int quote) {
        return quote > 0
                && (sql.charAt(quote - 1) == 'E' || sql.charAt(quote - 1) == 'e')
                && (quote == 1 || !isWord(sql.charAt(quote - 2)));
    }

    private int afterQuoted(int start, char quote, boolean escaped) {
        int at = start + 1;
        while (at < sql.length()) {
            if (escaped && sql.charAt(at) == '\\') {
                at += 2;
            } else if (sql.charAt(at) != quote) {
                at++;
            } else if (at + 1 < sql.length() && sql.charAt(at + 1) == quote) {
                at += 2;
            } else {
                return at + 1;
            }
        }
        throw unreadable(sql);
    }

    private int afterNested(int start, char close) {
        depth++;
        if (depth > DEEPEST) {
            throw unreadable(sql);
        }
        int at = start + 1;
        while (at < sql.length() && sql.charAt(at) != close) {
            at = afterElement(at);
        }
        if (at >= sql.length()) {
            throw unreadable(sql);
        }
        depth--;
        return at + 1;
    }

    /** A string constant between {@code $tag$}; a dollar within a name, or of a parameter, is just a character. */
    private int afterDollar(int start) {
        int end = start + 1;
        while (end < sql.length() && isWord(sql.charAt(end))) {
            end++;
        }
        boolean quote = end < sql.length() && sql.charAt(end) == '$' && (start == 0 || !isWord(sql.charAt(start - 1)));
        String tag = quote ? sql.substring(start, end + 1) : "";
        int close = quote ? sql.indexOf(tag, end + 1) : -1;
        return close < 0 ? start + 1 : close + tag.length();
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                i++;
                plain.append(text.charAt(i) == 'n' ? '\n' : text.charAt(i));
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
