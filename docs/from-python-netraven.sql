-- Brings the data of the Python NetRaven over. docs/from-python-netraven.md is the task, docs/table-mapping.md the rules.
--
--     psql -q -v ON_ERROR_STOP=1 -f docs/from-python-netraven.sql
--
-- Needs the old tables in the schema python_netraven, and in the schema netraven what `init` has just made.
-- It changes nothing in python_netraven, is one transaction, and refuses to run twice. What it cannot take over as the
-- rules say ends it with one error that lists every such row.

BEGIN;
SET LOCAL search_path = pg_catalog;

-- 1. What is expected ------------------------------------------------------------------------------------------------

-- How a row of each old table is named in a message (p), and how it is found among ours (n).
CREATE TEMPORARY TABLE old_table ON COMMIT DROP AS
SELECT * FROM (VALUES
    ('users',           'p.id::text', 'n.id = pg_temp.identifier(p.id::text)'),
    ('devices',         'p.id::text', 'n.id = pg_temp.identifier(p.id::text)'),
    ('backups',         'p.id::text', 'n.id = pg_temp.identifier(p.id::text)'),
    ('tags',            'p.id::text', 'n.id = pg_temp.tag_identifier(p.id::text)'),
    ('tag_rules',       'p.id::text', 'n.id = pg_temp.identifier(p.id::text)'),
    ('device_tags',     'p.device_id || '' '' || p.tag_id',
        'n.device_id = pg_temp.identifier(p.device_id::text) AND n.tag_id = pg_temp.tag_identifier(p.tag_id::text)'),
    ('job_logs',        'p.id::text', 'n.id = pg_temp.identifier(p.id::text)'),
    ('job_log_entries', 'p.id::text', 'n.id = pg_temp.identifier(p.id::text)'),
    ('scheduled_jobs',  'p.id::text', 'n.id = pg_temp.identifier(p.id::text)'),
    ('admin_settings',  'p.id::text', 'n.key = p.key'),
    ('audit_logs',      'p.id::text', 'n.id = pg_temp.identifier(p.id::text)'),
    ('credentials',     'p.id::text', 'n.id = pg_temp.identifier(p.id::text)'),
    ('credential_tags', 'p.id::text', 'n.id = pg_temp.identifier(p.id::text)')
) AS t (table_name, row_id, counterpart);

CREATE TEMPORARY TABLE old_column ON COMMIT DROP AS
SELECT table_name, column_name, family
FROM (VALUES
    ('users',           'text',      'id username email full_name password_hash'),
    ('users',           'boolean',   'is_active is_admin'),
    ('users',           'json',      'notification_preferences'),
    ('users',           'timestamp', 'created_at updated_at'),
    ('devices',         'text',      'id hostname ip_address device_type username password description'),
    ('devices',         'text',      'last_backup_status serial_number owner_id'),
    ('devices',         'integer',   'port'),
    ('devices',         'boolean',   'enabled is_reachable'),
    ('devices',         'timestamp', 'last_backup_at last_reachability_check created_at updated_at'),
    ('backups',         'text',      'id version file_path status comment content_hash serial_number device_id'),
    ('backups',         'integer',   'file_size'),
    ('backups',         'boolean',   'is_automatic'),
    ('backups',         'timestamp', 'created_at'),
    ('tags',            'text',      'id name description color'),
    ('tags',            'timestamp', 'created_at updated_at'),
    ('tag_rules',       'text',      'id name description rule_criteria tag_id'),
    ('tag_rules',       'boolean',   'is_active'),
    ('tag_rules',       'timestamp', 'created_at updated_at'),
    ('device_tags',     'text',      'device_id tag_id'),
    ('device_tags',     'timestamp', 'created_at'),
    ('job_logs',        'text',      'id session_id job_type status result_message device_id created_by'),
    ('job_logs',        'integer',   'retention_days'),
    ('job_logs',        'json',      'job_data'),
    ('job_logs',        'timestamp', 'start_time end_time'),
    ('job_log_entries', 'text',      'id job_log_id level category message'),
    ('job_log_entries', 'text',      'session_log_path session_log_content credential_username'),
    ('job_log_entries', 'json',      'details'),
    ('job_log_entries', 'timestamp', 'timestamp'),
    ('scheduled_jobs',  'text',      'id name device_id schedule_type schedule_time schedule_day created_by'),
    ('scheduled_jobs',  'integer',   'schedule_interval'),
    ('scheduled_jobs',  'boolean',   'enabled'),
    ('scheduled_jobs',  'json',      'job_data'),
    ('scheduled_jobs',  'timestamp', 'last_run next_run created_at updated_at'),
    ('admin_settings',  'uuid',      'id'),
    ('admin_settings',  'text',      'key value_type category description'),
    ('admin_settings',  'integer',   'display_order'),
    ('admin_settings',  'boolean',   'is_required is_sensitive'),
    ('admin_settings',  'json',      'value'),
    ('admin_settings',  'timestamp', 'created_at updated_at'),
    ('audit_logs',      'uuid',      'id'),
    ('audit_logs',      'text',      'event_type event_name actor_id actor_type target_id target_type'),
    ('audit_logs',      'text',      'ip_address user_agent session_id description status'),
    ('audit_logs',      'json',      'event_metadata'),
    ('audit_logs',      'timestamp', 'created_at'),
    ('credentials',     'text',      'id name description username password key_file'),
    ('credentials',     'integer',   'success_count failure_count'),
    ('credentials',     'boolean',   'use_keys'),
    ('credentials',     'timestamp', 'last_used last_success last_failure created_at updated_at'),
    ('credential_tags', 'text',      'id credential_id tag_id'),
    ('credential_tags', 'float',     'priority'),
    ('credential_tags', 'integer',   'success_count failure_count'),
    ('credential_tags', 'timestamp', 'last_used last_success last_failure created_at updated_at')
) AS t (table_name, family, names), unnest(string_to_array(names, ' ')) AS column_name;

