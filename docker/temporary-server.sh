# shellcheck shell=bash
# Sourced: a PostgreSQL server that lives as long as the script, for the launcher over TCP and with a password, and a master
# key; $work is the script's folder. Needs initdb and pg_ctl on the path, and a user other than root.

start_temporary_server() {
    umask 077
    work=$(mktemp -d)
    trap 'pg_ctl -D "$work/data" -m immediate stop > /dev/null 2>&1 || true; rm -rf "$work"' EXIT
    "$@" keys generate > "$work/password"
    "$@" keys generate > "$work/master.key"
    initdb -D "$work/data" -U postgres -A scram-sha-256 --pwfile="$work/password" -E UTF8 --locale=C --no-sync > /dev/null
    local port=$((20000 + RANDOM % 10000))
    pg_ctl -D "$work/data" -w -l "$work/log" -o "-p $port -k $work -c listen_addresses=127.0.0.1 -c fsync=off" start \
        > /dev/null
    export POSTGRES_HOST=127.0.0.1 POSTGRES_PORT=$port POSTGRES_DB=postgres POSTGRES_USER=postgres
    export POSTGRES_PASSWORD_FILE=$work/password NETRAVEN_ENCRYPTION_KEY_FILE=$work/master.key
}
