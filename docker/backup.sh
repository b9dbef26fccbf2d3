#!/usr/bin/env bash
# Makes one backup of the database: calls netraven-launcher backup, which takes these options and variables.
#
#   BACKUP_FOLDER      where backups are kept (default /backups)
#   BACKUP_KEEP_COUNT  most backups that are kept (default 30; 0: any number)
#   BACKUP_KEEP_DAYS   days that a backup is kept (default 30; 0: for ever)
#   BACKUP_JOBS        tables at once; more than one makes a folder of files (default 1)
#
#   --prove            restore it into a scratch database and validate that
#
# The database is what the launcher's settings say. NETRAVEN_LAUNCHER names the launcher (default netraven-launcher).
#
# Exit codes: 0 done · 2 settings · 3 the dump failed · 4 the dump cannot be read back · 5 another backup is under way ·
# 6 it could not be stored · 7 it is stored, but not proven · 143 stopped
set -u
launcher=${NETRAVEN_LAUNCHER:-netraven-launcher}
unset NETRAVEN_LAUNCHER
command -v "$launcher" > /dev/null || {
    echo "backup.sh: $launcher is missing: set NETRAVEN_LAUNCHER" >&2
    exit 2
}
exec "$launcher" backup "$@"
