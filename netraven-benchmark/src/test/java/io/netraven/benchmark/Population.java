package io.netraven.benchmark;

import io.netraven.launcher.NetRavenSchema;
import io.netraven.schema.SchemaEngine;
import java.sql.SQLException;

/**
 * A network of some size. Each device has 10 tags and each tag 10 credentials, whatever the size; every credential is
 * offered for one tag.
 *
 * @param devices at least one
 * @param tags at least 10
 * @param credentials ten times the tags
 * @param entries of the logs of jobs, a hundred each
 */
record Population(int devices, int tags, int credentials, int entries) {

    private static final String FILL = """
            INSERT INTO netraven.users (id, username, email, password_hash)
                VALUES (gen_random_uuid(), 'bench', 'bench@netraven.example', '!');
            INSERT INTO netraven.tags (id, name) SELECT gen_random_uuid(), 'tag-' || i FROM generate_series(1, :tags) i;
            INSERT INTO netraven.devices (id, hostname, ip_address, device_type, owner_id)
                SELECT gen_random_uuid(), 'device-' || i, '192.0.2.1', 'cisco_ios', (SELECT id FROM netraven.users)
                FROM generate_series(1, :devices) i;
            INSERT INTO netraven.credentials (id, name, username, success_count, failure_count)
                SELECT gen_random_uuid(), 'credential-' || i, 'user-' || i % 50, i % 7, i % 5
                FROM generate_series(1, :credentials) i;
            CREATE TEMPORARY TABLE t AS SELECT id, row_number() OVER () AS n FROM netraven.tags WHERE name <> 'Default';
            CREATE TEMPORARY TABLE c AS SELECT id, row_number() OVER () AS n FROM netraven.credentials;
            CREATE TEMPORARY TABLE d AS SELECT id, row_number() OVER () AS n FROM netraven.devices;
            CREATE INDEX ON t (n);
            INSERT INTO netraven.device_tags (device_id, tag_id)
                SELECT DISTINCT d.id, t.id FROM d, generate_series(0, 9) k
                JOIN LATERAL (SELECT id FROM t WHERE n = 1 + (d.n * 31 + k * 97) % :tags) t ON true;
            INSERT INTO netraven.credential_tags (id, credential_id, tag_id, priority, success_count, failure_count,
                    last_success)
                SELECT gen_random_uuid(), c.id, t.id, c.n % 101, c.n % 9, c.n % 4, now() - c.n * interval '1 hour'
                FROM c JOIN t ON t.n = 1 + c.n % :tags;
            """;

    /** Without their indexes and the check of their foreign key, which are put back: for each row they take far longer. */
    private static final String FILL_LOGS = """
            SET session_replication_role = replica;
            SET maintenance_work_mem = '512MB';
            CREATE TEMPORARY TABLE put_back AS SELECT indexname, indexdef FROM pg_indexes
                WHERE schemaname = 'netraven' AND tablename = 'job_log_entries' AND indexname NOT LIKE 'pk%';
            DO $$ DECLARE name text; BEGIN
                FOR name IN SELECT indexname FROM put_back LOOP EXECUTE 'DROP INDEX netraven.' || name; END LOOP;
            END $$;
            INSERT INTO netraven.job_logs (id, session_id, job_type, status, start_time, created_by)
                SELECT ('01970000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, gen_random_uuid(), 'backup',
                    'completed', now() - i * interval '1 second', (SELECT id FROM netraven.users)
                FROM generate_series(0, :entries / 100 - 1) i;
            INSERT INTO netraven.job_log_entries (id, job_log_id, timestamp, level, category, message)
                SELECT ('01970000-0000-7000-9000-' || lpad(to_hex(i), 12, '0'))::uuid,
                    ('01970000-0000-7000-8000-' || lpad(to_hex(i / 100), 12, '0'))::uuid,
                    now() - i * interval '1 second', 'info', 'connection', 'Connected to device-' || i
                FROM generate_series(0, :entries - 1) i;
            DO $$ DECLARE definition text; BEGIN
                FOR definition IN SELECT indexdef FROM put_back LOOP EXECUTE definition; END LOOP;
            END $$;
            """;

    /** How many entries the log of a job has. */
    static final int ENTRIES_OF_LOG = 100;

    private static final int DEVICES = 1_000;
    private static final int TAGS = 10;
    private static final int CREDENTIALS = 100;
    private static final int ENTRIES = 100_000;

    /** Returns so many times the smallest. */
    static Population of(int scale) {
        return new Population(scale * DEVICES, scale * TAGS, scale * CREDENTIALS, scale * ENTRIES);
    }

    Population withoutLogs() {
        return new Population(devices, tags, credentials, 0);
    }

    /** Makes a database anew, and fills it. Its credentials have no secrets. */
    void fill(BenchServer server, String database) throws SQLException {
        server.create(database);
        SchemaEngine.builder(server.source(database))
                .model(NetRavenSchema.model())
                .build()
                .initialize();
        server.execute(database, with(FILL));
        if (entries > 0) {
            server.execute(database, with(FILL_LOGS));
        }
        server.execute(database, "VACUUM ANALYZE");
        server.execute(database, "CHECKPOINT");
    }

    private String with(String sql) {
        return sql.replace(":devices", Integer.toString(devices))
                .replace(":tags", Integer.toString(tags))
                .replace(":credentials", Integer.toString(credentials))
                .replace(":entries", Integer.toString(entries));
    }
}
