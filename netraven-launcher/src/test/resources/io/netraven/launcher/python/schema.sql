-- The tables of the Python NetRaven of spring 2025, as its ORM makes them on PostgreSQL: types, keys, and what may be
-- null. Its defaults live in the application, so no column has one here. Indexes are left out but for those of keys.

CREATE TABLE public.users (
    id varchar(36) NOT NULL PRIMARY KEY,
    username varchar(50) NOT NULL UNIQUE,
    email varchar(100) NOT NULL UNIQUE,
    full_name varchar(120),
    password_hash varchar(100) NOT NULL,
    is_active boolean,
    is_admin boolean,
    created_at timestamp,
    updated_at timestamp,
    notification_preferences jsonb
);

CREATE TABLE public.devices (
    id varchar(36) NOT NULL PRIMARY KEY,
    hostname varchar(255) NOT NULL,
    ip_address varchar(45) NOT NULL,
    device_type varchar(50) NOT NULL,
    port integer,
    username varchar(64),
    password varchar(128),
    description text,
    last_backup_at timestamp,
    last_backup_status varchar(20),
    enabled boolean,
    created_at timestamp,
    updated_at timestamp,
    serial_number varchar(100),
    is_reachable boolean,
    last_reachability_check timestamp,
    owner_id varchar(36) NOT NULL REFERENCES public.users
);

CREATE TABLE public.backups (
    id varchar(36) NOT NULL PRIMARY KEY,
    version varchar(20) NOT NULL,
    file_path varchar(512) NOT NULL,
    file_size integer NOT NULL,
    status varchar(20) NOT NULL,
    comment text,
    content_hash varchar(128),
    is_automatic boolean,
    created_at timestamp,
    serial_number varchar(50),
    device_id varchar(36) NOT NULL REFERENCES public.devices
);

CREATE TABLE public.tags (
    id varchar(36) NOT NULL PRIMARY KEY,
    name varchar(50) NOT NULL UNIQUE,
    description text,
    color varchar(7),
    created_at timestamp,
    updated_at timestamp
);

CREATE TABLE public.device_tags (
    device_id varchar(36) NOT NULL REFERENCES public.devices ON DELETE CASCADE,
    tag_id varchar(36) NOT NULL REFERENCES public.tags ON DELETE CASCADE,
    created_at timestamp,
    PRIMARY KEY (device_id, tag_id)
);

CREATE TABLE public.tag_rules (
    id varchar(36) NOT NULL PRIMARY KEY,
    name varchar(100) NOT NULL,
    description text,
    rule_criteria text NOT NULL,
    is_active boolean,
    created_at timestamp,
    updated_at timestamp,
    tag_id varchar(36) NOT NULL REFERENCES public.tags
);

CREATE TABLE public.job_logs (
    id varchar(36) NOT NULL PRIMARY KEY,
    session_id varchar(36) NOT NULL,
    job_type varchar(50) NOT NULL,
    status varchar(20) NOT NULL,
    start_time timestamp NOT NULL,
    end_time timestamp,
    result_message text,
    job_data jsonb,
    retention_days integer,
    device_id varchar(36) REFERENCES public.devices,
    created_by varchar(36) NOT NULL REFERENCES public.users
);

CREATE TABLE public.job_log_entries (
    id varchar(36) NOT NULL PRIMARY KEY,
    job_log_id varchar(36) NOT NULL REFERENCES public.job_logs ON DELETE CASCADE,
    timestamp timestamp NOT NULL,
    level varchar(20) NOT NULL,
    category varchar(50),
    message text NOT NULL,
    details json,
    session_log_path varchar(255),
    session_log_content text,
    credential_username varchar(255)
);

CREATE TABLE public.scheduled_jobs (
    id varchar(36) NOT NULL PRIMARY KEY,
    name varchar(255) NOT NULL,
    device_id varchar(36) NOT NULL REFERENCES public.devices,
    schedule_type varchar(50) NOT NULL,
    schedule_time varchar(5),
    schedule_interval integer,
    schedule_day varchar(10),
    enabled boolean,
    created_at timestamp,
    updated_at timestamp,
    last_run timestamp,
    next_run timestamp,
    created_by varchar(36) NOT NULL REFERENCES public.users,
    job_data json
);

CREATE TABLE public.admin_settings (
    id uuid NOT NULL PRIMARY KEY,
    key varchar NOT NULL UNIQUE,
    value json,
    value_type varchar NOT NULL,
    category varchar NOT NULL,
    description text,
    is_required boolean,
    is_sensitive boolean,
    display_order integer,
    created_at timestamp,
    updated_at timestamp
);

CREATE TABLE public.audit_logs (
    id uuid NOT NULL PRIMARY KEY,
    event_type varchar(32) NOT NULL,
    event_name varchar(64) NOT NULL,
    actor_id varchar(255),
    actor_type varchar(32),
    target_id varchar(255),
    target_type varchar(32),
    ip_address varchar(45),
    user_agent text,
    session_id varchar(64),
    description text NOT NULL,
    status varchar(16) NOT NULL,
    event_metadata json,
    created_at timestamp NOT NULL
);

CREATE TABLE public.credentials (
    id varchar(36) NOT NULL PRIMARY KEY,
    name varchar(255) NOT NULL,
    description text,
    username varchar(255) NOT NULL,
    password varchar(1024),
    use_keys boolean,
    key_file varchar(1024),
    success_count integer,
    failure_count integer,
    last_used timestamp,
    last_success timestamp,
    last_failure timestamp,
    created_at timestamp,
    updated_at timestamp
);

-- Before April 2025 tag_id had no foreign key; the tests drop it to make orphans.
CREATE TABLE public.credential_tags (
    id varchar(36) NOT NULL PRIMARY KEY,
    credential_id varchar(36) NOT NULL REFERENCES public.credentials ON DELETE CASCADE,
    tag_id varchar(36) NOT NULL REFERENCES public.tags ON DELETE CASCADE,
    priority double precision,
    success_count integer,
    failure_count integer,
    last_used timestamp,
    last_success timestamp,
    last_failure timestamp,
    created_at timestamp,
    updated_at timestamp
);
