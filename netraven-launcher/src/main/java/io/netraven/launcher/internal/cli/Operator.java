package io.netraven.launcher.internal.cli;

import io.netraven.credentials.Actor;

/** Who acts, for the audit log: this program, and whoever runs it. */
final class Operator {

    private static final String PROGRAM = "netraven-launcher";
    private static final int LONGEST_USER = 200;

    private Operator() {}

    static Actor actor() {
        String user = System.getProperty("user.name", "");
        boolean known = !user.isBlank() && !user.equals("?") && user.length() <= LONGEST_USER;
        return Actor.system(known ? PROGRAM + " (" + user + ")" : PROGRAM);
    }
}
