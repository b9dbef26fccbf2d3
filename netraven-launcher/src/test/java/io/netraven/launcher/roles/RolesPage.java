package io.netraven.launcher.roles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The page about roles.
 *
 * @param head what is written by hand, up to the marker and with it
 * @param matrix what is generated
 */
record RolesPage(String head, String matrix) {

    private static final Path FILE = Path.of("..", "docs", "roles.md");
    private static final String MARKER = "<!-- What follows is generated; CONTRIBUTING.md says how. -->\n\n";
    private static final Pattern SQL = Pattern.compile("^```sql\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    static RolesPage read() throws IOException {
        String text = Files.readString(FILE);
        int end = text.indexOf(MARKER) + MARKER.length();
        if (end < MARKER.length()) {
            throw new IllegalStateException(FILE + " has lost the line " + MARKER);
        }
        return new RolesPage(text.substring(0, end), text.substring(end));
    }

    void write() throws IOException {
        Files.writeString(FILE, head + matrix);
    }

    /** The blocks of SQL that an operator runs, in order. */
    List<String> sql() {
        return SQL.matcher(head).results().map(block -> block.group(1)).toList();
    }
}
