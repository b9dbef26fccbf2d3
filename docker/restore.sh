#!/usr/bin/env bash
# Restores a backup: calls netraven-launcher restore.
#
#   restore.sh FILE [--replace] [--database NAME] [--without-checksum] [--jobs N]
#   restore.sh --swap RESTORED [--replace] [--database NAME] [--accept-differences]
#   restore.sh --check FILE [--without-checksum]
#   restore.sh --prove FILE [--without-checksum]
#
#   FILE                  a backup of backup.sh, with FILE.sha256 beside it
#   --replace             replace a database that is not empty; it is kept under another name
#   --database NAME       under another name than POSTGRES_DB, as for a drill
#   --without-checksum    skip the checksum if FILE.sha256 is lost; the dump is still read whole
#   --swap RESTORED       give the name to a database that an earlier call restored
#   --accept-differences  accept a schema that differs in a way that breaks the release
#   --check FILE          check the backup without a server
#   --prove FILE          restore it into a scratch database, validate that, and drop it
#
# The database is what the launcher's settings say. NETRAVEN_LAUNCHER names the launcher (default netraven-launcher). The
# login needs CREATEDB, pg_signal_backend and membership in the roles that own objects, or is a superuser.
#
# Exit codes: 0 done · 1 restored under another name: it differs from the model in a way that breaks the release · 2 arguments or
# settings · 3 the backup is damaged · 4 refused, nothing was changed · 5 the restore failed, its scratch database is gone ·
# 6 the names could not be swapped, and are as before · 143 stopped
set -u
launcher=${NETRAVEN_LAUNCHER:-netraven-launcher}
unset NETRAVEN_LAUNCHER
command -v "$launcher" > /dev/null || {
    echo "restore.sh: $launcher is missing: set NETRAVEN_LAUNCHER" >&2
    exit 2
}
options=()
while [ $# -gt 0 ]; do
    case $1 in
        --replace | --check | --prove | --accept-differences | --without-checksum | --no-extensions | --quiet | --verbose | \
            --debug | --help | --*=*)
            options+=("$1")
            ;;
        -*)
            # All others have a value.
            options+=("$1" "${@:2:1}")
            [ $# -lt 2 ] || shift
            ;;
        *) options+=(--in "$1") ;;
    esac
    shift
done
RESTORE_CALLED_AS=$0 exec "$launcher" restore "${options[@]}"
