package io.netraven.launcher.roles;

/**
 * A statement that the server lets run for those who may do the deed, and for nobody else.
 *
 * @param deed what it shows
 * @param sql the statement; it touches no row
 */
record Probe(Deed deed, String sql) {}
