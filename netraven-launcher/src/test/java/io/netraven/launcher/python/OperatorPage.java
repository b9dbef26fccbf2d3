package io.netraven.launcher.python;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The page that tells an operator what to do.
 *
 * @param commands its blocks of shell commands, in order
 */
record OperatorPage(List<String> commands) {

    private static final Pattern BLOCK = Pattern.compile("^```sh\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern HERE = Pattern.compile("<<'SQL'\n(.*?)^SQL$", Pattern.DOTALL | Pattern.MULTILINE);

    OperatorPage {
        commands = List.copyOf(commands);
    }

    static OperatorPage read() {
        return new OperatorPage(blocks(BLOCK, PythonDatabase.docs("from-python-netraven.md")));
    }

    /** The only block with the text. */
    String command(String text) {
        List<String> found =
                commands.stream().filter(command -> command.contains(text)).toList();
        if (found.size() != 1) {
            throw new IllegalStateException(found.size() + " blocks contain " + text);
        }
        return found.get(0);
    }

    /** What the only block with the text hands to psql. */
    String sql(String text) {
        return blocks(HERE, command(text)).get(0);
    }

    private static List<String> blocks(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }
}
