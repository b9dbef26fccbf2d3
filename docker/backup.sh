#!/usr/bin/env bash
# Makes one backup of the database: a dump in pg_dump's custom format, and its SHA-256 beside it. Nothing has the name of
# a backup that was not read back whole and is not on the disk. The database is as connection.sh says.
#
#   BACKUP_FOLDER      where backups are kept (default /backups)
#   BACKUP_KEEP_COUNT  most backups that are kept (default 30; 0: any number)
#   BACKUP_KEEP_DAYS   days that a backup is kept (default 30; 0: for ever)
#
# Retention begins after a backup has succeeded, so the last good one is never deleted.
#
# Exit codes: 0 done · 2 settings · 3 the dump failed · 4 the dump cannot be read back · 5 another backup is under way ·
# 6 it could not be stored · 143 stopped
set -euo pipefail
# shellcheck source=docker/connection.sh
. "$(dirname "$0")/connection.sh"

folder=${BACKUP_FOLDER:-/backups}
keep_count=${BACKUP_KEEP_COUNT:-30}
keep_days=${BACKUP_KEEP_DAYS:-30}
partial=
# What a time looks like in the name of a backup, for the shell.
stamp='[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]T[0-9][0-9][0-9][0-9][0-9][0-9]Z'

clean() {
    rm -rf "${work-}"
    [ -z "$partial" ] || rm -f -- "$partial" "$partial.sha256"
}

lock() {
    exec 9> "$folder/.lock" || fail 6 "$folder cannot be written: let user $(id -u) write it"
    flock --nonblock 9 || fail 5 "another backup to $folder is under way"
    # Of a run that was killed.
    rm -f -- "$folder"/.*.partial "$folder"/.*.partial.sha256
    local sum
    # shellcheck disable=SC2086 # a pattern
    for sum in "$folder/$PGDATABASE"-$stamp.dump.sha256; do
        [ -e "${sum%.sha256}" ] || rm -f -- "$sum"
    done
}

dump() {
    run pg_dump --format=custom --no-password --lock-wait-timeout=60s --file="$partial" ||
        fail 3 "pg_dump failed, see above; there is no new backup. Where $PGHOST is a PgBouncer, name the server behind it"
    run pg_restore --file=/dev/null "$partial" || fail 4 "the dump cannot be read back, see above; there is no new backup"
}

# The checksum gets its name first: a backup without one must not be there, not even for a moment.
store() {
    local name=$1
    { sum=$(sha256sum < "$partial") && printf '%s  %s\n' "${sum%% *}" "$name" > "$partial.sha256" &&
        sync "$partial" "$partial.sha256" && mv -- "$partial.sha256" "$folder/$name.sha256" &&
        mv -- "$partial" "$folder/$name" && sync "$folder"; } ||
        fail 6 "the backup cannot be stored in $folder, see above; there is no new backup"
}

prune() {
    local file number=0
    # shellcheck disable=SC2086 # a pattern
    while IFS= read -r file; do
        number=$((number + 1))
        [ "$number" -gt 1 ] || continue
        if [ "$keep_count" -gt 0 ] && [ "$number" -gt "$keep_count" ] || is_old "$file"; then
            rm -f -- "$file" "$file.sha256"
            say "deleted ${file##*/}, which is past its time"
        fi
    done < <(printf '%s\n' "$folder/$PGDATABASE"-$stamp.dump | sort -r)
}

is_old() {
    [ "$keep_days" -gt 0 ] && [ -n "$(find "$1" -mmin "+$((keep_days * 24 * 60))")" ]
}

for number in "$keep_count" "$keep_days"; do
    [[ $number =~ ^[0-9]{1,6}$ ]] || fail 2 "BACKUP_KEEP_COUNT and BACKUP_KEEP_DAYS are numbers, and not $number"
done
[ $# = 0 ] || fail 2 "takes no arguments; its settings are variables, see docs/backup-and-restore.md"
need pg_dump pg_restore sha256sum flock sync
make_work_folder
trap clean EXIT
trap stop TERM INT
read_connection
[[ $PGDATABASE != */* ]] || fail 2 "a database with a slash in its name cannot be backed up by this script"
[ -d "$folder" ] || fail 2 "$folder is no folder: mount one, or set BACKUP_FOLDER"
lock
name=$PGDATABASE-$(date -u +%Y%m%dT%H%M%SZ).dump
[ ! -e "$folder/$name" ] || fail 5 "$name is there already: wait a second"
partial=$folder/.$name.partial
SECONDS=0
dump
store "$name"
partial=
say "$folder/$name: $(stat -c %s "$folder/$name") bytes in $SECONDS s, read back"
prune
