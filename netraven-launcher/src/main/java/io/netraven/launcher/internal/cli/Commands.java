package io.netraven.launcher.internal.cli;

import java.util.List;
import java.util.Optional;

/** The commands by name. A start loads the class of its own command and no other. */
final class Commands {

    static final List<String> NAMES = List.of(
            "init",
            "wait",
            "validate",
            "status",
            "history",
            "plan",
            "upgrade",
            "purge",
            "backup",
            "restore",
            "ddl",
            "docs",
            "try");

    private Commands() {}

    static Optional<Command> find(String name) {
        return switch (name) {
            case "init" -> Optional.of(new InitCommand());
            case "wait" -> Optional.of(new WaitCommand());
            case "validate" -> Optional.of(new ValidateCommand());
            case "status" -> Optional.of(new StatusCommand());
            case "history" -> Optional.of(new HistoryCommand());
            case "plan" -> Optional.of(new PlanCommand());
            case "upgrade" -> Optional.of(new UpgradeCommand());
            case "purge" -> Optional.of(new PurgeCommand());
            case "backup" -> Optional.of(new BackupCommand());
            case "restore" -> Optional.of(new RestoreCommand());
            case "ddl" -> Optional.of(new DdlCommand());
            case "docs" -> Optional.of(new DocsCommand());
            case "try" -> Optional.of(new TryCommand());
            default -> Optional.empty();
        };
    }
}
