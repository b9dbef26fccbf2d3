#!/usr/bin/env bash
# To be sourced: podman and runc, made to look like Docker, and stand-ins for public images where no registry can be
# reached. What they need and is not here ends the script with exit code 77 and the reason.
stand_in=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

cannot_run() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
    exit 77
}

# podman's socket, in a folder, and what systemd would do for health checks.
use_podman() {
    local folder=$1
    if ! command -v podman > /dev/null || ! command -v runc > /dev/null; then
        cannot_run "needs Docker, or podman with runc; neither is installed"
    fi
    cat > "$folder/containers.conf" << 'CONF'
[containers]
default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
[network]
network_backend = "netavark"
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
CONF
    export CONTAINERS_CONF=$folder/containers.conf DOCKER_HOST=unix://$folder/podman.sock
    podman system service --time=0 "$DOCKER_HOST" > "$folder/podman.log" 2>&1 &
    service=$!
    while :; do
        podman ps -q --filter "label=com.docker.compose.project=${COMPOSE_PROJECT_NAME-}" 2> /dev/null |
            while read -r container; do podman healthcheck run "$container" < /dev/null > /dev/null 2>&1 || true; done
        sleep 1
    done &
    health=$!
    until [ -S "$folder/podman.sock" ]; do
        kill -0 "$service" 2> /dev/null || cannot_run "podman cannot start: $(tail -n 1 "$folder/podman.log")"
        sleep 0.1
    done
    # shellcheck disable=SC2317 # Called by the scripts that source this.
    command -v docker > /dev/null || docker() { podman "$@"; }
}

leave_podman() {
    kill "${health:-}" "${service:-}" 2> /dev/null || true
}

# Whether the engine has an image, or can fetch it.
has_image() {
    docker image inspect "$1" > /dev/null 2>&1 || docker pull -q "$1" > /dev/null 2>&1
}

# The newest JDK installed, where it is 25 or newer.
find_jdk25() {
    local home version newest=24
    for home in /usr/lib/jvm/*; do
        [ -x "$home/bin/javac" ] || continue
        version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release" 2> /dev/null || true)
        [ "${version:-0}" -gt "$newest" ] || continue
        newest=$version
        JAVA25_HOME=$home
    done
}

# Stand-ins of these names: base, jdk, postgres.
make_stand_ins() {
    local server=(/usr/lib/postgresql/*/bin/postgres)
    if ! command -v podman > /dev/null || [ -z "${service-}" ]; then
        cannot_run "no registry can be reached, and only podman makes stand-ins for base images"
    elif ! command -v dpkg > /dev/null || [ ! -x "${server[-1]}" ]; then
        cannot_run "no registry can be reached, and stand-ins need Debian's package postgresql"
    elif [[ " $* " == *" jdk "* ]]; then
        [ -n "${JAVA25_HOME-}" ] || find_jdk25
        [ -n "${JAVA25_HOME-}" ] || cannot_run "no registry can be reached, and a stand-in needs a JDK 25: set JAVA25_HOME"
        export JAVA25_HOME
    fi
    "$stand_in/make-images.sh" "$@"
}
