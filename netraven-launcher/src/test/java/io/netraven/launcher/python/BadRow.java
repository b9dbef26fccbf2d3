package io.netraven.launcher.python;

/**
 * Something that the old database allowed and ours does not.
 *
 * @param sql makes it, on the sample rows
 * @param line how the error names it
 */
record BadRow(String sql, String line) {

    /** One row of a table of the old application. */
    static BadRow of(String table, String id, String column, String reason, String sql) {
        return new BadRow(sql, "python_netraven." + table + ", row '" + id + "', column " + column + ": " + reason);
    }

    @Override
    public String toString() {
        return line;
    }
}
