#!/usr/bin/env bash
# Compares packing with zip and pigz at the same deflate level: MEGABYTES of generated files, half of it text, a quarter that does
# not compress. The build is the whole command, with checks and the search for secrets; without a cache, with an empty
# one, and with what the build before kept.
#
#   benchmarks/pack.sh [--megabytes 600] [--runs 3] [--heap 128m]
#
# It takes zip and pigz (Debian has both) and a packaged dvp.
set -euo pipefail

megabytes=600 runs=3 heap=128m
while [ $# -gt 0 ]; do
  case $1 in
    --megabytes) megabytes=$2 && shift 2 ;;
    --runs) runs=$2 && shift 2 ;;
    --heap) heap=$2 && shift 2 ;;
    *) sed -n '2,9s/^# \{0,1\}//p' "$0" >&2 && exit 2 ;;
  esac
done

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME=$work DVP_JAVA_OPTS="-Xmx$heap -Duser.home=$work" DVP_CACHE=$work/cds DVP_RUNTIME=bundled
dvp=$here/../dvp.sh

"$dvp" init -r "$work/p" -n Pack >/dev/null 2>&1
java "$here/Payload.java" "$work/p/src/data" "$megabytes"
cd "$work/p"

# timed NAME COMMAND...: prints the wall and the processor's seconds of a command.
timed() {
  local name=$1
  shift
  local TIMEFORMAT='%R %U %S'
  local seconds
  seconds=$( { time "$@" >/dev/null 2>&1; } 2>&1)
  awk -v name="$name" -v mb="$megabytes" '{ printf "| %s | %.1f | %.1f | %.0f |\n", name, $1, $2 + $3, mb / $1 }' <<<"$seconds"
}
build() { "$dvp" build --payload source -qqq "$@"; }
zipped() { rm -f "$work/z.zip" && (cd src && zip -6 -q -r "$work/z.zip" .); }
pigzed() { tar -C src -c . | pigz -6 >"$work/z.tgz"; }

echo '| | seconds | of the processor | MB/s |'
echo '|---|---|---|---|'
for _ in $(seq "$runs"); do
  timed 'dvp validate, for what is no packing' "$dvp" validate
  timed 'dvp build --no-cache' build --no-cache
  rm -rf "$work/.dvp/cache/packed"
  timed 'dvp build, first' build
  timed 'dvp build, again' build
  timed 'pigz -6' pigzed
  timed 'zip -6' zipped
done
