/**
 * Tests of the runnable jar as a process of its own, on real servers: exit codes, messages, signals, and what is left
 * in the database when something goes wrong. They run after the jar has been packed; the long ones have a profile.
 */
@NullMarked
package io.netraven.launcher.process;

import org.jspecify.annotations.NullMarked;
