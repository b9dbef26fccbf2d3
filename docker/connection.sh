# shellcheck shell=bash
# Sourced by a service's script: tells PostgreSQL's programs where the database is, by the launcher's own settings.
# POSTGRES_HOST, _PORT, _DB, _USER, POSTGRES_PASSWORD_FILE (or POSTGRES_PASSWORD), NETRAVEN_TLS_MODE and
# NETRAVEN_TLS_ROOT_CERTIFICATE. A password is handed over in a file that only this user may read.

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }

fail() {
    local code=$1
    shift
    say "$@"
    exit "$code"
}

# Makes $work, a folder that is gone when the script ends.
make_work_folder() {
    umask 077
    work=$(mktemp -d) || fail 2 "no temporary folder can be made: give the container a writable /tmp"
}

read_connection() {
    [ -z "${DATABASE_URL-}${DATABASE_URL_FILE-}" ] ||
        fail 2 "DATABASE_URL is set: set POSTGRES_HOST, POSTGRES_DB, POSTGRES_USER and POSTGRES_PASSWORD_FILE instead"
    local name
    for name in POSTGRES_HOST POSTGRES_DB POSTGRES_USER; do
        [ -n "${!name-}" ] || fail 2 "$name is not set: it takes what netraven-launcher takes"
    done
    export PGHOST=$POSTGRES_HOST PGPORT=${POSTGRES_PORT:-5432} PGDATABASE=$POSTGRES_DB PGUSER=$POSTGRES_USER
    export PGCONNECT_TIMEOUT=${PGCONNECT_TIMEOUT:-10} PGCLIENTENCODING=UTF8 PGOPTIONS='--client-min-messages=error'
    [ -z "${NETRAVEN_TLS_MODE-}" ] || export PGSSLMODE=$NETRAVEN_TLS_MODE
    [ -z "${NETRAVEN_TLS_ROOT_CERTIFICATE-}" ] || export PGSSLROOTCERT=$NETRAVEN_TLS_ROOT_CERTIFICATE
    local password=${POSTGRES_PASSWORD-}
    if [ -n "${POSTGRES_PASSWORD_FILE-}" ]; then
        [ -z "$password" ] || fail 2 "POSTGRES_PASSWORD and POSTGRES_PASSWORD_FILE are both set: leave one out"
        password=$(cat "$POSTGRES_PASSWORD_FILE") ||
            fail 2 "POSTGRES_PASSWORD_FILE: $POSTGRES_PASSWORD_FILE cannot be read: let user $(id -u) read it"
    fi
    password=${password//\\/\\\\}
    export PGPASSFILE=$work/pgpass
    printf '*:*:*:*:%s\n' "${password//:/\\:}" > "$PGPASSFILE"
    unset PGPASSWORD PGSERVICE
}
