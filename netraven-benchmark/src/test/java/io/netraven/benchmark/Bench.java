package io.netraven.benchmark;

import java.nio.file.Path;

/**
 * What a section works with.
 *
 * @param server its own, empty
 * @param form how much is done
 * @param jars of the programs that run as processes
 * @param work a folder for logs
 */
record Bench(BenchServer server, Form form, Program.Jars jars, Path work) {}
