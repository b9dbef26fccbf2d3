package io.netraven.launcher.internal.purge;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Rows to be purged.
 *
 * @param database a database with NetRaven's schema in the namespace {@code netraven}
 */
record JobRows(DataSource database) {

    private static final String USER = "'01970000-0000-7000-8000-0000000000ff'";

    void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    String ask(String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }

    long count(String from) throws SQLException {
        return Long.parseLong(ask("SELECT count(*) FROM netraven." + from));
    }

    /**
     * Makes a job log with a message of a word, and entries a second apart.
     *
     * @param start SQL of a time
     * @param end SQL of a time, or null
     * @param days SQL of a number, or null
     */
    UUID log(String word, String start, String end, String days, int entries) throws SQLException {
        UUID id = UUID.randomUUID();
        execute("INSERT INTO netraven.users (id, username, email, password_hash) VALUES (" + USER
                + ", 'jobs', 'jobs@netraven.example', '!') ON CONFLICT DO NOTHING");
        execute("INSERT INTO netraven.job_logs (id, session_id, job_type, status, start_time, end_time,"
                + " result_message, retention_days, created_by) VALUES ('" + id + "', gen_random_uuid(), 'backup',"
                + " 'completed', " + start + ", " + end + ", '" + word + "', " + days + ", " + USER + ")");
        entries(id, entries);
        return id;
    }

    /** Makes a job log that has expired, with entries. */
    UUID expired(int entries) throws SQLException {
        return log("expired", "now() - interval '40 days'", "now() - interval '31 days'", "30", entries);
    }

    /** Makes many of them. */
    void expired(int logs, int entries) throws SQLException {
        UUID one = expired(0);
        execute("WITH more AS (INSERT INTO netraven.job_logs (id, session_id, job_type, status, start_time, end_time,"
                + " retention_days, created_by) SELECT gen_random_uuid(), session_id, job_type, status, start_time,"
                + " end_time, 30, created_by FROM netraven.job_logs, generate_series(1, " + logs + ")"
                + " WHERE id = '" + one + "' RETURNING id)"
                + " INSERT INTO netraven.job_log_entries (id, job_log_id, timestamp, level, message)"
                + " SELECT gen_random_uuid(), more.id, now() - interval '40 days' + n * interval '1 second',"
                + " 'info', 'entry ' || n FROM more, generate_series(1, " + entries + ") AS n");
        execute("DELETE FROM netraven.job_logs WHERE id = '" + one + "'");
    }

    void entries(UUID log, int entries) throws SQLException {
        execute("INSERT INTO netraven.job_log_entries (id, job_log_id, timestamp, level, message)"
                + " SELECT gen_random_uuid(), '" + log + "', now() - interval '40 days' + n * interval '1 second',"
                + " 'info', 'entry ' || n FROM generate_series(1, " + entries + ") AS n");
    }

    void audit(String name, int days) throws SQLException {
        execute("INSERT INTO netraven.audit_logs (id, event_type, event_name, description, status, created_at)"
                + " VALUES (gen_random_uuid(), 'auth', '" + name + "', 'a login', 'success', now() - interval '" + days
                + " days')");
    }
}