-- The words of closed sets: what the old application stored, and what becomes of it.
CREATE TEMPORARY TABLE word ON COMMIT DROP AS
SELECT * FROM (VALUES
    ('device backup', 'success', 'success'), ('device backup', 'failure', 'failure'), ('device backup', 'pending', 'pending'),
    ('device backup', 'complete', 'success'), ('device backup', 'completed', 'success'), ('device backup', 'failed', 'failure'),
    ('backup', 'pending', 'pending'), ('backup', 'complete', 'complete'), ('backup', 'failed', 'failed'),
    ('backup', 'completed', 'complete'),
    ('job', 'queued', 'queued'), ('job', 'running', 'running'), ('job', 'completed', 'completed'),
    ('job', 'failed', 'failed'), ('job', 'canceled', 'canceled'),
    ('job', 'created', 'queued'), ('job', 'in_progress', 'running'),
    ('level', 'debug', 'debug'), ('level', 'info', 'info'), ('level', 'warning', 'warning'),
    ('level', 'error', 'error'), ('level', 'critical', 'critical'),
    ('schedule', 'immediate', 'immediate'), ('schedule', 'one_time', 'one_time'), ('schedule', 'daily', 'daily'),
    ('schedule', 'weekly', 'weekly'), ('schedule', 'monthly', 'monthly'), ('schedule', 'yearly', 'yearly'),
    ('value type', 'string', 'string'), ('value type', 'number', 'number'), ('value type', 'boolean', 'boolean'),
    ('value type', 'json', 'json'),
    ('category', 'security', 'security'), ('category', 'system', 'system'), ('category', 'notification', 'notification'),
    ('event', 'auth', 'auth'), ('event', 'admin', 'admin'), ('event', 'key', 'key'), ('event', 'data', 'data'),
    ('event', 'credential', 'credential'),
    ('actor', 'user', 'user'), ('actor', 'system', 'system'), ('actor', 'service', 'service'),
    ('result', 'success', 'success'), ('result', 'failure', 'failure'), ('result', 'error', 'error'),
    ('result', 'warning', 'warning')
) AS t (kind, old, new);

-- What is in the way. No reason ever shows a password, the value of a setting, or free text.
CREATE TEMPORARY TABLE problem (table_name text, row_id text, column_name text, reason text) ON COMMIT DROP;

CREATE OR REPLACE PROCEDURE pg_temp.stop_on_problems() LANGUAGE plpgsql AS $$
DECLARE
    problems bigint;
    list text;
BEGIN
    SELECT count(*), string_agg(
            table_name || coalesce(', row ' || quote_literal(row_id), '') || coalesce(', column ' || column_name, '')
                || ': ' || reason,
            E'\n' ORDER BY table_name, column_name, row_id, reason)
        INTO problems, list FROM pg_temp.problem;
    IF problems > 0 THEN
        RAISE EXCEPTION USING
            ERRCODE = 'data_exception',
            MESSAGE = format('Nothing was imported. In the way: %s, listed below.', problems),
            DETAIL = list,
            HINT = 'Mend what is listed and run this file again. docs/from-python-netraven.md says how.';
    END IF;
END $$;

-- 2. Is everything where it is expected? -----------------------------------------------------------------------------

