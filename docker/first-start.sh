#!/usr/bin/env bash
# Run once by the database's image, when it has made its cluster: the logins of docker-compose.yml with their passwords
# from secrets, the three roles of docs/roles.md, and init-db.sql as the owner, so that "init" needs no privilege of an
# administrator. In POSTGRES_DB, as POSTGRES_USER.
set -euo pipefail

psql --no-psqlrc -q -v ON_ERROR_STOP=1 -U "${POSTGRES_USER:-postgres}" -d "$POSTGRES_DB" << 'SQL'
-- A password must not reach the server's log, not even with an error.
SET log_statement = 'none';
SET log_min_error_statement = 'panic';
\set owner `cat /run/secrets/netraven_password`
\set service `cat /run/secrets/service_password`
\set rotator `cat /run/secrets/rotator_password`
BEGIN;
CREATE ROLE netraven_application NOLOGIN;
CREATE ROLE netraven_read_only NOLOGIN;
CREATE ROLE netraven_rotation NOLOGIN;
-- CREATEDB and pg_signal_backend are for restore.sh.
CREATE ROLE netraven LOGIN CREATEDB PASSWORD :'owner' IN ROLE pg_signal_backend;
CREATE ROLE netraven_service LOGIN PASSWORD :'service' IN ROLE netraven_application;
CREATE ROLE netraven_rotator LOGIN PASSWORD :'rotator' IN ROLE netraven_rotation;
SELECT format('ALTER DATABASE %I OWNER TO netraven', current_database()) \gexec
SELECT format('REVOKE CONNECT, TEMPORARY ON DATABASE %I FROM PUBLIC', current_database()) \gexec
SELECT format('GRANT CONNECT ON DATABASE %I TO netraven_application, netraven_read_only, netraven_rotation',
    current_database()) \gexec
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
COMMIT;
SET ROLE netraven;
\i /etc/netraven/init-db.sql
SQL
