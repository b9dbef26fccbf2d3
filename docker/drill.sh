#!/usr/bin/env bash
# The whole sequence of docker-compose.yml in real containers: first start, init, the service that waits, a backup, a
# database that is lost, the restore, the service at work again, down. Exit code 0 if all of it came out right.
#
# With Docker as its users have it; else with podman and runc, and, where no registry can be reached, on images made from
# this machine's Debian packages (stand-in/). Needs the launcher's jar, and docker compose or docker-compose.
#
# Each step begins with a line "== SECONDS s  NAME". Exit code 77, with the reason, where something that it needs is missing.
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd)
# shellcheck source=docker/stand-in/podman.sh
. "$home/docker/stand-in/podman.sh"
# A copy, as on a new machine: nobody's secrets, volumes or containers are touched.
work=$(mktemp -d "${TMPDIR:-/tmp}/netraven-drill-XXXXXX")
mkdir -p "$work/netraven-launcher/target"
cp -r "$home/docker" "$work/"
rm -rf "$work/docker/secrets"
cp -p "$home/.dockerignore" "$work/"
cp -p "$home/netraven-launcher/target/netraven-launcher.jar" "$work/netraven-launcher/target/"
export COMPOSE_PROJECT_NAME=${work##*/}
COMPOSE_PROJECT_NAME=${COMPOSE_PROJECT_NAME,,}
started=$SECONDS

say() { printf '== %3d s  %s\n' "$((SECONDS - started))" "$*"; }

die() {
    printf 'drill.sh: %s\n' "$*" >&2
    compose logs --tail=40 >&2 || true
    exit 1
}

compose() {
    if docker compose version > /dev/null 2>&1; then
        docker compose -f "$work/docker/docker-compose.yml" "$@"
    else
        docker-compose -f "$work/docker/docker-compose.yml" "$@"
    fi
}

end() {
    compose --profile scheduled --profile manual down -v --remove-orphans --timeout 10 > /dev/null 2>&1 || true
    leave_podman
    rm -rf "$work"
}

# Asks again and again, at most so many seconds.
within() {
    local seconds=$1
    shift
    until "$@"; do
        seconds=$((seconds - 1))
        [ "$seconds" -gt 0 ] || return 1
        sleep 1
    done
}

is_healthy() {
    [ "$(docker inspect -f '{{.State.Health.Status}}' "$(compose ps -q "$1")" 2> /dev/null)" = healthy ]
}

# Whether a command succeeds and prints this; shows what it printed where not.
prints() {
    local text=$1 output
    shift
    output=$("$@" 2>&1) && [[ $output == *"$text"* ]] && return
    printf '%s\n' "$output" >&2
    return 1
}

is_working() {
    [[ $(compose logs --tail=1 example-service 2> /dev/null) == *"at work: $1 devices"* ]]
}

once() {
    compose run --rm --no-deps -T "$@" < /dev/null
}

trap end EXIT
docker compose version > /dev/null 2>&1 || command -v docker-compose > /dev/null ||
    cannot_run "needs docker compose or docker-compose; neither is installed"
docker info > /dev/null 2>&1 || use_podman "$work"
if ! has_image "${BASE_IMAGE:-debian:13.1-slim}"; then
    say "no registry: base images are made from Debian packages"
    make_stand_ins base jdk postgres
    export JDK_IMAGE=localhost/netraven-stand-in/jdk POSTGRES_IMAGE=localhost/netraven-stand-in/postgres
    export BASE_IMAGE=localhost/netraven-stand-in/base
fi
say "secrets and images"
"$work/docker/make-secrets.sh"
compose build -q > "$work/build.log" 2>&1 || { cat "$work/build.log" >&2; die "the images cannot be built"; }

say "first start: database, init, service"
compose up -d > /dev/null 2>&1 || die "up failed"
within 60 is_healthy example-service || die "the service does not work"
is_working 0 || die "the service finds no empty table"
prints CREATED compose logs schema-init || die "init did not make the schema"

say "no privileges, nothing written"
[ "$(compose exec -T example-service id -u)" = 65532 ] || die "the service runs as another user"
compose exec -T example-service sh -c '! touch /opt/netraven/new 2> /dev/null && ! touch /new 2> /dev/null' ||
    die "the service can write its file system"
prints '"proven" : true' once schema-init status --format json || die "status does not prove the keys"
prints UP_TO_DATE once schema-init init || die "a second init does not find the schema"
once --entrypoint /opt/netraven/java/bin/java schema-init @/opt/netraven/lib/jvm.options -XX:TieredStopAtLevel=1 \
    -XX:AOTCache=/opt/netraven/lib/netraven-launcher.aot -XX:AOTMode=on -jar /opt/netraven/lib/netraven-launcher.jar \
    --version > /dev/null || die "the AOT cache is not used"

say "something to lose: a device, a credential"
compose exec -T postgres psql -q -v ON_ERROR_STOP=1 -U postgres -d netraven << 'SQL' || die "no device can be added"
WITH owner AS (
    INSERT INTO netraven.users (id, username, email, password_hash)
    VALUES (gen_random_uuid(), 'drill', 'drill@example.org', 'none') RETURNING id)
INSERT INTO netraven.devices (id, hostname, ip_address, device_type, owner_id)
SELECT gen_random_uuid(), 'core-1', '192.0.2.1', 'cisco_ios', id FROM owner;
SQL
echo drilled | compose run --rm --no-deps -T schema-init credentials add --name core --username netops --secret-stdin ||
    die "no credential can be added"
once key-rotation netraven-launcher keys rotate --force || die "the rotation role cannot rotate"

say "backup"
once backup backup.sh || die "the backup failed"
backup=$(once backup bash -c 'ls /backups/*.dump')
prints "$backup" compose exec -T postgres ls "$backup" || die "the database's container has no view of the backup"
compose exec -T postgres sh -c '! touch /backups/new 2> /dev/null' || die "the database's container can write backups"

say "the database is lost"
compose rm -fsv postgres > /dev/null 2>&1
docker volume rm "${COMPOSE_PROJECT_NAME}_data" > /dev/null || die "the volume cannot be removed"
compose up -d postgres > /dev/null 2>&1
within 60 is_healthy postgres || die "the new database does not start"

say "restore"
once restore restore.sh "$backup" || die "the restore failed"
once schema-init validate || die "what was restored differs"
prints '"proven" : true' once schema-init status --format json || die "the keys do not open what was restored"
prints netops once schema-init credentials show --name core || die "the credential is gone"
within 30 is_working 1 || die "the service does not find its device"
if once restore restore.sh "$backup" > /dev/null 2>&1; then
    die "a database with data was replaced unasked"
fi

say "down"
compose --profile scheduled --profile manual down -v --timeout 10 > /dev/null 2>&1 || die "down failed"
say "all of it came out right"