INSERT INTO pg_temp.problem
SELECT 'python_netraven.' || table_name, NULL, NULL, 'the table is missing; move the old tables here first'
FROM pg_temp.old_table WHERE to_regclass(format('python_netraven.%I', table_name)) IS NULL;

INSERT INTO pg_temp.problem
SELECT 'netraven.' || table_name, NULL, NULL, 'the table is missing; run init first'
FROM pg_temp.old_table WHERE to_regclass(format('netraven.%I', table_name)) IS NULL;

INSERT INTO pg_temp.problem
SELECT 'python_netraven.' || c.table_name, NULL, c.column_name,
    CASE WHEN a.attname IS NULL THEN 'the column is missing'
    ELSE format('the type is %s, expected %s', format_type(a.atttypid, NULL), array_to_string(types, ' or ')) END
FROM pg_temp.old_column c
JOIN (VALUES
    ('text',      ARRAY['character varying', 'text']),
    ('uuid',      ARRAY['uuid']),
    ('boolean',   ARRAY['boolean']),
    ('integer',   ARRAY['integer', 'bigint']),
    ('float',     ARRAY['double precision']),
    ('json',      ARRAY['json', 'jsonb']),
    ('timestamp', ARRAY['timestamp without time zone'])
) AS family (name, types) ON family.name = c.family
LEFT JOIN pg_attribute a ON a.attrelid = to_regclass(format('python_netraven.%I', c.table_name))
    AND a.attname = c.column_name AND NOT a.attisdropped
WHERE to_regclass(format('python_netraven.%I', c.table_name)) IS NOT NULL
    AND (a.attname IS NULL OR format_type(a.atttypid, NULL) <> ALL (types));

CALL pg_temp.stop_on_problems();

LOCK TABLE python_netraven.users, python_netraven.devices, python_netraven.backups, python_netraven.tags,
    python_netraven.tag_rules, python_netraven.device_tags, python_netraven.job_logs, python_netraven.job_log_entries,
    python_netraven.scheduled_jobs, python_netraven.admin_settings, python_netraven.audit_logs,
    python_netraven.credentials, python_netraven.credential_tags IN SHARE MODE;
LOCK TABLE netraven.users, netraven.devices, netraven.backups, netraven.tags, netraven.tag_rules, netraven.device_tags,
    netraven.job_logs, netraven.job_log_entries, netraven.scheduled_jobs, netraven.admin_settings, netraven.audit_logs,
    netraven.credentials, netraven.credential_tags IN SHARE ROW EXCLUSIVE MODE;

DO $$
DECLARE
    t record;
    found bigint;
BEGIN
    FOR t IN SELECT table_name FROM pg_temp.old_table LOOP
        EXECUTE format('SELECT count(*) FROM netraven.%I %s', t.table_name, CASE WHEN t.table_name IN ('tags', 'admin_settings')
            -- The ids of the default data.
            THEN 'WHERE id NOT BETWEEN ''01970000-0000-7000-8000-000000000000'' AND ''01970000-0000-7000-8000-00000000ffff'''
            -- The record of the first data key, where init has made one.
            WHEN t.table_name = 'audit_logs' THEN 'WHERE event_type <> ''key'''
            ELSE '' END) INTO found;
        IF found > 0 THEN
            INSERT INTO pg_temp.problem VALUES ('netraven.' || t.table_name, NULL, NULL,
                format('rows are here already (%s); the import goes into what init has just made, once', found));
        END IF;
    END LOOP;

    FOR t IN
        SELECT o.table_name, a.attname AS column_name
        FROM pg_temp.old_table o
        JOIN pg_attribute a ON a.attrelid = format('python_netraven.%I', o.table_name)::regclass
        WHERE a.attnum > 0 AND NOT a.attisdropped
            AND (o.table_name, a.attname) NOT IN (SELECT k.table_name, k.column_name FROM pg_temp.old_column k)
    LOOP
        EXECUTE format('SELECT count(*) FROM python_netraven.%I p WHERE p.%I IS NOT NULL', t.table_name, t.column_name) INTO found;
        IF found > 0 THEN
            INSERT INTO pg_temp.problem VALUES ('python_netraven.' || t.table_name, NULL, t.column_name,
                format('the column is unknown, and what it holds would be lost (rows: %s)', found));
        END IF;
    END LOOP;
END $$;

CALL pg_temp.stop_on_problems();

-- 3. The rules -------------------------------------------------------------------------------------------------------

