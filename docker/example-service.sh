#!/usr/bin/env bash
# An example of a service: waits until the schema is ready, by its own login, which may make nothing; then works, and
# lives on when the database goes away for a while. A health check may look at the age of /tmp/healthy.
set -eu

netraven-launcher wait --quiet

# shellcheck source=docker/connection.sh
. /opt/netraven/bin/connection.sh
make_work_folder
trap 'rm -rf "$work"' EXIT
trap 'exit 143' TERM INT
read_connection

while :; do
    if devices=$(psql --no-psqlrc --no-password -qAt -c 'SELECT count(*) FROM devices'); then
        touch /tmp/healthy
        echo "at work: $devices devices"
    fi
    sleep 5 &
    wait $!
done
