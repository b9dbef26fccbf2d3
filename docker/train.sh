#!/usr/bin/env bash
# Makes the launcher's AOT cache (JEP 483, 514): runs "init" on a server that lives as long as this script, over TCP and
# with a password, as it will be run. Needs PostgreSQL's initdb and pg_ctl on the path, and a user other than root.
# Usage: train.sh HOME CACHE, HOME being a folder with java, lib/netraven-launcher.jar and lib/jvm.options
set -euo pipefail
umask 077
home=$1
cache=$2
work=$(mktemp -d)
trap 'pg_ctl -D "$work/data" -m immediate stop > /dev/null 2>&1 || true; rm -rf "$work"' EXIT

launcher=("$home/java/bin/java" @"$home/lib/jvm.options" -XX:TieredStopAtLevel=1)
jar=$home/lib/netraven-launcher.jar
"${launcher[@]}" -jar "$jar" keys generate > "$work/password"
"${launcher[@]}" -jar "$jar" keys generate > "$work/master.key"
initdb -D "$work/data" -U postgres -A scram-sha-256 --pwfile="$work/password" -E UTF8 --locale=C --no-sync > /dev/null
port=$((20000 + RANDOM % 10000))
pg_ctl -D "$work/data" -w -l "$work/log" -o "-p $port -k $work -c listen_addresses=127.0.0.1 -c fsync=off" start > /dev/null

export POSTGRES_HOST=127.0.0.1 POSTGRES_PORT=$port POSTGRES_DB=postgres POSTGRES_USER=postgres
export POSTGRES_PASSWORD_FILE=$work/password NETRAVEN_ENCRYPTION_KEY_FILE=$work/master.key
"${launcher[@]}" -XX:AOTCacheOutput="$cache" -jar "$jar" init
# A cache that cannot be used would slow every start down without a word.
"${launcher[@]}" -XX:AOTCache="$cache" -XX:AOTMode=on -jar "$jar" init
