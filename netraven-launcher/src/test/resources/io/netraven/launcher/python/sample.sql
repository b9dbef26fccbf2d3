-- Rows as the Python NetRaven leaves them: each table has one that is whole, and some that are odd but were legal.
-- Ids end in a number; the first group names the table.

INSERT INTO public.users VALUES
    ('11111111-0000-4000-8000-000000000001', 'admin', 'Admin@example.org', 'Ada Admin',
        '$2b$12$KbQiHk1V8N3ewG5M3ZrVquT6yUu8gI0r3O2w1Q9mXcE4bL5sP7dFa', true, true,
        '2025-03-01 08:00:00', '2025-03-02 09:30:00.123456', '{"email_notifications": false}'),
    ('11111111-0000-4000-8000-000000000002', 'nobody', 'nobody@example.org', NULL, 'x', NULL, NULL, NULL, NULL, 'null'),
    ('system', 'system', 'system@netraven.local', NULL, 'x', false, false, '2025-03-01 08:00:00', NULL, NULL);

INSERT INTO public.devices VALUES
    ('22222222-0000-4000-8000-000000000001', 'core-1', '192.0.2.1', 'cisco_ios', 2222, 'backup', 'plain-device-password',
        'core switch', '2025-03-30 01:02:03', 'success', true, '2025-03-03 10:00:00', '2025-03-04 11:00:00', 'FOC1234X',
        true, '2025-03-31 23:59:59.5', '11111111-0000-4000-8000-000000000001'),
    ('22222222-0000-4000-8000-000000000002', 'edge-1', '2001:DB8::1', 'juniper_junos', NULL, NULL, NULL,
        NULL, NULL, NULL, NULL, NULL, '2025-03-04 11:00:00', NULL, NULL, NULL, 'system'),
    ('ABCDEF01-0000-4000-8000-00000000000A', 'edge-2', '192.0.2.3/32', 'cisco_nxos', 22, '', '',
        NULL, '2025-03-30 01:02:03', 'completed', false, '2025-03-03 10:00:00', '2025-03-04 11:00:00', NULL,
        false, NULL, '11111111-0000-4000-8000-000000000002'),
    ('lab-switch', 'lab-switch', '192.0.2.4', 'cisco_ios', 65535, NULL, NULL,
        NULL, '2025-03-30 01:02:03', 'failed', true, '2025-03-03 10:00:00', '2025-03-04 11:00:00', NULL,
        NULL, NULL, '11111111-0000-4000-8000-000000000001');

INSERT INTO public.backups VALUES
    ('33333333-0000-4000-8000-000000000001', '1.0', 'core-1/2025-03-30.cfg', 4096, 'complete', 'before the upgrade',
        'a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3', false, '2025-03-30 01:02:03', 'FOC1234X',
        '22222222-0000-4000-8000-000000000001'),
    ('33333333-0000-4000-8000-000000000002', '1.1', 'core-1/2025-03-31.cfg', 0, 'completed', NULL, NULL, NULL, NULL, NULL,
        '22222222-0000-4000-8000-000000000001'),
    ('33333333-0000-4000-8000-000000000003', '1.0', 'lab/1.cfg', 1, 'pending', NULL, NULL, true, '2025-03-31 00:00:00', NULL,
        'lab-switch');

INSERT INTO public.tags VALUES
    ('tag-default', 'Default', 'All of our devices', '#6366f1', '2025-03-01 08:00:00', '2025-03-05 08:00:00'),
    ('44444444-0000-4000-8000-000000000001', 'Core', 'Core network', '#FF5733', '2025-03-01 08:00:01', '2025-03-01 08:00:02'),
    ('44444444-0000-4000-8000-000000000002', 'Routers', NULL, NULL, NULL, NULL);

INSERT INTO public.device_tags VALUES
    ('22222222-0000-4000-8000-000000000001', 'tag-default', '2025-03-03 10:00:01'),
    ('22222222-0000-4000-8000-000000000001', '44444444-0000-4000-8000-000000000001', '2025-03-03 10:00:02'),
    ('ABCDEF01-0000-4000-8000-00000000000A', 'tag-default', NULL),
    ('lab-switch', '44444444-0000-4000-8000-000000000002', '2025-03-03 10:00:03');

INSERT INTO public.tag_rules VALUES
    ('55555555-0000-4000-8000-000000000001', 'all of Cisco', 'by type',
        '{"type": "or", "conditions": [{"field": "device_type", "operator": "startswith", "value": "cisco"}]}',
        true, '2025-03-06 08:00:00', '2025-03-06 09:00:00', '44444444-0000-4000-8000-000000000001'),
    ('55555555-0000-4000-8000-000000000002', 'everything', NULL, '{}', NULL, NULL, NULL, 'tag-default');

INSERT INTO public.job_logs VALUES
    ('66666666-0000-4000-8000-000000000001', '66666666-1111-4000-8000-000000000001', 'backup', 'completed',
        '2025-03-30 01:00:00', '2025-03-30 01:02:03.25', 'one backup', '{"backup_id": 1}', 30,
        '22222222-0000-4000-8000-000000000001', '11111111-0000-4000-8000-000000000001'),
    ('66666666-0000-4000-8000-000000000002', 'nightly', 'device_discovery', 'in_progress',
        '2025-03-31 01:00:00', NULL, NULL, 'null', NULL, NULL, 'system'),
    ('66666666-0000-4000-8000-000000000003', 'nightly', 'backup', 'failed',
        '2025-03-31 01:00:00', '2025-03-31 01:00:00', '', NULL, 1, 'lab-switch', 'system');

