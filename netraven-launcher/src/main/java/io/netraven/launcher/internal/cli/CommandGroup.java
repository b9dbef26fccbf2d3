package io.netraven.launcher.internal.cli;

import java.util.List;
import java.util.Optional;

/** Commands behind a common first word. */
interface CommandGroup {

    List<String> NAMES = List.of("keys", "credentials");

    static Optional<CommandGroup> find(String name) {
        return switch (name) {
            case "keys" -> Optional.of(new KeysCommands());
            case "credentials" -> Optional.of(new CredentialsCommands());
            default -> Optional.empty();
        };
    }

    /** The first word. */
    String name();

    /** What they are about, in one line of the help. */
    String summary();

    /** The second words. */
    List<String> names();

    /** The command of a second word. Only its own class is loaded. */
    Optional<Command> command(String name);
}
