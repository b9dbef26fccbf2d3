#!/bin/sh
# Makes the secrets of docker-compose.yml that are not there yet, in the folder "secrets" beside this script: passwords of
# 256 random bits, and the master key. Keep a copy of master_key apart from the backups: without it, or a key backup, the
# stored credentials are lost.
set -eu
umask 077
folder=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)/secrets
mkdir -p "$folder"

# Writes what comes in to a secret. Its folder is for its owner alone; a container gets the file and not the folder, and
# reads it as a user of its own.
make() {
    cat > "$folder/$1.new"
    chmod 444 "$folder/$1.new"
    mv "$folder/$1.new" "$folder/$1"
    echo "made $folder/$1"
}

for name in postgres_password netraven_password service_password rotator_password; do
    [ -e "$folder/$name" ] || head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \n' | make "$name"
done
[ -e "$folder/master_key" ] || { printf 'base64:' && head -c 32 /dev/urandom | base64; } | make master_key
