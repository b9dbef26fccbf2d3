#!/usr/bin/env bash
# Runs a command that uses Testcontainers, with an engine's socket in DOCKER_HOST and PostgreSQL's image in
# NETRAVEN_TEST_IMAGE: with Docker as it is set up here, else with podman and, where no registry can be reached, on a
# stand-in. Exit code 77, with the reason, where there is no engine or no image; else the command's.
# Usage: with-engine.sh COMMAND [ARGUMENT...]
set -euo pipefail
# shellcheck source=docker/stand-in/podman.sh
. "$(dirname "$0")/podman.sh"
work=$(mktemp -d "${TMPDIR:-/tmp}/netraven-engine-XXXXXX")

end() {
    leave_podman
    rm -rf "$work"
}

trap end EXIT
docker info > /dev/null 2>&1 || use_podman "$work"
image=${NETRAVEN_TEST_IMAGE:-postgres:18-alpine}
if ! has_image "$image"; then
    [ -z "${NETRAVEN_TEST_IMAGE-}" ] || cannot_run "the image $image is not here, and cannot be fetched"
    make_stand_ins postgres
    image=localhost/netraven-stand-in/postgres
fi
export NETRAVEN_TEST_IMAGE=$image
# Its reaper is one more image to fetch. The command stops what it starts.
export TESTCONTAINERS_RYUK_DISABLED=${TESTCONTAINERS_RYUK_DISABLED:-true}
"$@"