-- An id that is a UUID stays that UUID. Any other becomes a UUID of version 8 (RFC 9562): the first 128 bits of the
-- SHA-256 of 'netraven:' and the old id in UTF-8, with the bits of version and variant set.
CREATE OR REPLACE FUNCTION pg_temp.named_identifier(old text) RETURNS uuid LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT (substr(hash, 1, 12) || '8' || substr(hash, 14, 3)
        || substr('89ab89ab89ab89ab', strpos('0123456789abcdef', substr(hash, 17, 1)), 1) || substr(hash, 18, 15))::uuid
    FROM encode(sha256(convert_to('netraven:' || old, 'UTF8')), 'hex') AS hash
$$;

CREATE OR REPLACE FUNCTION pg_temp.identifier(old text) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN old ~* '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' THEN old::uuid
        ELSE pg_temp.named_identifier(old) END
$$;

-- The old default tag becomes ours: the one with the id tag-default, or if there is none, the one named Default.
CREATE OR REPLACE FUNCTION pg_temp.tag_identifier(old text) RETURNS uuid LANGUAGE sql STABLE STRICT AS $$
    SELECT CASE
        WHEN old = (SELECT t.id FROM python_netraven.tags t WHERE t.id = 'tag-default' OR t.name = 'Default'
            ORDER BY t.id <> 'tag-default' LIMIT 1) THEN '01970000-0000-7000-8000-000000000001'::uuid
        ELSE pg_temp.identifier(old) END
$$;

-- Old times are UTC. One that was never set is taken from the other, else it is the time of the import.
CREATE OR REPLACE FUNCTION pg_temp.instant(known timestamp, other timestamp) RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT coalesce(coalesce(known, other) AT TIME ZONE 'UTC', now())
$$;

