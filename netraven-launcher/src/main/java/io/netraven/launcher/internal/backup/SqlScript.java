package io.netraven.launcher.internal.backup;

import io.netraven.launcher.internal.backup.SqlToken.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A script of {@code pg_restore}, cut into statements by PostgreSQL's rules for quotes (manual, section 4.1).
 *
 * @param statements in their order
 */
record SqlScript(List<SqlStatement> statements) {

    SqlScript {
        statements = List.copyOf(statements);
    }

    static SqlScript parse(String text) {
        return new SqlScript(new Lexer(text).statements());
    }

    /** All roles that have to be there for the script to run. */
    Set<String> roles() {
        Set<String> roles = new LinkedHashSet<>();
        statements.forEach(statement -> roles.addAll(statement.roles()));
        return roles;
    }

    /** All owners that it gives to objects. */
    Set<String> owners() {
        Set<String> owners = new LinkedHashSet<>();
        statements.forEach(statement -> statement.owner().ifPresent(owners::add));
        return owners;
    }

    /** The statements about the database as a whole. */
    List<SqlStatement> ofDatabase() {
        return statements.stream().filter(SqlStatement::isOfDatabase).toList();
    }

    /** Reads characters into tokens. */
    private static final class Lexer {
        private final String text;
        private final List<SqlStatement> statements = new ArrayList<>();
        private List<SqlToken> tokens = new ArrayList<>();
        private int at;
        private int start;

        Lexer(String text) {
            this.text = text;
        }

        List<SqlStatement> statements() {
            while (at < text.length()) {
                next();
            }
            end(at);
            return statements;
        }

        private void next() {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (text.startsWith("--", at) || (c == '\\' && tokens.isEmpty())) {
                // A comment, or a command to psql.
                skipTo("\n");
            } else if (text.startsWith("/*", at)) {
                skipTo("*/");
            } else if (c == ';') {
                end(at);
                at++;
            } else {
                add(c);
            }
        }

        private void add(char c) {
            if (tokens.isEmpty()) {
                start = at;
            }
            int from = at;
            Kind kind = Kind.SYMBOL;
            if (c == '\'') {
                kind = Kind.STRING;
                skipQuoted('\'', isEscapeString());
            } else if (c == '"') {
                kind = Kind.QUOTED_NAME;
                skipQuoted('"', false);
            } else if (c == '$' && skipDollarQuoted()) {
                kind = Kind.STRING;
            } else if (isWordStart(c)) {
                kind = Kind.WORD;
                while (at < text.length() && isWordPart(text.charAt(at))) {
                    at++;
                }
            } else {
                at++;
            }
            tokens.add(new SqlToken(kind, text.substring(from, at), from - start));
        }

        private void end(int end) {
            if (!tokens.isEmpty()) {
                statements.add(new SqlStatement(text.substring(start, end).strip(), tokens));
                tokens = new ArrayList<>();
            }
        }

        private void skipTo(String end) {
            int found = text.indexOf(end, at);
            at = found < 0 ? text.length() : found + end.length();
        }

        private boolean isEscapeString() {
            if (tokens.isEmpty()) {
                return false;
            }
            SqlToken before = tokens.get(tokens.size() - 1);
            return before.is("E") && start + before.end() == at;
        }

        private void skipQuoted(char quote, boolean escapes) {
            at++;
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (escapes && c == '\\') {
                    at++;
                } else if (c == quote) {
                    if (at >= text.length() || text.charAt(at) != quote) {
                        return;
                    }
                    at++;
                }
            }
        }

        private boolean skipDollarQuoted() {
            int end = at + 1;
            while (end < text.length() && text.charAt(end) != '$' && isWordPart(text.charAt(end))) {
                end++;
            }
            if (end >= text.length() || text.charAt(end) != '$') {
                return false;
            }
            String tag = text.substring(at, end + 1);
            at = end + 1;
            skipTo(tag);
            return true;
        }

        private static boolean isWordStart(char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
        }

        private static boolean isWordPart(char c) {
            return isWordStart(c) || (c >= '0' && c <= '9') || c == '$';
        }
    }
}
