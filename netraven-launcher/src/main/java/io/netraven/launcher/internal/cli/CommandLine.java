package io.netraven.launcher.internal.cli;

import io.netraven.launcher.internal.config.Spelling;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/** Reads the options behind a command. The only class that knows commons-cli. */
final class CommandLine {

    private final List<CliOption> known;
    private final List<String> problems = new ArrayList<>();

    private CommandLine(List<CliOption> known) {
        this.known = known;
    }

    /**
     * Reads options.
     *
     * @param known the options that the command takes
     * @param args the arguments behind the command
     * @throws UsageException with every mistake
     */
    static Arguments parse(List<CliOption> known, List<String> args) {
        // A container has its settings in the environment: it starts without the parser's classes.
        return args.isEmpty() ? new Arguments(Map.of()) : new CommandLine(known).parse(args);
    }

    private Arguments parse(List<String> args) {
        Options options = new Options();
        for (CliOption option : known) {
            options.addOption(new Option(null, option.text(), option.argument().isPresent(), option.description()));
        }
        org.apache.commons.cli.CommandLine parsed = parse(options, new ArrayList<>(args));
        Map<CliOption, String> values = new EnumMap<>(CliOption.class);
        for (CliOption option : known) {
            String[] given = parsed.getOptionValues(option.text());
            if (given != null && given.length > 1) {
                problems.add("--" + option.text() + " is given twice");
            }
            if (parsed.hasOption(option.text())) {
                values.put(option, given == null || given.length == 0 ? "" : given[0]);
            }
        }
        if (problems.isEmpty() && !parsed.getArgList().isEmpty()) {
            // Behind an unknown option it may be that option's value.
            parsed.getArgList().forEach(rest -> problems.add("Unexpected argument \"" + rest + "\""));
        }
        if (!problems.isEmpty()) {
            throw new UsageException(problems);
        }
        return new Arguments(values);
    }

    /** The parser stops at the first mistake: it is taken out and the rest parsed again, so that all are told. */
    private org.apache.commons.cli.CommandLine parse(Options options, List<String> args) {
        DefaultParser parser =
                DefaultParser.builder().setAllowPartialMatching(false).get();
        while (true) {
            try {
                return parser.parse(options, args.toArray(new String[0]));
            } catch (UnrecognizedOptionException e) {
                problems.add(unknown(e.getOption()));
                takeOut(args, e.getOption());
            } catch (MissingArgumentException e) {
                String option = "--" + e.getOption().getLongOpt();
                problems.add(option + " needs a value");
                takeOut(args, option);
            } catch (ParseException e) {
                throw new UsageException(List.of(String.valueOf(e.getMessage())));
            }
        }
    }

    /** The last of them, which the parser takes with one dash as well. What is written otherwise ends it here. */
    private void takeOut(List<String> args, String option) {
        int at = Math.max(args.lastIndexOf(option), args.lastIndexOf(option.substring(1)));
        if (at < 0) {
            throw new UsageException(problems);
        }
        args.remove(at);
    }

    /** What to do instead of giving a secret as an argument; empty where the option means none. */
    private static String insteadOfSecret(String option) {
        return switch (option) {
            case "--password" -> "--password-file, or the variable POSTGRES_PASSWORD_FILE";
            case "--encryption-key" -> "--encryption-key-file, or the variable NETRAVEN_ENCRYPTION_KEY_FILE";
            case "--encryption-key-previous" ->
                "--encryption-key-previous-file, or the variable NETRAVEN_ENCRYPTION_KEY_PREVIOUS_FILE";
            case "--secret", "--enable-password", "--private-key", "--private-key-passphrase" ->
                "--secret-file, --secret-stdin or the prompt";
            case "--passphrase" -> "--passphrase-file, --passphrase-stdin or the prompt";
            default -> "";
        };
    }

    private String unknown(String token) {
        int equals = token.indexOf('=');
        String option = equals < 0 ? token : token.substring(0, equals);
        String instead = insteadOfSecret(option);
        if (!instead.isEmpty()) {
            return option + " is no option, as everybody can read a process's arguments: use " + instead;
        }
        List<String> names = new ArrayList<>();
        known.forEach(each -> names.add("--" + each.text()));
        return "Unknown option " + option
                + Spelling.nearest(option, names)
                        .map(near -> ": did you mean " + near + "?")
                        .orElse("");
    }
}
