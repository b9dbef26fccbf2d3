package io.netraven.launcher.alteration;

import io.netraven.launcher.NetRavenSchema;
import io.netraven.schema.SchemaEngine;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** NetRaven's schema with a row or two in most tables, so that a lost one is noticed. */
final class SampleData {

    private static final String ROWS = """
            INSERT INTO users (id, email, full_name, password_hash, username)
              VALUES (id(1), 'Ada@example.org', 'Ada', 'x', 'ada'), (id(2), 'bob@example.org', 'Bob', 'y', 'bob');
            INSERT INTO service_accounts (id, name) VALUES (id(1), 'scheduler');
            INSERT INTO auth_tokens (id, subject, token_type) VALUES (id(1), 'ada', 'user');
            INSERT INTO devices (id, description, device_type, hostname, ip_address, owner_id, last_backup_at)
              VALUES (id(1), 'core', 'cisco_ios', 'r1', '192.0.2.1', id(1), '2026-01-02 03:04:05.678901+00'),
                     (id(2), 'edge', 'cisco_ios', 'r2', '2001:db8::2', id(2), NULL);
            INSERT INTO tags (id, name, color) VALUES (id(1), 'Core', '#102030');
            INSERT INTO device_tags (device_id, tag_id) VALUES (id(1), id(1)), (id(2), id(1));
            INSERT INTO tag_rules (id, name, rule_criteria, tag_id) VALUES (id(1), 'all', '{"all": true}', id(1));
            INSERT INTO backups (id, device_id, file_path, file_size, status, version)
              VALUES (id(1), id(1), 'r1/1', 4000000000, 'complete', '1');
            INSERT INTO credentials (id, name, username) VALUES (id(1), 'lab', 'admin');
            INSERT INTO credential_tags (id, credential_id, tag_id, priority) VALUES (id(1), id(1), id(1), 0.1);
            INSERT INTO device_credentials (device_id, credential_id) VALUES (id(1), id(1));
            INSERT INTO login_budgets (device_id, username, attempts) VALUES (id(1), 'admin', '[]');
            INSERT INTO job_logs (id, created_by, device_id, job_data, job_type, session_id, start_time, status, retention_days)
              VALUES (id(1), id(1), id(1), '{"n": 1}', 'backup', id(9), now(), 'completed', 30);
            INSERT INTO job_log_entries (id, job_log_id, level, message, timestamp) VALUES (id(1), id(1), 'info', 'ok', now());
            INSERT INTO scheduled_jobs (id, created_by, device_id, name, schedule_type) VALUES (id(1), id(1), id(1), 'daily', 'daily');
            INSERT INTO audit_logs (id, description, event_name, event_type, ip_address, status)
              VALUES (id(1), 'signed in', 'login', 'auth', '192.0.2.9', 'success');
            """;

    private SampleData() {}

    static void fill(DataSource dataSource) {
        SchemaEngine.builder(dataSource).model(NetRavenSchema.model()).build().initialize();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(ROWS.replaceAll("\\bid\\((\\d)\\)", "'00000000-0000-7000-8000-00000000000$1'"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
