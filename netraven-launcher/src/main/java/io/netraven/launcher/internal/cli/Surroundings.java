package io.netraven.launcher.internal.cli;

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
 */
public record Surroundings(
        PrintStream out, PrintStream err, Map<String, String> environment, Path folder, boolean colour) {}
