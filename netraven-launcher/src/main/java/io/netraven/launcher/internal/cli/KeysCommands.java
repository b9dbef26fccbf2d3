package io.netraven.launcher.internal.cli;

import java.util.List;
import java.util.Optional;

/** {@code keys ...}: the data keys, and the master key that wraps them. */
final class KeysCommands implements CommandGroup {

    private static final List<String> NAMES =
            List.of("generate", "list", "rotate", "rewrap", "retire", "backup", "restore");

    @Override
    public String name() {
        return "keys";
    }

    @Override
    public String summary() {
        return "the keys that secrets are encrypted under";
    }

    @Override
    public List<String> names() {
        return NAMES;
    }

    @Override
    public Optional<Command> command(String name) {
        return switch (name) {
            case "generate" -> Optional.of(new KeysGenerateCommand());
            case "list" -> Optional.of(new KeysListCommand());
            case "rotate" -> Optional.of(new KeysRotateCommand());
            case "rewrap" -> Optional.of(new KeysRewrapCommand());
            case "retire" -> Optional.of(new KeysRetireCommand());
            case "backup" -> Optional.of(new KeysBackupCommand());
            case "restore" -> Optional.of(new KeysRestoreCommand());
            default -> Optional.empty();
        };
    }
}
