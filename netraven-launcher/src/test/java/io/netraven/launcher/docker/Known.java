package io.netraven.launcher.docker;

import io.netraven.launcher.internal.config.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the files for containers may name, and what they must not hold. */
final class Known {

    /** An image with a version: digits and a dot at the beginning of its tag. */
    static final Pattern PINNED = Pattern.compile("[a-z0-9./-]+:\\d+\\.\\d+[\\w.-]*");

    private static final Pattern SCRIPTS_VARIABLE =
            Pattern.compile("\\b(?:POSTGRES|NETRAVEN|BACKUP|EVERY)_[A-Z_]*[A-Z]\\b");
    private static final Pattern SECRET_VARIABLE =
            Pattern.compile(".*(?:PASSWORD|PASSPHRASE|SECRET|TOKEN|KEY|DATABASE_URL|KEY_PREVIOUS)");
    private static final Pattern SECRET_TEXT = Pattern.compile(
            "base64:|://[^/\\s]*:[^/\\s]*@|(?i:password|passphrase)[=: ]\\S|[0-9a-fA-F]{32}|[A-Za-z0-9+/]{43}=");
    private static final Pattern COPIED =
            Pattern.compile("^COPY (docker/[^\n]*) /opt/netraven/bin/$", Pattern.MULTILINE);
    private static final Pattern MADE_BY_PROJECT =
            Pattern.compile("<artifactId>netraven-foundation</artifactId>\\s*<version>([^<]+)<");

    private Known() {}

    /** The variables of the launcher. */
    static Set<String> ofLauncher() {
        Set<String> names = new TreeSet<>();
        for (Setting setting : Setting.values()) {
            names.add(setting.variable());
            setting.fileVariable().ifPresent(names::add);
        }
        return names;
    }

    /** The variables that a script, or one that it sources, speaks of. */
    static Set<String> ofScript(String script) {
        return SCRIPTS_VARIABLE
                .matcher(Yaml.text(script) + Yaml.text("connection.sh"))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The programs that are in {@code /opt/netraven/bin} of the images. */
    static Set<String> programs() {
        return COPIED.matcher(Yaml.text("Dockerfile"))
                .results()
                .flatMap(copy -> List.of(copy.group(1).split(" ", -1)).stream())
                .map(file -> file.substring("docker/".length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether a variable's value would be a secret. */
    static boolean isSecret(String variable) {
        return SECRET_VARIABLE.matcher(variable).matches();
    }

    /** Whether a text looks as if it had a secret in it. */
    static boolean looksSecret(String text) {
        return SECRET_TEXT.matcher(text).find();
    }

    /** The version of the build. */
    static String version() {
        try {
            return MADE_BY_PROJECT
                    .matcher(Files.readString(Path.of("..", "pom.xml")))
                    .results()
                    .findFirst()
                    .orElseThrow()
                    .group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
