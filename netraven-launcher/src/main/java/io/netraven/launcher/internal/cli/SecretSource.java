package io.netraven.launcher.internal.cli;

import io.netraven.credentials.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a command takes a secret from: a file, standard input, or a person at the terminal. Never an argument.
 *
 * @param surroundings streams and terminal
 * @param arguments the options
 * @param file names a file
 * @param piped asks for standard input
 */
record SecretSource(Surroundings surroundings, Arguments arguments, CliOption file, CliOption piped) {

    /** Whether an option says where the secret comes from. */
    boolean isNamed() {
        return arguments.has(file) || arguments.has(piped);
    }

    /**
     * Reads a secret as it is, to be closed.
     *
     * @param what it is, in words
     * @param twice whether a person has to type it twice, as nothing else would tell a slip
     */
    Secret read(String what, boolean twice) {
        if (arguments.has(file) && arguments.has(piped)) {
            throw new UsageException(List.of("--" + file.text() + " and --" + piped.text() + ": keep one of them"));
        }
        Optional<String> name = arguments.value(file);
        if (name.isPresent()) {
            return ofFile(surroundings, file, name.get());
        }
        if (arguments.has(piped)) {
            return ofInput();
        }
        if (!surroundings.terminal().isThere()) {
            throw new UsageException(List.of(
                    "There is no terminal to ask for " + what + " on: use --" + file.text() + " or --" + piped.text()));
        }
        return asked(what, twice);
    }

    /** Reads the secret in a file. */
    static Secret ofFile(Surroundings surroundings, CliOption file, String name) {
        try (InputStream stream = Files.newInputStream(path(surroundings, file, name))) {
            return secret(stream);
        } catch (IOException e) {
            throw OptionValues.mistake(
                    file,
                    "the file " + name + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    /** A path, relative to where the process runs. */
    static Path path(Surroundings surroundings, CliOption file, String name) {
        try {
            return surroundings.folder().resolve(name);
        } catch (InvalidPathException e) {
            throw OptionValues.mistake(file, "there can be no file or folder of this name");
        }
    }

    private Secret ofInput() {
        try {
            return secret(surroundings.in());
        } catch (IOException e) {
            throw OptionValues.mistake(
                    piped, "standard input cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    /** An editor ends a file with a newline: that is no part of a password, and is one of a key in PEM. */
    private static Secret secret(InputStream stream) throws IOException {
        byte[] bytes = stream.readNBytes(Secret.MAXIMUM_BYTES + 3);
        int end = bytes.length;
        if (end > 0 && bytes[end - 1] == '\n' && !isOfSeveralLines(bytes, end - 1)) {
            end--;
            if (end > 0 && bytes[end - 1] == '\r') {
                end--;
            }
        }
        byte[] text = Arrays.copyOf(bytes, end);
        try {
            return Secret.ofUtf8(text);
        } finally {
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(text, (byte) 0);
        }
    }

    private static boolean isOfSeveralLines(byte[] bytes, int end) {
        for (int i = 0; i < end; i++) {
            if (bytes[i] == '\n') {
                return true;
            }
        }
        return false;
    }

    private Secret asked(String what, boolean twice) {
        char[] first = surroundings.terminal().ask(what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1));
        try {
            if (first.length == 0) {
                throw new CommandFailed(ExitCode.USAGE, "Nothing was typed: an empty secret is taken from a file only");
            }
            Secret secret = Secret.of(first);
            if (twice && !isTypedAgain(secret)) {
                secret.close();
                throw new CommandFailed(ExitCode.USAGE, "The two were not the same: nothing was changed, try again");
            }
            return secret;
        } finally {
            Arrays.fill(first, '\0');
        }
    }

    private boolean isTypedAgain(Secret secret) {
        char[] second = surroundings.terminal().ask("The same again");
        try (Secret again = Secret.of(second)) {
            return again.equals(secret);
        } finally {
            Arrays.fill(second, '\0');
        }
    }
}
