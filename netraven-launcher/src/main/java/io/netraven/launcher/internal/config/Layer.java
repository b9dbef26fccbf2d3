package io.netraven.launcher.internal.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** What one source says: the options, the environment or the file. Its own contradictions are found here. */
final class Layer {

    /** Where engines put a container's secrets. Who may read them there is not for the container to say. */
    private static final Path CONTAINER_SECRETS = Path.of("/run/secrets");

    private static final Pattern SERVICE_LINK = Pattern.compile("(?:tcp|udp|sctp)://[0-9A-Fa-f.:\\[\\]]+");

    private final Source source;
    private final Path folder;
    private final List<String> problems;
    private final Map<Setting, String> values = new EnumMap<>(Setting.class);
    private final Map<Setting, String> urlParts = new EnumMap<>(Setting.class);
    private final Map<String, String> urlProperties = new LinkedHashMap<>();

    private Layer(Source source, Path folder, List<String> problems) {
        this.source = source;
        this.folder = folder;
        this.problems = problems;
    }

    /**
     * Reads a source; what is wrong with it is added to the problems. Files are relative to the folder.
     *
     * @param masterKeys whether the master keys are read
     */
    static Layer read(Source source, Path folder, boolean masterKeys, List<String> problems) {
        Layer layer = new Layer(source, folder, problems);
        for (Setting setting : Setting.values()) {
            if (setting.isMasterKey() && !masterKeys) {
                layer.checkUnread(setting);
            } else if (setting != Setting.CONFIG_FILE) {
                layer.readValue(setting);
            }
        }
        layer.readUrl();
        return layer;
    }

    boolean hasUrl() {
        return values.containsKey(Setting.URL);
    }

    Map<Setting, String> values() {
        return values;
    }

    Map<Setting, String> urlParts() {
        return urlParts;
    }

    Map<String, String> urlProperties() {
        return urlProperties;
    }

    private void readValue(Setting setting) {
        String value = value(setting.variable());
        Optional<String> fileVariable = setting.fileVariable();
        String file = fileVariable.isPresent() ? value(fileVariable.get()) : null;
        if (value != null && file != null) {
            bothSet(setting);
        } else if (value != null) {
            values.put(setting, value);
        } else if (file != null) {
            readFile(setting, file);
        }
    }

    private void checkUnread(Setting setting) {
        Optional<String> file = setting.fileVariable();
        if (file.isPresent() && value(setting.variable()) != null && value(file.get()) != null) {
            bothSet(setting);
        }
    }

    /** Compose files pass on what is not set as an empty text: that is not set. */
    private @Nullable String value(String variable) {
        String value = source.values().get(variable);
        return value == null || value.isEmpty() || isServiceLink(variable, value) ? null : value;
    }

    /** Kubernetes gives each pod the address of a Service named postgres in a variable of this name. */
    private boolean isServiceLink(String variable, String value) {
        boolean link = source.kind() == Source.Kind.ENVIRONMENT
                && variable.equals(Setting.PORT.variable())
                && SERVICE_LINK.matcher(value).matches();
        if (link) {
            LoggerFactory.getLogger(Layer.class)
                    .warn(
                            "{} is not read: {} is the address of a Kubernetes Service. Set enableServiceLinks: false in"
                                    + " the pod, or {} to a port",
                            variable,
                            value,
                            variable);
        }
        return link;
    }

    private void bothSet(Setting setting) {
        problems.add(source.name(setting.variable()) + " and " + source.name(setting.variable() + "_FILE")
                + " are both set: keep one of them");
    }

    private void readFile(Setting setting, String file) {
        String name = source.name(setting.variable() + "_FILE");
        try {
            String content = SmallFile.read(folder.resolve(file));
            String value = withoutLastNewline(content);
            if (value.isEmpty()) {
                problems.add(name + ": the file " + file + " is empty");
            } else {
                values.put(setting, value);
            }
            if (setting.isMasterKey()) {
                warnOfReaders(name, file);
            }
        } catch (IOException | InvalidPathException e) {
            problems.add(name + ": the file " + file + " cannot be read ("
                    + e.getClass().getSimpleName() + "): " + SmallFile.RULE);
        }
    }

    private void warnOfReaders(String name, String file) throws IOException {
        Path path = folder.resolve(file);
        if (path.startsWith(CONTAINER_SECRETS)
                || !path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
        if (permissions.contains(PosixFilePermission.GROUP_READ)
                || permissions.contains(PosixFilePermission.OTHERS_READ)) {
            LoggerFactory.getLogger(Layer.class)
                    .warn("{}: others than its owner may read the file {}: chmod 600 it", name, file);
        }
    }

    private static String withoutLastNewline(String text) {
        int end = text.length();
        if (end > 0 && text.charAt(end - 1) == '\n') {
            end--;
            if (end > 0 && text.charAt(end - 1) == '\r') {
                end--;
            }
        }
        return text.substring(0, end);
    }

    private void readUrl() {
        String url = values.get(Setting.URL);
        if (url == null) {
            return;
        }
        try {
            DatabaseUrl parsed = DatabaseUrl.parse(url);
            urlParts.putAll(parsed.parts());
            urlProperties.putAll(parsed.properties());
        } catch (IllegalArgumentException e) {
            problems.add(source.name(Setting.URL.variable()) + " " + e.getMessage());
        }
        for (Map.Entry<Setting, String> part : urlParts.entrySet()) {
            String other = values.get(part.getKey());
            if (other != null && !other.equals(part.getValue())) {
                problems.add(source.name(Setting.URL.variable()) + " and "
                        + source.name(part.getKey().variable()) + " disagree: keep one of them");
            }
        }
    }
}
