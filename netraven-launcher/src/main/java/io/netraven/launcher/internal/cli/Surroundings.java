package io.netraven.launcher.internal.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a process has around it. {@link Main} gives the real ones, a test its own.
 *
 * @param out results
 * @param err everything else
 * @param environment variables by name
 * @param folder what relative files are relative to
 * @param colour whether text is coloured
 * @param in what is piped in
 * @param terminal the person in front of it, or nobody
 */
public record Surroundings(
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        Path folder,
        boolean colour,
        InputStream in,
        Terminal terminal) {

    /** Surroundings with nothing to read and nobody to ask. */
    public Surroundings(
            PrintStream out, PrintStream err, Map<String, String> environment, Path folder, boolean colour) {
        this(out, err, environment, folder, colour, InputStream.nullInputStream(), Terminal.NOBODY);
    }
}
