#!/usr/bin/env bash
# Brings a backup back: checks it, restores it into a new database, has the launcher validate that, and only then gives it
# the database's name. What was there before is kept under another name. Where anything fails, all is as it was.
#
#   restore.sh FILE [--replace] [--database NAME] [--without-checksum]
#   restore.sh --swap RESTORED [--replace] [--database NAME]
#   restore.sh --check FILE [--without-checksum]
#
#   FILE                a backup of backup.sh, with FILE.sha256 beside it
#   --replace           although the database holds something
#   --database NAME     under another name than POSTGRES_DB, as for a drill
#   --without-checksum  although FILE.sha256 is lost; the dump is still read whole
#   --swap RESTORED     goes on with a database that was restored and did not validate, once "upgrade" has mended it
#   --check FILE        reads the backup and nothing else
#
# The database is as connection.sh says; NETRAVEN_LAUNCHER names the launcher (default netraven-launcher). The login needs
# CREATEDB, has to be the owner of what is restored, or a superuser, and to be a member of pg_signal_backend.
#
# Exit codes: 0 done · 1 restored, but differs from the model: left beside, to be upgraded · 2 arguments or settings ·
# 3 the backup is damaged · 4 refused, nothing was done · 5 the restore failed, what it made is gone · 6 the names could
# not be swapped, and are as before · 143 stopped
set -euo pipefail
# shellcheck source=docker/connection.sh
. "$(dirname "$0")/connection.sh"

launcher=${NETRAVEN_LAUNCHER:-netraven-launcher}
time=$(date -u +%Y%m%dt%H%M%Sz)
file='' restored='' target='' replace='' checksum=yes check_only=''
unfinished= # a database that nobody is to find when this fails
closed=     # a database that takes no new sessions while names are swapped

# An SQL statement with variables: sql DATABASE STATEMENT [NAME=VALUE...]
sql() {
    local database=$1 statement=$2 variables=() pair
    shift 2
    for pair in "$@"; do
        variables+=(-v "$pair")
    done
    psql --no-psqlrc --no-password -qAt -v ON_ERROR_STOP=1 "${variables[@]}" -d "$database" <<< "$statement"
}

server() {
    sql "${POSTGRES_MAINTENANCE_DB:-postgres}" "$@"
}

clean() {
    local code=$?
    trap - EXIT TERM INT
    if [ -n "$closed" ]; then
        server 'ALTER DATABASE :"name" ALLOW_CONNECTIONS true' name="$closed" ||
            say "$closed still takes no sessions: ALTER DATABASE \"$closed\" ALLOW_CONNECTIONS true"
    fi
    if [ -n "$unfinished" ]; then
        server 'DROP DATABASE IF EXISTS :"name"' name="$unfinished" || say "$unfinished is left over: drop it"
    fi
    rm -rf "${work-}"
    exit "$code"
}

usage() {
    say "$1"
    sed -n '5,7s/^# */usage: /p' "$0" >&2
    exit 2
}

check_backup() {
    [ -f "$file" ] || fail 2 "$file is no file: name a backup"
    [ -r "$file" ] || fail 2 "$file cannot be read: let user $(id -u) read it"
    if [ -n "$checksum" ]; then
        [ -r "$file.sha256" ] || fail 3 "$file.sha256 is missing: without it damage may go unnoticed (--without-checksum)"
        local expected found
        read -r expected _ < "$file.sha256" || true
        found=$(sha256sum < "$file")
        [ "$expected" = "${found%% *}" ] || fail 3 "$file is not what was backed up, by its SHA-256: take another backup"
    fi
    run pg_restore --file=/dev/null "$file" || fail 3 "$file cannot be read whole, see above: take another backup"
}

# missing, empty, or what the database holds.
content() {
    local there
    there=$(server "SELECT count(*) FROM pg_database WHERE datname = :'name'" name="$1")
    if [ "$there" = 0 ]; then
        echo missing
        return
    fi
    sql "$1" "SELECT CASE count(*) WHEN 0 THEN 'empty' ELSE count(*) || ' tables, views and sequences, '
            || pg_size_pretty(pg_database_size(current_database())) END
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
          AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
          AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')"
}

