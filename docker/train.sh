#!/usr/bin/env bash
# Makes the launcher's AOT cache (JEP 483, 514) by running "init" as it will be run, on a temporary server.
# Usage: train.sh HOME CACHE, HOME being a folder with java, lib/netraven-launcher.jar and lib/jvm.options
set -euo pipefail
# shellcheck source=docker/temporary-server.sh
. "$(dirname "$0")/temporary-server.sh"

jar=$1/lib/netraven-launcher.jar
launcher=("$1/java/bin/java" @"$1/lib/jvm.options" -XX:TieredStopAtLevel=1)
start_temporary_server "${launcher[@]}" -jar "$jar"
"${launcher[@]}" -XX:AOTCacheOutput="$2" -jar "$jar" init
# A cache that cannot be used would slow every start down without a word.
"${launcher[@]}" -XX:AOTCache="$2" -XX:AOTMode=on -jar "$jar" init
