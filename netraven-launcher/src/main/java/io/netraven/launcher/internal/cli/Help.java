package io.netraven.launcher.internal.cli;

import java.util.List;

/** The help, generated from the commands and their options. */
final class Help {

    private static final String PROGRAM = "netraven-launcher ";
    private static final String INDENT = "  ";

    private final StringBuilder text = new StringBuilder();

    private Help() {}

    static String general() {
        Help help = new Help();
        help.text.append("Usage: ").append(PROGRAM).append("COMMAND [options]\n\n");
        help.text.append("Brings a PostgreSQL database to NetRaven's schema, or says why not.\n\nCommands\n");
        for (String name : Commands.NAMES) {
            help.row(name, Commands.find(name).orElseThrow().summary(), 15);
        }
        for (String name : CommandGroup.NAMES) {
            help.row(name + " ...", CommandGroup.find(name).orElseThrow().summary(), 15);
        }
        help.row("COMMAND --help", "the options of a command, with an example", 18);
        help.row("--version", "the release of this program", 18);
        help.text.append("\nExample\n").append(INDENT).append(PROGRAM);
        help.text.append(new InitCommand().example()).append('\n');
        help.exitCodes();
        return help.text.toString();
    }

    static String of(CommandGroup group) {
        Help help = new Help();
        help.text.append("Usage: ").append(PROGRAM).append(group.name()).append(" COMMAND [options]\n\n");
        help.text.append(group.name()).append(": ").append(group.summary()).append(".\n\nCommands\n");
        for (String name : group.names()) {
            help.row(name, group.command(name).orElseThrow().summary(), 12);
        }
        help.row("COMMAND --help", "the options of a command, with an example", 18);
        String first = group.command(group.names().get(0)).orElseThrow().example();
        help.text
                .append("\nExample\n")
                .append(INDENT)
                .append(PROGRAM)
                .append(first)
                .append('\n');
        return help.text.toString();
    }

    static String of(Command command) {
        Help help = new Help();
        help.text.append("Usage: ").append(PROGRAM).append(command.name()).append(" [options]\n\n");
        help.text.append(command.name()).append(": ").append(command.summary()).append(".\n");
        help.text
                .append(command.details())
                .append("\n\nExample\n")
                .append(INDENT)
                .append(PROGRAM);
        help.text.append(command.example()).append('\n');
        help.options("Options", command.options());
        help.options("Options of every command", CliOption.COMMON);
        help.exitCodesOf(command.name());
        return help.text.toString();
    }

    private void options(String heading, List<CliOption> options) {
        text.append('\n').append(heading).append('\n');
        for (CliOption option : options) {
            String name = "--" + option.text()
                    + option.argument().map(argument -> " " + argument).orElse("");
            String variable = option.variable() == null ? "" : " [" + option.variable() + "]";
            row(name, option.description() + variable, 30);
        }
    }

    private void exitCodes() {
        text.append("\nExit codes\n");
        for (ExitCode code : ExitCode.values()) {
            if (code.isGeneral()) {
                row(Integer.toString(code.code()), code.meaning(), 6);
            }
        }
    }

    private void exitCodesOf(String command) {
        boolean first = true;
        for (ExitCode code : ExitCode.values()) {
            if (code.isOf(command)) {
                text.append(first ? "\nExit codes of this command, in addition to 0, 1, 2 and 143\n" : "");
                row(Integer.toString(code.code()), code.meaning(), 6);
                first = false;
            }
        }
    }

    private void row(String left, String right, int width) {
        text.append(INDENT).append(left);
        for (int i = left.length(); i < width; i++) {
            text.append(' ');
        }
        text.append(left.length() >= width ? " " : "").append(right).append('\n');
    }
}