INSERT INTO public.job_log_entries VALUES
    ('77777777-0000-4000-8000-000000000001', '66666666-0000-4000-8000-000000000001', '2025-03-30 01:00:01.5', 'INFO',
        'device_communication', 'connected', '{"logger": "netraven.jobs", "lineno": 42}', '/app/data/logs/session-1.log',
        'core-1#show running-config', 'backup'),
    ('77777777-0000-4000-8000-000000000002', '66666666-0000-4000-8000-000000000001', '2025-03-30 01:00:02', 'WARNING',
        NULL, '', 'null', NULL, NULL, NULL),
    ('77777777-0000-4000-8000-000000000003', '66666666-0000-4000-8000-000000000003', '2025-03-31 01:00:00', 'critical',
        NULL, 'zażółć', NULL, NULL, NULL, NULL);

INSERT INTO public.scheduled_jobs VALUES
    ('88888888-0000-4000-8000-000000000001', 'weekly core', '22222222-0000-4000-8000-000000000001', 'weekly', '02:30', 2,
        'monday', true, '2025-03-07 08:00:00', '2025-03-07 09:00:00', '2025-03-24 02:30:00', '2025-04-07 02:30:00',
        '11111111-0000-4000-8000-000000000001', '{"type": "backup"}'),
    ('88888888-0000-4000-8000-000000000002', 'once', 'lab-switch', 'one_time', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
        'system', 'null');

INSERT INTO public.admin_settings VALUES
    ('99999999-0000-4000-8000-000000000001', 'security.login.lockout_minutes', '15', 'number', 'security',
        'How long an account stays locked', true, false, 9, '2025-03-21 08:00:00', '2025-03-22 08:00:00'),
    ('99999999-0000-4000-8000-000000000002', 'notification.email.smtp_password', '"plain-smtp-password"', 'string', 'notification',
        'For the mail server', false, true, 7, '2025-03-21 08:00:00', '2025-03-21 08:00:00'),
    ('99999999-0000-4000-8000-000000000003', 'notification.email.smtp_username', '""', 'string', 'notification',
        'For the mail server', false, true, 6, '2025-03-21 08:00:00', '2025-03-21 08:00:00'),
    ('99999999-0000-4000-8000-000000000004', 'system.job_log_retention_days', '14', 'number', 'system',
        'Ours, in fact', NULL, NULL, NULL, '2025-03-21 08:00:00', NULL),
    ('99999999-0000-4000-8000-000000000005', 'system.general.banner', 'null', 'string', 'system', NULL, NULL, NULL, NULL, NULL, NULL);

INSERT INTO public.audit_logs VALUES
    ('aaaaaaaa-0000-4000-8000-000000000001', 'auth', 'login', 'admin', 'user', '22222222-0000-4000-8000-000000000001', 'device',
        '198.51.100.7', 'curl/8', 's-1', 'signed in', 'success', '{"attempt": 1}', '2025-03-21 08:00:00.000001'),
    ('aaaaaaaa-0000-4000-8000-000000000002', 'key', 'rotate', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'rotated', 'warning', 'null',
        '2025-03-21 08:00:00');

INSERT INTO public.credentials VALUES
    ('bbbbbbbb-0000-4000-8000-000000000001', 'core-ssh', 'for the core', 'backup',
        '{"key_id": "default", "encrypted_data": "Z0FBQUFBQm42aXhBQUFFQ0F3UUZCZ2NJQ1FvTERBME9ENjJJcWVWWktMRVhwVE1OejBOamNXWTFfU1Q2alloc1NVMEo2dlo2TGh5MDZpeE1xcXpuTk5QR1lDWUhUMFFBeXc9PQ==", "version": "1.0"}', false, NULL, 12, 3,
        '2025-03-31 01:00:00', '2025-03-31 01:00:00', '2025-03-30 01:00:00', '2025-03-10 08:00:00', '2025-03-11 08:00:00'),
    ('bbbbbbbb-0000-4000-8000-000000000002', 'lab', NULL, 'lab', 'plain-lab-password', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    ('bbbbbbbb-0000-4000-8000-000000000003', 'key', NULL, 'ops', NULL, true, '/keys/ops', 0, 0, NULL, NULL, NULL, NULL, NULL);

INSERT INTO public.credential_tags VALUES
    ('cccccccc-0000-4000-8000-000000000001', 'bbbbbbbb-0000-4000-8000-000000000001', 'tag-default', 87.5, 10, 2,
        '2025-03-31 01:00:00', '2025-03-31 01:00:00', '2025-03-30 01:00:00', '2025-03-10 08:00:00', '2025-03-11 08:00:00'),
    ('cccccccc-0000-4000-8000-000000000002', 'bbbbbbbb-0000-4000-8000-000000000002', '44444444-0000-4000-8000-000000000001',
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