-- The old application stored None as the JSON null where it did not leave a column out.
CREATE OR REPLACE FUNCTION pg_temp.document(old text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT nullif(old::jsonb, 'null'::jsonb)
$$;

CREATE OR REPLACE FUNCTION pg_temp.is_document(old text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    PERFORM old::jsonb;
    RETURN true;
EXCEPTION WHEN others THEN
    RETURN false;
END $$;

CREATE OR REPLACE FUNCTION pg_temp.is_host_address(old text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    RETURN old::inet = host(old::inet)::inet;
EXCEPTION WHEN others THEN
    RETURN false;
END $$;

-- 4. What cannot be taken over ---------------------------------------------------------------------------------------

DO $$
DECLARE
    t record;
    report CONSTANT text := 'INSERT INTO pg_temp.problem SELECT %L, %s, %L, %s FROM python_netraven.%I p WHERE %s';
BEGIN
    -- What ours must have, and for how much it has room.
    FOR t IN
        SELECT o.table_name, o.row_id, a.attname AS column_name, a.attnotnull AND NOT a.atthasdef AS is_required,
            CASE WHEN a.atttypid = 'varchar'::regtype AND c.family = 'text' THEN a.atttypmod - 4 END AS room
        FROM pg_temp.old_table o
        JOIN pg_temp.old_column c USING (table_name)
        JOIN pg_attribute a ON a.attrelid = format('netraven.%I', o.table_name)::regclass AND a.attname = c.column_name
    LOOP
        IF t.is_required THEN
            EXECUTE format(report, 'python_netraven.' || t.table_name, t.row_id, t.column_name, quote_literal('has no value'),
                t.table_name, format('p.%I IS NULL', t.column_name));
        END IF;
        IF t.room IS NOT NULL THEN
            EXECUTE format(report, 'python_netraven.' || t.table_name, t.row_id, t.column_name,
                format('''has '' || length(p.%I) || '' characters, there is room for %s''', t.column_name, t.room),
                t.table_name, format('length(p.%I) > %s', t.column_name, t.room));
        END IF;
    END LOOP;

    -- What has to be in one row only.
    FOR t IN
        SELECT o.table_name, o.row_id, k.column_name, k.value
        FROM pg_temp.old_table o
        JOIN (
            SELECT table_name, 'id', CASE table_name WHEN 'tags' THEN 'pg_temp.tag_identifier(p.id::text)::text'
                ELSE 'pg_temp.identifier(p.id::text)::text' END
            FROM pg_temp.old_table WHERE table_name <> 'device_tags'
            UNION ALL VALUES
                ('users', 'username', 'lower(p.username)'),
                ('users', 'email', 'lower(p.email)'),
                ('tags', 'name', 'p.name'),
                ('admin_settings', 'key', 'p.key'),
                ('credentials', 'name', 'p.name'),
                ('backups', 'version', 'p.device_id || '' '' || p.version'),
                ('device_tags', 'tag_id', 'p.device_id || '' '' || p.tag_id'),
                ('credential_tags', 'tag_id', 'p.credential_id || '' '' || p.tag_id')
        ) AS k (table_name, column_name, value) USING (table_name)
    LOOP
        EXECUTE format(
            'INSERT INTO pg_temp.problem SELECT %L, row_id, %L, quote_literal(value) || '' is in '' || number || '' rows, but may be in one''
             FROM (SELECT %s AS row_id, %4$s AS value, count(*) OVER (PARTITION BY %4$s) AS number FROM python_netraven.%5$I p) r
             WHERE number > 1 AND value IS NOT NULL',
            'python_netraven.' || t.table_name, t.column_name, t.row_id, t.value, t.table_name);
    END LOOP;

    -- What has to lead to a row.
    FOR t IN
        SELECT o.table_name, o.row_id, r.column_name, r.target
        FROM pg_temp.old_table o
        JOIN (VALUES
            ('devices', 'owner_id', 'users'),
            ('backups', 'device_id', 'devices'),
            ('device_tags', 'device_id', 'devices'),
            ('device_tags', 'tag_id', 'tags'),
            ('tag_rules', 'tag_id', 'tags'),
            ('job_logs', 'device_id', 'devices'),
            ('job_logs', 'created_by', 'users'),
            ('job_log_entries', 'job_log_id', 'job_logs'),
            ('scheduled_jobs', 'device_id', 'devices'),
            ('scheduled_jobs', 'created_by', 'users'),
            ('credential_tags', 'credential_id', 'credentials'),
            ('credential_tags', 'tag_id', 'tags')
        ) AS r (table_name, column_name, target) USING (table_name)
    LOOP
        EXECUTE format(report, 'python_netraven.' || t.table_name, t.row_id, t.column_name,
            format('quote_literal(p.%I) || '' is no id in %s''', t.column_name, t.target), t.table_name,
            format('p.%1$I IS NOT NULL AND NOT EXISTS (SELECT FROM python_netraven.%2$I x WHERE x.id = p.%1$I)', t.column_name, t.target));
    END LOOP;

    -- What has to be JSON that jsonb takes: neither \u0000 nor half a surrogate pair.
    FOR t IN
        SELECT o.table_name, o.row_id, c.column_name
        FROM pg_temp.old_table o JOIN pg_temp.old_column c USING (table_name) WHERE c.family = 'json'
    LOOP
        EXECUTE format(report, 'python_netraven.' || t.table_name, t.row_id, t.column_name,
            quote_literal('is JSON that jsonb cannot hold, such as \u0000'), t.table_name,
            format('NOT pg_temp.is_document(p.%I::text) %s', t.column_name,
                CASE t.table_name WHEN 'admin_settings' THEN 'AND p.is_sensitive IS NOT TRUE' ELSE '' END));
    END LOOP;
END $$;

INSERT INTO pg_temp.problem
SELECT 'python_netraven.' || table_name, row_id, column_name, quote_literal(value) || ' is none of '
    || (SELECT string_agg(old, ', ' ORDER BY old) FROM pg_temp.word WHERE word.kind = v.kind)
FROM (
    SELECT 'devices', id::text, 'last_backup_status', 'device backup', last_backup_status FROM python_netraven.devices
    UNION ALL SELECT 'backups', id::text, 'status', 'backup', status FROM python_netraven.backups
    UNION ALL SELECT 'job_logs', id::text, 'status', 'job', status FROM python_netraven.job_logs
    UNION ALL SELECT 'job_log_entries', id::text, 'level', 'level', lower(level) FROM python_netraven.job_log_entries
    UNION ALL SELECT 'scheduled_jobs', id::text, 'schedule_type', 'schedule', schedule_type FROM python_netraven.scheduled_jobs
    UNION ALL SELECT 'admin_settings', id::text, 'value_type', 'value type', value_type FROM python_netraven.admin_settings
    UNION ALL SELECT 'admin_settings', id::text, 'category', 'category', category FROM python_netraven.admin_settings
    UNION ALL SELECT 'audit_logs', id::text, 'event_type', 'event', event_type FROM python_netraven.audit_logs
    UNION ALL SELECT 'audit_logs', id::text, 'actor_type', 'actor', actor_type FROM python_netraven.audit_logs
    UNION ALL SELECT 'audit_logs', id::text, 'status', 'result', status FROM python_netraven.audit_logs
) AS v (table_name, row_id, column_name, kind, value)
WHERE value IS NOT NULL AND NOT EXISTS (SELECT FROM pg_temp.word WHERE word.kind = v.kind AND word.old = v.value);

INSERT INTO pg_temp.problem
SELECT 'python_netraven.devices', id, 'ip_address', quote_literal(ip_address) || ' is no address of a host'
FROM python_netraven.devices WHERE NOT pg_temp.is_host_address(ip_address)
UNION ALL
SELECT 'python_netraven.audit_logs', id::text, 'ip_address', quote_literal(ip_address) || ' is no address of a host'
FROM python_netraven.audit_logs WHERE NOT pg_temp.is_host_address(ip_address)
UNION ALL
SELECT 'python_netraven.devices', id, 'port', port || ' is no port, 1 to 65535'
FROM python_netraven.devices WHERE port NOT BETWEEN 1 AND 65535
UNION ALL
SELECT 'python_netraven.backups', id, 'file_size', file_size || ' is negative'
FROM python_netraven.backups WHERE file_size < 0
UNION ALL
SELECT 'python_netraven.tags', id, 'color', quote_literal(color) || ' is no #RRGGBB'
FROM python_netraven.tags WHERE color !~ '^#[0-9A-Fa-f]{6}$'
UNION ALL
SELECT 'python_netraven.tag_rules', id, 'rule_criteria', 'is no JSON object'
FROM python_netraven.tag_rules
WHERE CASE WHEN pg_temp.is_document(rule_criteria) THEN jsonb_typeof(rule_criteria::jsonb) <> 'object' ELSE rule_criteria IS NOT NULL END
UNION ALL
SELECT 'python_netraven.job_logs', id, 'end_time', 'is before start_time'
FROM python_netraven.job_logs WHERE end_time < start_time
UNION ALL
SELECT 'python_netraven.job_logs', id, 'retention_days', retention_days || ' is not positive'
FROM python_netraven.job_logs WHERE retention_days <= 0
UNION ALL
SELECT 'python_netraven.scheduled_jobs', id, 'schedule_time', quote_literal(schedule_time) || ' is no time of day, HH:MM'
FROM python_netraven.scheduled_jobs WHERE schedule_time !~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'
UNION ALL
SELECT 'python_netraven.scheduled_jobs', id, 'schedule_interval', schedule_interval || ' is not positive'
FROM python_netraven.scheduled_jobs WHERE schedule_interval <= 0
UNION ALL
SELECT 'python_netraven.credentials', id, 'success_count', success_count || ' is negative'
FROM python_netraven.credentials WHERE success_count < 0
UNION ALL
SELECT 'python_netraven.credentials', id, 'failure_count', failure_count || ' is negative'
FROM python_netraven.credentials WHERE failure_count < 0
UNION ALL
SELECT 'python_netraven.credential_tags', id, 'success_count', success_count || ' is negative'
FROM python_netraven.credential_tags WHERE success_count < 0
UNION ALL
SELECT 'python_netraven.credential_tags', id, 'failure_count', failure_count || ' is negative'
FROM python_netraven.credential_tags WHERE failure_count < 0
UNION ALL
SELECT 'python_netraven.credential_tags', id, 'priority', priority || ' is no priority, 0 to 100'
FROM python_netraven.credential_tags WHERE NOT priority BETWEEN 0 AND 100
UNION ALL
SELECT 'python_netraven.admin_settings', p.id::text, 'key', 'the default data has this setting too, as a '
    || n.value_type || ' that is not sensitive'
FROM python_netraven.admin_settings p JOIN netraven.admin_settings n USING (key)
WHERE p.value_type <> n.value_type OR p.is_sensitive;

CALL pg_temp.stop_on_problems();

-- 5. The import ------------------------------------------------------------------------------------------------------
-- A flag without a value is false, as the old application took it; a number without one has its default. Columns that
-- are left out here (secrets, versions, quarantine, time zones) have theirs too.

INSERT INTO netraven.users (id, username, email, full_name, password_hash, is_active, is_admin,
    notification_preferences, created_at, updated_at)
SELECT pg_temp.identifier(id), username, email, full_name, password_hash, coalesce(is_active, false), coalesce(is_admin, false),
    coalesce(pg_temp.document(notification_preferences::text), '{"email_notifications": true, "email_on_job_completion": true,
        "email_on_job_failure": true, "notification_frequency": "immediate"}'),
    pg_temp.instant(created_at, updated_at), pg_temp.instant(updated_at, created_at)
FROM python_netraven.users;

INSERT INTO netraven.devices (id, hostname, ip_address, device_type, port, username, description, last_backup_at,
    last_backup_status, enabled, serial_number, is_reachable, last_reachability_check, owner_id, created_at, updated_at)
SELECT pg_temp.identifier(id), hostname, ip_address::inet, device_type, coalesce(port, 22), username, description,
    last_backup_at AT TIME ZONE 'UTC', status.new, coalesce(enabled, false), serial_number, is_reachable,
    last_reachability_check AT TIME ZONE 'UTC', pg_temp.identifier(owner_id),
    pg_temp.instant(created_at, updated_at), pg_temp.instant(updated_at, created_at)
FROM python_netraven.devices
LEFT JOIN pg_temp.word status ON status.kind = 'device backup' AND status.old = last_backup_status;

INSERT INTO netraven.backups (id, device_id, version, file_path, file_size, status, comment, content_hash, is_automatic,
    serial_number, created_at)
SELECT pg_temp.identifier(id), pg_temp.identifier(device_id), version, file_path, file_size, status.new, comment,
    content_hash, coalesce(is_automatic, false), serial_number, pg_temp.instant(created_at, NULL)
FROM python_netraven.backups p
LEFT JOIN pg_temp.word status ON status.kind = 'backup' AND status.old = p.status;

UPDATE netraven.tags n
SET name = p.name, description = p.description, color = p.color,
    created_at = pg_temp.instant(p.created_at, p.updated_at), updated_at = pg_temp.instant(p.updated_at, p.created_at)
FROM python_netraven.tags p WHERE n.id = pg_temp.tag_identifier(p.id);

INSERT INTO netraven.tags (id, name, description, color, created_at, updated_at)
SELECT pg_temp.tag_identifier(id), name, description, color,
    pg_temp.instant(created_at, updated_at), pg_temp.instant(updated_at, created_at)
FROM python_netraven.tags WHERE pg_temp.tag_identifier(id) NOT IN (SELECT n.id FROM netraven.tags n);

INSERT INTO netraven.tag_rules (id, name, description, rule_criteria, is_active, tag_id, created_at, updated_at)
SELECT pg_temp.identifier(id), name, description, rule_criteria::jsonb, coalesce(is_active, false), pg_temp.tag_identifier(tag_id),
    pg_temp.instant(created_at, updated_at), pg_temp.instant(updated_at, created_at)
FROM python_netraven.tag_rules;

INSERT INTO netraven.device_tags (device_id, tag_id, created_at)
SELECT pg_temp.identifier(device_id), pg_temp.tag_identifier(tag_id), pg_temp.instant(created_at, NULL)
FROM python_netraven.device_tags;

-- The old table has no time of its own making: it was made when the job started, and changed when it ended.
INSERT INTO netraven.job_logs (id, session_id, job_type, status, start_time, end_time, result_message, job_data,
    retention_days, device_id, created_by, created_at, updated_at)
SELECT pg_temp.identifier(id), pg_temp.identifier(session_id), job_type, status.new, start_time AT TIME ZONE 'UTC',
    end_time AT TIME ZONE 'UTC', result_message, pg_temp.document(job_data::text), retention_days,
    pg_temp.identifier(device_id), pg_temp.identifier(created_by),
    start_time AT TIME ZONE 'UTC', pg_temp.instant(end_time, start_time)
FROM python_netraven.job_logs p
LEFT JOIN pg_temp.word status ON status.kind = 'job' AND status.old = p.status;

INSERT INTO netraven.job_log_entries (id, job_log_id, timestamp, level, category, message, details, session_log_path,
    session_log_content, credential_username)
SELECT pg_temp.identifier(id), pg_temp.identifier(job_log_id), p.timestamp AT TIME ZONE 'UTC', level.new, category, message,
    pg_temp.document(details::text), session_log_path, session_log_content, credential_username
FROM python_netraven.job_log_entries p
LEFT JOIN pg_temp.word level ON level.kind = 'level' AND level.old = lower(p.level);

INSERT INTO netraven.scheduled_jobs (id, name, device_id, schedule_type, schedule_time, schedule_interval, schedule_day,
    enabled, last_run, next_run, created_by, job_data, created_at, updated_at)
SELECT pg_temp.identifier(id), name, pg_temp.identifier(device_id), schedule_type, schedule_time::time, schedule_interval,
    schedule_day, coalesce(enabled, false), last_run AT TIME ZONE 'UTC', next_run AT TIME ZONE 'UTC',
    pg_temp.identifier(created_by), pg_temp.document(job_data::text),
    pg_temp.instant(created_at, updated_at), pg_temp.instant(updated_at, created_at)
FROM python_netraven.scheduled_jobs;

UPDATE netraven.admin_settings n
SET value = pg_temp.document(p.value::text), category = p.category, description = p.description,
    is_required = coalesce(p.is_required, false), display_order = coalesce(p.display_order, 0),
    created_at = pg_temp.instant(p.created_at, p.updated_at), updated_at = pg_temp.instant(p.updated_at, p.created_at)
FROM python_netraven.admin_settings p WHERE n.key = p.key;

INSERT INTO netraven.admin_settings (id, key, value, value_type, category, description, is_required, is_sensitive,
    display_order, created_at, updated_at)
SELECT id, key, CASE WHEN is_sensitive THEN NULL ELSE pg_temp.document(value::text) END, value_type, category, description,
    coalesce(is_required, false), coalesce(is_sensitive, false), coalesce(display_order, 0),
    pg_temp.instant(created_at, updated_at), pg_temp.instant(updated_at, created_at)
FROM python_netraven.admin_settings WHERE key NOT IN (SELECT n.key FROM netraven.admin_settings n);

INSERT INTO netraven.audit_logs (id, event_type, event_name, actor_id, actor_type, target_id, target_type, ip_address,
    user_agent, session_id, description, status, event_metadata, created_at)
SELECT id, event_type, event_name, actor_id, actor_type, target_id, target_type, ip_address::inet, user_agent, session_id,
    description, status, pg_temp.document(event_metadata::text), pg_temp.instant(created_at, NULL)
FROM python_netraven.audit_logs;

INSERT INTO netraven.credentials (id, name, description, username, use_keys, key_file, success_count, failure_count,
    last_used, last_success, last_failure, created_at, updated_at)
SELECT pg_temp.identifier(id), name, description, username, coalesce(use_keys, false), key_file, coalesce(success_count, 0),
    coalesce(failure_count, 0), last_used AT TIME ZONE 'UTC', last_success AT TIME ZONE 'UTC', last_failure AT TIME ZONE 'UTC',
    pg_temp.instant(created_at, updated_at), pg_temp.instant(updated_at, created_at)
FROM python_netraven.credentials;

INSERT INTO netraven.credential_tags (id, credential_id, tag_id, priority, success_count, failure_count,
    last_used, last_success, last_failure, created_at, updated_at)
SELECT pg_temp.identifier(id), pg_temp.identifier(credential_id), pg_temp.tag_identifier(tag_id), coalesce(priority, 0),
    coalesce(success_count, 0), coalesce(failure_count, 0),
    last_used AT TIME ZONE 'UTC', last_success AT TIME ZONE 'UTC', last_failure AT TIME ZONE 'UTC',
    pg_temp.instant(created_at, updated_at), pg_temp.instant(updated_at, created_at)
FROM python_netraven.credential_tags;

-- 6. Is everything there? --------------------------------------------------------------------------------------------

CREATE TEMPORARY TABLE result (table_name text, python_rows bigint, imported_rows bigint, secrets_to_enter bigint)
    ON COMMIT DROP;

DO $$
DECLARE
    t record;
BEGIN
    FOR t IN SELECT * FROM pg_temp.old_table LOOP
        EXECUTE format(
            'INSERT INTO pg_temp.result SELECT %1$L, count(*), count(*) FILTER (WHERE EXISTS (SELECT FROM netraven.%1$I n WHERE %2$s)), %3$s
             FROM python_netraven.%1$I p',
            t.table_name, t.counterpart, CASE t.table_name
                WHEN 'devices' THEN 'count(*) FILTER (WHERE password <> '''')'
                WHEN 'credentials' THEN 'count(*) FILTER (WHERE password <> '''')'
                WHEN 'admin_settings' THEN 'count(*) FILTER (WHERE is_sensitive AND p.value::text NOT IN (''null'', ''""''))'
                ELSE '0' END);
    END LOOP;
END $$;

INSERT INTO pg_temp.problem
SELECT 'netraven.' || table_name, NULL, NULL, format('%s rows of %s came over; please report this', imported_rows, python_rows)
FROM pg_temp.result WHERE python_rows <> imported_rows;

CALL pg_temp.stop_on_problems();

SELECT * FROM (
    SELECT * FROM pg_temp.result
    UNION ALL SELECT 'all', sum(python_rows), sum(imported_rows), sum(secrets_to_enter) FROM pg_temp.result
) AS r ORDER BY table_name = 'all', table_name;

DROP ROUTINE pg_temp.stop_on_problems, pg_temp.tag_identifier, pg_temp.identifier, pg_temp.named_identifier,
    pg_temp.instant, pg_temp.document, pg_temp.is_document, pg_temp.is_host_address;

COMMIT;
