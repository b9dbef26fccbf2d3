package io.netraven.launcher.internal.config;

import io.netraven.launcher.ConfigurationException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads options, environment and file, in this order of precedence, into settings. */
public final class SettingsReader {

    private final List<String> problems = new ArrayList<>();
    private final Path folder;
    private final boolean masterKeys;

    private SettingsReader(Path folder, boolean masterKeys) {
        this.folder = folder;
        this.masterKeys = masterKeys;
    }

    /**
     * Reads settings, and leaves the master keys alone: whoever does not use them need not have their files.
     *
     * @param options by the names of variables, as the command line or a builder gave them
     * @param environment the process's environment
     * @param folder what relative files are relative to
     * @param database whether a database has to be named
     * @throws ConfigurationException with every problem
     */
    public static Settings read(
            Map<String, String> options, Map<String, String> environment, Path folder, boolean database) {
        return new SettingsReader(folder, false).read(options, environment, database);
    }

    /** Reads settings with the master keys, as {@link #read} else. */
    public static Settings readWithMasterKeys(
            Map<String, String> options, Map<String, String> environment, Path folder, boolean database) {
        return new SettingsReader(folder, true).read(options, environment, database);
    }

    private Settings read(Map<String, String> options, Map<String, String> environment, boolean database) {
        List<Layer> layers = new ArrayList<>();
        layers.add(Layer.read(new Source(Source.Kind.OPTIONS, options), folder, masterKeys, problems));
        layers.add(Layer.read(new Source(Source.Kind.ENVIRONMENT, environment), folder, masterKeys, problems));
        KnownNames.checkEnvironment(environment, problems);
        String file = firstOf(options, environment, Setting.CONFIG_FILE.variable());
        if (file != null) {
            Map<String, String> values = load(file);
            KnownNames.checkFile(values, problems);
            layers.add(Layer.read(new Source(Source.Kind.FILE, values), folder, masterKeys, problems));
        }
        Set<Setting> ofUrl = EnumSet.noneOf(Setting.class);
        Map<Setting, String> merged = merged(layers, ofUrl);
        Settings settings = new SettingsBuilder(merged, ofUrl, mergedProperties(layers), problems).build(database);
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return settings;
    }

    /** The first source wins for each setting by itself; of the URLs only the first counts. */
    private static Map<Setting, String> merged(List<Layer> layers, Set<Setting> ofUrl) {
        Map<Setting, String> merged = new EnumMap<>(Setting.class);
        boolean url = false;
        for (Layer layer : layers) {
            putMissing(merged, layer.values());
            if (!url) {
                layer.urlParts().keySet().stream()
                        .filter(part -> !merged.containsKey(part))
                        .forEach(ofUrl::add);
                putMissing(merged, layer.urlParts());
                url = layer.hasUrl();
            }
        }
        return merged;
    }

    private static Map<String, String> mergedProperties(List<Layer> layers) {
        for (Layer layer : layers) {
            if (layer.hasUrl()) {
                return layer.urlProperties();
            }
        }
        return Map.of();
    }

    private static void putMissing(Map<Setting, String> target, Map<Setting, String> values) {
        for (Map.Entry<Setting, String> entry : values.entrySet()) {
            target.putIfAbsent(entry.getKey(), entry.getValue());
        }
    }

    private static @Nullable String firstOf(Map<String, String> options, Map<String, String> environment, String name) {
        String value = options.get(name);
        if (value == null) {
            value = environment.get(name);
        }
        return value == null || value.isEmpty() ? null : value;
    }

    private Map<String, String> load(String file) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(SmallFile.read(folder.resolve(file))));
        } catch (IOException | InvalidPathException e) {
            problems.add("The configuration file " + file + " cannot be read ("
                    + e.getClass().getSimpleName() + "): " + SmallFile.RULE);
        } catch (IllegalArgumentException e) {
            // Its message may quote the line, and the line may hold a password.
            problems.add("The configuration file " + file + " has a malformed \\u escape");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : properties.stringPropertyNames()) {
            values.put(name, properties.getProperty(name));
        }
        return values;
    }
}