look_at_target() {
    before=$(content "$target") || fail 4 "the server cannot be asked about $target, see above; nothing was done"
    case $before in
        missing | empty) ;;
        *) [ -n "$replace" ] || fail 4 "$target holds $before; nothing was done. With --replace it is kept under another name" ;;
    esac
}

# The roles that the backup names: owners, and who has privileges.
named_roles() {
    pg_restore --schema-only --file=- "$file" |
        sed -nE 's/^(ALTER .* OWNER TO|.*(GRANT|REVOKE) .* (TO|FROM)) ("([^"]|"")+"|[^ ";]+)( WITH GRANT OPTION)?;$/\4/p' |
        sed -E 's/^"(.*)"$/\1/; s/""/"/g' | sort -u
}

look_at_roles() {
    local roles missing
    roles=$(named_roles) || fail 3 "the roles that $file names cannot be read, see above"
    missing=$(server "SELECT 'CREATE ROLE ' || quote_ident(role) || ' NOLOGIN;' FROM regexp_split_to_table(:'roles', E'\\n') role
        WHERE role NOT IN ('', 'PUBLIC') AND NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role)" roles="$roles") ||
        fail 4 "the server cannot be asked about roles, see above; nothing was done"
    [ -z "$missing" ] || fail 4 "the backup names roles that this server lacks; nothing was done. Make them first:
$missing"
}

# A name as SQL writes it.
quoted() {
    server "SELECT quote_ident(:'name')" name="$1" || fail 5 "the server cannot be asked, see above; $target is as it was"
}

# Settings, privileges and so on of the database itself, which pg_restore brings only into one of the same name.
restore_properties() {
    local from to line
    from=$(pg_restore --list "$file" | sed -nE 's/^; +dbname: (.*)$/\1/p')
    from=$(quoted "$from")
    to=$(quoted "$restored")
    pg_restore --list --create "$file" | grep -E ' (DATABASE PROPERTIES|ACL) - (DATABASE )?' > "$work/properties" || return 0
    pg_restore --create --use-list="$work/properties" --file=- "$file" |
        sed -nE '/^(ALTER DATABASE .* SET|ALTER ROLE .* IN DATABASE|(GRANT|REVOKE) .* ON DATABASE) .*;$/p' |
        while IFS= read -r line; do
            sql "$restored" "${line/ DATABASE $from / DATABASE $to }" ||
                say "not restored, see above; by an administrator: ${line/ DATABASE $from / DATABASE $target }"
        done
}

restore() {
    restored=${target}_restored_$time
    local owner
    owner=$(server "SELECT coalesce((SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = :'name'), current_user)" \
        name="$target") || fail 5 "the server cannot be asked, see above; nothing was done"
    server 'CREATE DATABASE :"name" OWNER :"owner" TEMPLATE template0 ENCODING '"'UTF8'" name="$restored" owner="$owner" ||
        fail 5 "no database can be made, see above; nothing was done"
    unfinished=$restored
    run pg_restore --exit-on-error --no-password --dbname="$restored" "$file" ||
        fail 5 "pg_restore failed, see above; $target is as it was"
    restore_properties
    sql "$restored" ANALYZE || fail 5 "ANALYZE failed, see above; $target is as it was"
}

validate() {
    local code=0
    run "$launcher" validate --database "$restored" || code=$?
    case $code in
        0) unfinished= ;; # worth keeping from here on
        1)
            unfinished=
            fail 1 "restored into $restored, which differs from the launcher's model, see above; $target is as it was. With" \
                "POSTGRES_DB=$restored run netraven-launcher upgrade, then restore.sh --swap $restored"
            ;;
        *) fail 5 "validate ended with exit code $code, see above; $target is as it was" ;;
    esac
}

# What there is when the names cannot be swapped.
kept() {
    echo "$target is as it was. $restored is kept: restore.sh --swap $restored"
}

# The history holds a fingerprint with the OIDs of the tables, and these are new ones. "init" records it, for fast starts
# and for "status" to say READY.
record() {
    run "$launcher" init --database "$restored" || say "init ended with exit code $?, see above: run it again"
}

