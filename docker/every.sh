#!/usr/bin/env bash
# Runs a command, and again after each pause, until it is told to stop:  every.sh 24h backup.sh
# A pause is a number with s, m, h or d. The exit code of the last run is in the file that EVERY_STATUS names, by default
# /tmp/every.status, for health checks. Where that file is kept over a restart, the pause goes on as if there had been none:
# a command that succeeded is not run before its time. By bash: with dash, a signal is lost on a program that has only just
# started.
set -u
usage() {
    echo "usage: every.sh PAUSE COMMAND [ARGUMENT...], where PAUSE is a number with s, m, h or d: 30m, 24h, 7d" >&2
    exit 2
}
[ $# -ge 2 ] || usage
[[ $1 =~ ^([1-9][0-9]{0,7})([smhd])$ ]] || usage
pause=$1
case ${BASH_REMATCH[2]} in
    s) seconds=${BASH_REMATCH[1]} ;;
    m) seconds=$((BASH_REMATCH[1] * 60)) ;;
    h) seconds=$((BASH_REMATCH[1] * 3600)) ;;
    d) seconds=$((BASH_REMATCH[1] * 86400)) ;;
esac
status=${EVERY_STATUS:-/tmp/every.status}
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

# The rest of the pause after the last run that succeeded, in seconds. A run in the future is one by a wrong clock.
rest() {
    local last now
    [ "$(cat "$status" 2> /dev/null)" = 0 ] || return 0
    last=$(stat -c %Y "$status") && now=$(date +%s) || return 0
    [ "$last" -gt "$now" ] || [ $((now - last)) -ge "$seconds" ] || echo $((seconds - (now - last)))
}

trap stop TERM INT
rest=$(rest)
if [ -n "$rest" ]; then
    echo "every.sh: the last run was less than $pause ago; the next one is in $rest s" >&2
    sleep "$rest" &
    wait "$!"
fi
while :; do
    "$@" &
    wait "$!"
    code=$?
    echo "$code" > "$status" || echo "every.sh: $status cannot be written: set EVERY_STATUS" >&2
    [ "$code" = 0 ] || echo "every.sh: $1 ended with exit code $code and runs again in $pause" >&2
    sleep "$seconds" &
    wait "$!" || exit 2
done
