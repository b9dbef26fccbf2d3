package io.netraven.schema.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a server's log that is written with {@link Server#LOG_LINE_PREFIX}. */
final class ServerLog {

    private static final Pattern PREFIX = Pattern.compile("^\\S+ \\S+ \\S+ \\[\\d+\\] db=(\\S*) app=");

    private ServerLog() {}

    /** The lines that sessions of one database wrote, those that continue a statement included. */
    static List<String> linesOf(String database, String log) {
        List<String> lines = new ArrayList<>();
        boolean ours = false;
        for (String line : log.lines().toList()) {
            Matcher prefix = PREFIX.matcher(line);
            if (prefix.find()) {
                ours = prefix.group(1).equals(database);
            }
            if (ours) {
                lines.add(line);
            }
        }
        return lines;
    }
}
