#!/usr/bin/env bash
# Makes images that stand in for the public base images of ../Dockerfile, out of the packages installed on this Debian
# machine, where no registry can be reached: netraven-stand-in/base, /jdk (with $JAVA25_HOME) and /postgres.
# Usage: make-images.sh [base] [jdk] [postgres], or all; podman, or what CONTAINER_ENGINE names, builds them.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
engine=${CONTAINER_ENGINE:-podman}
server=(/usr/lib/postgresql/*/bin/postgres)
programs=$(dirname "${server[-1]}")
wanted=" ${*:-base jdk postgres} "
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The installed packages that these need, and they themselves.
closure() {
    apt-cache depends --recurse --installed --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces \
        --no-enhances "$@" | grep '^[a-z]' | sed 's/:.*//' | sort -u
}

# The files of packages, by the names they have on a system whose /bin is a link to /usr/bin.
files() {
    { xargs dpkg -L 2> /dev/null || true; } | sed -E 's,^/(bin|sbin|lib|lib64)/,/usr/\1/,' | sort -u |
        grep -vE '^/usr/share/(doc|man|info|locale|i18n|lintian|bug)(/|$)|/libLLVM|/llvmjit|/bitcode/|^/(\.)?$'
}

# An image of a folder, with the settings of one Dockerfile line each.
import() {
    local name=$1
    shift
    [[ $wanted == *" $name "* ]] || return 0
    tar -C "$work/root" --numeric-owner -c . | "$engine" import -q "$@" - "netraven-stand-in/$name" > /dev/null
    echo "made netraven-stand-in/$name"
}

mkdir "$work/root"
closure base-files base-passwd bash coreutils dash diffutils findutils gawk grep gzip hostname libc-bin mawk netbase \
    ncurses-bin procps sed tar tzdata util-linux > "$work/packages"
files < "$work/packages" > "$work/files"
for link in /bin /sbin /lib /lib64; do
    echo "$link" >> "$work/files"
done
tar -C / --no-recursion --ignore-failed-read -cf - -T <(sed 's,^/,,' "$work/files") 2> /dev/null |
    tar -C "$work/root" -xf -
mkdir -p "$work/root"/{tmp,proc,sys,dev,run,var/tmp,root}
chmod 1777 "$work/root/tmp" "$work/root/var/tmp"
cp /etc/passwd /etc/group /etc/nsswitch.conf "$work/root/etc/" # the users of the packages' files
ln -sf mawk "$work/root/usr/bin/awk" # an alternative belongs to no package
ldconfig -r "$work/root"
import base --change 'CMD ["bash"]'

if [[ $wanted == *" jdk "* ]]; then
    mkdir -p "$work/root/opt/java"
    cp -rL --preserve=mode,timestamps "${JAVA25_HOME:?names a JDK 25}" "$work/root/opt/java/openjdk"
    ldconfig -r "$work/root"
    import jdk --change 'ENV JAVA_HOME=/opt/java/openjdk' --change 'ENV PATH=/opt/java/openjdk/bin:/usr/bin:/bin'
    rm -rf "$work/root/opt/java"
fi

closure "postgresql-$(basename "$(dirname "$programs")")" postgresql-contrib > "$work/packages"
files < "$work/packages" > "$work/files"
tar -C / --no-recursion --ignore-failed-read -cf - -T <(sed 's,^/,,' "$work/files") 2> /dev/null |
    tar -C "$work/root" -xf -
ldconfig -r "$work/root"
install -D -m 755 -t "$work/root/usr/local/bin" "$here/postgres-entrypoint.sh"
install -d -m 755 "$work/root/docker-entrypoint-initdb.d"
install -d -m 3777 -o postgres -g postgres "$work/root/run/postgresql" "$work/root/var/lib/postgresql"
import postgres --change "ENV PATH=$programs:/usr/local/bin:/usr/bin:/bin" \
    --change 'ENV PGDATA=/var/lib/postgresql/data' --change 'ENTRYPOINT ["postgres-entrypoint.sh"]' \
    --change 'CMD ["postgres"]' --change 'STOPSIGNAL SIGINT' --change 'EXPOSE 5432'
