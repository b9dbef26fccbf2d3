package io.netraven.launcher.internal.backup;

/**
 * How a restore is done.
 *
 * @param replace although the database holds something, which is kept under another name
 * @param withChecksum whether the backup's checksum has to be there and right
 * @param acceptDifferences although the restored schema differs in a way that breaks the release
 * @param jobs connections that restore at once
 * @param command how the caller calls a restore, for the commands that messages name
 * @param commandEnd options that belong to each of them
 */
public record RestoreRequest(
        boolean replace, boolean withChecksum, boolean acceptDifferences, int jobs, String command, String commandEnd) {

    /** The command that gives a restored database the name. */
    String swap(String restored, boolean replacing) {
        return command + " --swap " + shell(restored) + (replacing ? " --replace" : "") + commandEnd;
    }

    /** A word as a shell takes it. */
    public static String shell(String word) {
        return word.matches("[A-Za-z0-9_./:-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
