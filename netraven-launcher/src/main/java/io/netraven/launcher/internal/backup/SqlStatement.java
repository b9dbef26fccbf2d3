package io.netraven.launcher.internal.backup;

import io.netraven.launcher.internal.backup.SqlToken.Kind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A statement of a script, in tokens: what stands in texts and bodies of functions is one token.
 *
 * @param text as it is written, without the semicolon
 * @param tokens their places are those within the text
 */
record SqlStatement(String text, List<SqlToken> tokens) {

    private static final Set<String> NO_ROLES = Set.of("public", "current_user", "session_user", "current_role");

    SqlStatement {
        tokens = List.copyOf(tokens);
    }

    boolean startsWith(String... keywords) {
        return has(0, keywords);
    }

    private boolean has(int at, String... keywords) {
        if (at < 0 || at + keywords.length > tokens.size()) {
            return false;
        }
        for (int i = 0; i < keywords.length; i++) {
            if (!tokens.get(at + i).is(keywords[i])) {
                return false;
            }
        }
        return true;
    }

    /** The roles that have to be there for the statement to run. */
    Set<String> roles() {
        Set<String> roles = new LinkedHashSet<>();
        if (startsWith("ALTER", "DEFAULT", "PRIVILEGES")) {
            addRoles(roles, indexOf("ROLE"));
            addGrantees(roles);
        } else if (startsWith("ALTER") && has(tokens.size() - 3, "OWNER", "TO")) {
            addRoles(roles, tokens.size() - 2);
        } else if (startsWith("GRANT") || startsWith("REVOKE")) {
            addGrantees(roles);
        } else if (startsWith("CREATE", "POLICY")) {
            addRoles(roles, indexOf("TO"));
        } else if (startsWith("CREATE", "USER", "MAPPING", "FOR")) {
            addRoles(roles, 3);
        } else if (startsWith("ALTER", "ROLE")) {
            addRoles(roles, 1);
        }
        return roles;
    }

    /** The role that is to own an object, where the statement says so. */
    Optional<String> owner() {
        return startsWith("ALTER") && has(tokens.size() - 3, "OWNER", "TO")
                ? Optional.of(tokens.get(tokens.size() - 1).name())
                : Optional.empty();
    }

    private void addGrantees(Set<String> roles) {
        boolean grants = indexOf("GRANT") >= 0 && indexOf("REVOKE") < 0;
        addRoles(roles, lastIndexOf(grants ? "TO" : "FROM"));
    }

    /** Adds the names behind a keyword. */
    private void addRoles(Set<String> roles, int keyword) {
        for (int i = keyword + 1;
                keyword >= 0 && i < tokens.size() && tokens.get(i).isName();
                i += 2) {
            SqlToken token = tokens.get(i);
            if (token.kind() == Kind.QUOTED_NAME || !NO_ROLES.contains(token.name())) {
                roles.add(token.name());
            }
            if (i + 1 < tokens.size() && !tokens.get(i + 1).isSymbol(",")) {
                return;
            }
        }
    }

    private int indexOf(String keyword) {
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            depth += depth(tokens.get(i));
            if (depth == 0 && tokens.get(i).is(keyword)) {
                return i;
            }
        }
        return -1;
    }

    private int lastIndexOf(String keyword) {
        int depth = 0;
        int last = -1;
        for (int i = 0; i < tokens.size(); i++) {
            depth += depth(tokens.get(i));
            if (depth == 0 && tokens.get(i).is(keyword)) {
                last = i;
            }
        }
        return last;
    }

    private static int depth(SqlToken token) {
        if (token.isSymbol("(")) {
            return 1;
        }
        return token.isSymbol(")") ? -1 : 0;
    }

    /** Whether it is about the database as a whole. */
    boolean isOfDatabase() {
        int database = indexOf("DATABASE");
        if (database < 0 || database + 1 >= tokens.size()) {
            return false;
        }
        boolean direct = (startsWith("CREATE") || startsWith("ALTER")) && database == 1;
        boolean setting = startsWith("ALTER", "ROLE") && has(database - 1, "IN");
        boolean on = (startsWith("COMMENT") || startsWith("GRANT") || startsWith("REVOKE") || startsWith("SECURITY"))
                && has(database - 1, "ON");
        return direct || setting || on;
    }

    /** The name of the database that it is about. */
    String database() {
        return tokens.get(indexOf("DATABASE") + 1).name();
    }

    /** The same about another database. */
    String about(String database) {
        SqlToken name = tokens.get(indexOf("DATABASE") + 1);
        return text.substring(0, name.start()) + Session.quoted(database) + text.substring(name.end());
    }

    /** The last text of the statement, as it stands there. */
    Optional<String> lastString() {
        SqlToken last = tokens.get(tokens.size() - 1);
        return last.kind() == Kind.STRING ? Optional.of(last.text()) : Optional.empty();
    }

    /** The same without an option of the form NAME = VALUE. */
    SqlStatement without(String option) {
        int at = indexOf(option);
        if (at < 0 || at + 2 >= tokens.size() || !tokens.get(at + 1).isSymbol("=")) {
            return this;
        }
        int start = tokens.get(at).start();
        int end = tokens.get(at + 2).end();
        return SqlScript.parse(text.substring(0, start) + text.substring(end))
                .statements()
                .get(0);
    }

    /** Whether it has an option of the form NAME = VALUE, with this value. */
    boolean hasOption(String option, String value) {
        int at = indexOf(option);
        return at >= 0
                && at + 2 < tokens.size()
                && tokens.get(at + 1).isSymbol("=")
                && tokens.get(at + 2).is(value);
    }

    boolean hasOption(String option) {
        return indexOf(option) >= 0;
    }
}
