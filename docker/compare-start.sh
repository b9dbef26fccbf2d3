#!/usr/bin/env bash
# Times "init" of a warm database with the image's runtime, JVM settings and AOT cache against the plain jar on the same
# JDK, in turn, without a container: medians, and the median of the ratios of each round.
# Usage: compare-start.sh JDK [ROUNDS]; a JDK 25, and as train.sh a PostgreSQL's programs and a user other than root
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=docker/temporary-server.sh
. "$here/temporary-server.sh"
jdk=${1:?names a JDK 25}
rounds=${2:-21}
built=$here/../netraven-launcher/target/netraven-launcher.jar

start_temporary_server "$jdk/bin/java" -jar "$built"
home=$work/netraven
mkdir -p "$home/bin" "$home/lib"
sh "$here/make-runtime.sh" "$jdk" "$home/java"
cp "$here/netraven-launcher" "$home/bin/"
cp "$here/jvm.options" "$built" "$home/lib/"
bash "$here/train.sh" "$home" "$home/lib/netraven-launcher.aot" > /dev/null 2>&1

# Microseconds that a command takes.
microseconds() {
    local start=${EPOCHREALTIME/./}
    "$@" > /dev/null 2>&1
    echo $((${EPOCHREALTIME/./} - start))
}

median() {
    sort -n | sed -n "$(((rounds + 1) / 2))p"
}

"$jdk/bin/java" -jar "$built" init > /dev/null 2>&1
for ((round = 0; round <= rounds; round++)); do
    image=$(microseconds "$home/bin/netraven-launcher" init)
    plain=$(microseconds "$jdk/bin/java" -jar "$built" init)
    # The first round does not count.
    [ "$round" = 0 ] || echo "$image $plain $((image * 1000 / plain))" >> "$work/rounds"
done
echo "image, plain jar: $(cut -d' ' -f1 "$work/rounds" | median) us, $(cut -d' ' -f2 "$work/rounds" | median) us"
ratio=$(cut -d' ' -f3 "$work/rounds" | median)
echo "image / plain jar: $((ratio / 1000)).$(printf '%03d' $((ratio % 1000))), median of $rounds rounds"
