package io.netraven.launcher.internal.cli;

import java.util.List;
import java.util.Optional;

/** {@code credentials ...}: the logins of devices, for operators. */
final class CredentialsCommands implements CommandGroup {

    private static final List<String> NAMES = List.of(
            "add",
            "list",
            "show",
            "update",
            "delete",
            "tag",
            "untag",
            "select",
            "release",
            "stats",
            "optimize",
            "export",
            "import");

    @Override
    public String name() {
        return "credentials";
    }

    @Override
    public String summary() {
        return "the logins of devices; no command shows a secret";
    }

    @Override
    public List<String> names() {
        return NAMES;
    }

    @Override
    public Optional<Command> command(String name) {
        return switch (name) {
            case "add" -> Optional.of(new CredentialsAddCommand());
            case "list" -> Optional.of(new CredentialsListCommand());
            case "show" -> Optional.of(new CredentialsShowCommand());
            case "update" -> Optional.of(new CredentialsUpdateCommand());
            case "delete" -> Optional.of(new CredentialsDeleteCommand());
            case "tag" -> Optional.of(new CredentialsTagCommand());
            case "untag" -> Optional.of(new CredentialsUntagCommand());
            case "select" -> Optional.of(new CredentialsSelectCommand());
            case "release" -> Optional.of(new CredentialsReleaseCommand());
            case "stats" -> Optional.of(new CredentialsStatsCommand());
            case "optimize" -> Optional.of(new CredentialsOptimizeCommand());
            case "export" -> Optional.of(new CredentialsExportCommand());
            case "import" -> Optional.of(new CredentialsImportCommand());
            default -> Optional.empty();
        };
    }
}
