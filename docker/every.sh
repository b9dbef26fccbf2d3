#!/usr/bin/env bash
# Runs a command now, and again after each pause, until it is told to stop:  every.sh 24h backup.sh
# A pause is a number with s, m, h or d. The exit code of the last run is in the file that EVERY_STATUS names, by default
# /tmp/every.status, for health checks. By bash: with dash, a signal is lost on a program that has only just started.
set -u
case ${1-} in
    '' | *[!0-9smhd]* | [!0-9]*) pause= ;;
    *) pause=$1 ;;
esac
if [ -z "$pause" ] || [ $# -lt 2 ]; then
    echo "usage: every.sh PAUSE COMMAND [ARGUMENT...], where PAUSE is 30m, 24h, 7d" >&2
    exit 2
fi
shift

# The shell knows what runs; a variable would be set after it has started.
stop() {
    local program
    for program in $(jobs -pr); do
        kill "$program" 2> /dev/null
    done
    wait
    exit 143
}

trap stop TERM INT
while :; do
    "$@" &
    wait "$!"
    code=$?
    echo "$code" > "${EVERY_STATUS:-/tmp/every.status}"
    [ "$code" = 0 ] || echo "every.sh: $1 ended with exit code $code and runs again in $pause" >&2
    sleep "$pause" &
    wait "$!" || exit 2
done