# New sessions are held off before the old ones are ended, or services would be faster than the swap.
close_target() {
    closed=$target
    server 'ALTER DATABASE :"name" ALLOW_CONNECTIONS false' name="$target" ||
        fail 6 "$target cannot be closed to new sessions, see above; $(kept)"
    end_sessions
}

# Ends the sessions of the closed database; the server waits a second for each of them. One that was beginning when the
# database was closed comes to light later.
end_sessions() {
    local sessions=1 end=$((SECONDS + 60))
    until [ "$sessions" = 0 ]; do
        [ "$SECONDS" -lt "$end" ] || fail 6 "$sessions sessions of $target do not end; $(kept)"
        sessions=$(server "SELECT count(pg_terminate_backend(pid, 1000)) FROM pg_stat_activity
            WHERE datname = :'name' AND backend_type = 'client backend'" name="$target") ||
            fail 6 "the sessions of $target cannot be ended, see above (GRANT pg_signal_backend); $(kept)"
    done
}

# Runs an SQL statement that renames: rename STATEMENT [NAME=VALUE...]. It is repeated while the server says that a
# database is in use (55006): by a session that was beginning when it was closed, or by one that is ending.
rename() {
    local statement=$1 end=$((SECONDS + 60))
    shift
    until server "$statement" VERBOSITY=verbose "$@" 2> "$work/rename"; do
        if [ "$SECONDS" -ge "$end" ] || ! grep -q ' 55006: ' "$work/rename"; then
            cat "$work/rename" >&2
            return 1
        fi
        [ -z "$closed" ] || end_sessions
    done
}

swap() {
    local old=${target}_before_$time
    if [ "$before" = missing ]; then
        rename 'ALTER DATABASE :"restored" RENAME TO :"target"' restored="$restored" target="$target" ||
            fail 6 "$restored cannot be renamed, see above; $(kept)"
    else
        close_target
        rename 'BEGIN;
            ALTER DATABASE :"target" RENAME TO :"old";
            ALTER DATABASE :"restored" RENAME TO :"target";
            COMMIT;' target="$target" old="$old" restored="$restored" ||
            fail 6 "the names cannot be swapped, see above; $(kept)"
        closed=$old
    fi
    say "$target is restored${file:+ from $file}"
    [ "$before" = missing ] || put_aside "$old"
}

# What was there before is dropped only if it is empty still, which nobody can change under its new name.
put_aside() {
    if server 'ALTER DATABASE :"name" ALLOW_CONNECTIONS true' name="$1"; then
        closed=''
    fi
    if [ "$(content "$1")" = empty ]; then
        server 'DROP DATABASE :"name"' name="$1" || say "$1, which is empty, is left over: drop it"
    else
        say "what was there before is kept; when it is not needed any more: DROP DATABASE \"$1\""
    fi
}

while [ $# -gt 0 ]; do
    case $1 in
        --replace) replace=yes ;;
        --without-checksum) checksum= ;;
        --check) check_only=yes ;;
        --database | --swap)
            [ -n "${2-}" ] || usage "$1 needs a name"
            if [ "$1" = --swap ]; then restored=$2; else target=$2; fi
            shift
            ;;
        -*) usage "there is no option $1" ;;
        *) if [ -z "$file" ]; then file=$1; else usage "$1 is one argument too many"; fi ;;
    esac
    shift
done
if [ -n "$restored" ]; then
    [ -z "$file$check_only" ] || usage "--swap goes with a database and no file"
else
    [ -n "$file" ] || usage "name a backup"
fi

need psql pg_restore sha256sum
make_work_folder
trap clean EXIT
trap stop TERM INT
if [ -n "$file" ]; then
    check_backup
fi
if [ -n "$check_only" ]; then
    say "$file can be restored"
    exit
fi
command -v "$launcher" > /dev/null || fail 2 "$launcher is missing, which validates what was restored: set NETRAVEN_LAUNCHER"
read_connection
target=${target:-$PGDATABASE}
[ ${#target} -le 36 ] || fail 2 "the name $target is too long: PostgreSQL takes 63 bytes, and 27 are needed beside it"
look_at_target
if [ -n "$restored" ]; then
    [ "$(content "$restored")" != missing ] || fail 4 "there is no database $restored; nothing was done"
else
    look_at_roles
    restore
fi
validate
record
swap
