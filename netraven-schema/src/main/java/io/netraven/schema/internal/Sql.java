package io.netraven.schema.internal;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** The lexical rules of PostgreSQL that the engine needs (PostgreSQL manual, 4.1 and appendix C). */
public final class Sql {

    /** The reserved words, and those that may not stand as a table or column name without quotes. */
    private static final Set<String> RESERVED = Set.of(
            ("all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate"
                            + " collation column concurrently constraint create cross current_catalog current_date"
                            + " current_role current_schema current_time current_timestamp current_user default"
                            + " deferrable desc distinct do else end except false fetch for foreign freeze from full"
                            + " grant group having ilike in initially inner intersect into is isnull join lateral"
                            + " leading left like limit localtime localtimestamp natural not notnull null offset on"
                            + " only or order outer overlaps placing primary references returning right select"
                            + " session_user similar some symmetric system_user table tablesample then to trailing"
                            + " true union unique user using variadic verbose when where window with")
                    .split(" "));

    private Sql() {}

    /**
     * Quotes an identifier where it needs it.
     *
     * @param name any name
     * @return the name as SQL
     */
    public static String identifier(String name) {
        return isPlain(name) && !RESERVED.contains(name) ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    /**
     * Quotes the name of an object in a schema.
     *
     * @param schema any name
     * @param name any name
     * @return both as SQL
     */
    public static String qualified(String schema, String name) {
        return identifier(schema) + "." + identifier(name);
    }

    /**
     * Quotes identifiers and joins them by commas.
     *
     * @param names any names
     * @return a list as SQL, without parentheses
     */
    public static String identifiers(Collection<String> names) {
        return names.stream().map(Sql::identifier).collect(Collectors.joining(", "));
    }

    /**
     * Quotes a text as a string constant.
     *
     * @param text any text without NUL
     * @return the constant as SQL, whatever {@code standard_conforming_strings} says
     */
    public static String literal(String text) {
        String quoted = "'" + text.replace("'", "''") + "'";
        return text.indexOf('\\') < 0 && text.indexOf('\n') < 0
                ? quoted
                : "E" + quoted.replace("\\", "\\\\").replace("\n", "\\n");
    }

    /**
     * Tells whether a name is one of lower-case letters, digits and underscores, which does not begin with a digit.
     *
     * @param name any name
     * @return true when it needs no quotes, unless it is a reserved word
     */
    public static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || c == '_';
            boolean digit = c >= '0' && c <= '9';
            if (!letter && (i == 0 || !digit)) {
                return false;
            }
        }
        return !name.isEmpty();
    }
}
