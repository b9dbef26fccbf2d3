#!/usr/bin/env bash
# What the public PostgreSQL image does at a first start, as far as docker-compose.yml and Testcontainers ask for it: a
# cluster, its superuser with a password, from a file or not, the scripts of /docker-entrypoint-initdb.d on a server that
# only this container can reach, and only then the server for others. Anything but "postgres" is run as it is.
set -euo pipefail
[ "${1-}" = postgres ] || exec "$@"

if [ "$(id -u)" = 0 ]; then
    mkdir -p "$PGDATA"
    chown -R postgres: "$PGDATA" /var/run/postgresql
    chmod 700 "$PGDATA"
    exec setpriv --reuid=postgres --regid=postgres --clear-groups "$0" "$@"
fi

superuser=${POSTGRES_USER:-postgres}
password=${POSTGRES_PASSWORD_FILE:-/dev/stdin}
if [ ! -s "$PGDATA/PG_VERSION" ]; then
    initdb -D "$PGDATA" -U "$superuser" --auth-local=trust --auth-host=scram-sha-256 \
        --pwfile="$password" -E UTF8 --locale=C.UTF-8 <<< "${POSTGRES_PASSWORD-}"
    echo 'host all all all scram-sha-256' >> "$PGDATA/pg_hba.conf"
    pg_ctl -D "$PGDATA" -w -o "-c listen_addresses=''" start
    export PGUSER=$superuser
    if [ "${POSTGRES_DB:-$superuser}" != postgres ]; then
        psql -v ON_ERROR_STOP=1 -d postgres -v name="${POSTGRES_DB:-$superuser}" <<< 'CREATE DATABASE :"name";'
    fi
    export PGDATABASE=${POSTGRES_DB:-$superuser}
    for script in /docker-entrypoint-initdb.d/*; do
        case $script in
            *.sql) psql -v ON_ERROR_STOP=1 -f "$script" ;;
            *.sh) bash "$script" ;;
        esac
    done
    pg_ctl -D "$PGDATA" -m fast -w stop
fi
exec postgres -D "$PGDATA" -c listen_addresses='*' "${@:2}"
