#!/usr/bin/env bash
# Puts the local engine to the test, as far as the tests of the build do not: many kills, an artifact of 4 GiB in a heap
# of 64 MB on either side, and the throughput of uploads against curl's. Prints tables in Markdown.
#
#   benchmarks/engine.sh [--kills N] [--gigabytes N] [--runs N] [--java JAVA_HOME]
#
# 0 kills, gigabytes or runs leave that part out. It takes curl, Python 3, Maven (for the kills), a built cli/target/dvp.jar,
# and some four times the size of the artifact on the disk of TMPDIR.
set -euo pipefail

kills=100
gigabytes=4
runs=5
java=java
while [ $# -gt 0 ]; do
  case $1 in
    --kills) kills=$2 && shift 2 ;;
    --gigabytes) gigabytes=$2 && shift 2 ;;
    --runs) runs=$2 && shift 2 ;;
    --java) java=$2/bin/java && shift 2 ;;
    *) sed -n '2,8s/^# \{0,1\}//p' "$0" >&2 && exit 2 ;;
  esac
done

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
jar=$here/../cli/target/dvp.jar
work=$(mktemp -d)
engine=
trap '[ -z "$engine" ] || kill "$engine"; rm -rf "$work"' EXIT
export DVP_ENGINE_DATA=$work/engine
export HOME=$work

load() { printf '\nLoad before: %s\n\n' "$(cut -d' ' -f1 /proc/loadavg)"; }

if [ "$kills" -gt 0 ]; then
  printf '## %s kills\n' "$kills"
  load
  seed=$RANDOM
  (cd "$here/.." && HOME=~root mvn -o -B test -pl local-engine -am -Djacoco.skip -Dtest=KilledEngineTest \
    -Dsurefire.failIfNoSpecifiedTests=false "-Ddvp.kills=$kills" "-Ddvp.kills.seed=$seed") >"$work/kills" 2>&1 ||
    { cat "$work/kills" >&2 && exit 1; }
  grep '^|' "$work/kills"
  printf '\nSeed %s. After each, the engine opened with the last committed state, and nothing was left over.\n\n' "$seed"
fi

# artifact BYTES FILE: a plugin with a payload that does not compress, in constant memory.
artifact() {
  python3 - "$work/small/artifact.json" "$1" "$2" "$work/zip" <<'PYTHON'
import base64, json, os, random, sys, zipfile

small, size, target, packed = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]
with open(small) as file:
    artifact = json.load(file)
with open(packed, "wb") as file:
    file.write(base64.b64decode(artifact.pop("sourceCode")))
noise = random.Random(1).randbytes(1 << 20)
left = size // 4 * 3
with zipfile.ZipFile(packed, "a", zipfile.ZIP_STORED) as archive:
    number = 0
    while left > 0:
        number += 1
        with archive.open(zipfile.ZipInfo("data/noise%d" % number), "w", force_zip64=False) as entry:
            for _ in range(min(left, 512 << 20) >> 20):
                entry.write(noise)
        left -= 512 << 20
with open(target, "wb") as out, open(packed, "rb") as archive:
    out.write(json.dumps(artifact)[:-1].encode() + b', "sourceCode": "')
    while block := archive.read(3 << 20):
        out.write(base64.b64encode(block))
    out.write(b'"}')
os.remove(packed)
PYTHON
}

# start OPTION...: an engine in the foreground with these options of the JVM; waits until it answers.
start() {
  rm -rf "$DVP_ENGINE_DATA"
  "$java" -XX:+UseSerialGC "$@" -jar "$jar" engine start --foreground >"$work/out" 2>&1 &
  engine=$!
  until [ -e "$DVP_ENGINE_DATA/engine.json" ]; do
    kill -0 "$engine" || { cat "$work/out" >&2 && exit 1; }
    sleep 0.1
  done
  port=$(sed 's/.*"port":\([0-9]*\).*/\1/' "$DVP_ENGINE_DATA/engine.json")
  api=http://127.0.0.1:$port/resources/json/delphix
}

stop() {
  kill "$engine"
  wait "$engine" || true
  engine=
}

# The most memory that a process had, in MB.
peak() { awk '/VmHWM/ { print int($2 / 1024) }' "/proc/$1/status"; }

# sent: the time from the answer with the token to the answer to the upload, in seconds, as the engine's log has it.
sent() {
  python3 - "$DVP_ENGINE_DATA/engine.log" <<'PYTHON'
import datetime, re, sys

times = {}
with open(sys.argv[1]) as log:
    for line in log:
        if match := re.match(r"(\S+) INFO POST delphix/(data/upload|toolkit/requestUploadToken)$", line):
            when = match[1].replace("Z", "+00:00")
            times[match[2]] = datetime.datetime.fromisoformat(when).timestamp()
print("%.3f" % (times["data/upload"] - times["toolkit/requestUploadToken"]))
PYTHON
}

# by_curl FILE: logs in, uploads and waits, with nothing but curl.
by_curl() {
  local jar=$work/cookies json='Content-Type: application/json' token action
  curl -sf -c "$jar" -H "$json" "$api/session" -o /dev/null \
    -d '{"type":"APISession","version":{"type":"APIVersion","major":1,"minor":11,"micro":16}}'
  curl -sf -b "$jar" -c "$jar" -H "$json" "$api/login" -o /dev/null \
    -d "{\"type\":\"LoginRequest\",\"username\":\"admin\",\"password\":\"$(cat "$DVP_ENGINE_DATA/admin-password")\"}"
  token=$(curl -sf -b "$jar" -X POST "$api/toolkit/requestUploadToken" | sed 's/.*"token":"\([0-9a-f]*\)".*/\1/')
  action=$(curl -sf -b "$jar" "$api/data/upload" -F "token=$token" -F "file=@$1" |
    sed 's/.*"action":"\(ACTION-[0-9]*\)".*/\1/')
  until curl -sf -b "$jar" "$api/action/$action" | grep -q '"state":"COMPLETED"'; do
    if curl -sf -b "$jar" "$api/action/$action" | grep -q '"state":"FAILED"'; then
      curl -sf -b "$jar" "$api/action/$action" >&2
      exit 1
    fi
    sleep 0.1
  done
}

by_dvp() {
  "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -jar "$jar" upload -a "$1" -e local >"$work/out" 2>&1 ||
    { cat "$work/out" >&2 && exit 1; }
}

seconds() { python3 -c 'import sys; print("%.2f" % ((int(sys.argv[2]) - int(sys.argv[1])) / 1e9))' "$1" "$2"; }

median() { sort -n | awk '{ a[NR] = $1 } END { print (NR % 2 ? a[(NR + 1) / 2] : (a[NR / 2] + a[NR / 2 + 1]) / 2) }'; }

"$java" -jar "$jar" init -r "$work/small" -n Large >/dev/null 2>&1
(cd "$work/small" && "$java" -jar "$jar" build >/dev/null 2>&1)

if [ "$gigabytes" -gt 0 ]; then
  artifact $((gigabytes << 30)) "$work/large.json"
  printf '## %s bytes with -Xmx64m on either side\n' "$(stat -c %s "$work/large.json")"
  load
  start -Xmx64m
  begin=$(date +%s%N)
  "$java" -Xmx64m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar "$jar" upload -a "$work/large.json" -e local \
    >"$work/out" 2>&1 &
  client=$!
  while kill -0 "$client" 2>/dev/null; do
    most=$(peak "$client" 2>/dev/null) && [ -n "$most" ] && client_peak=$most
    sleep 0.2
  done
  wait "$client" || { cat "$work/out" "$DVP_ENGINE_DATA/engine.log" >&2 && exit 1; }
  end=$(date +%s%N)
  printf '| side | peak memory MB |\n|---|---|\n| dvp upload | %s |\n| engine | %s |\n\n' "$client_peak" "$(peak "$engine")"
  printf 'Sent in %s s, installed after %s s in all.\n\n' "$(sent)" "$(seconds "$begin" "$end")"
  stop
  rm -rf "$work/large.json" "$DVP_ENGINE_DATA"
fi

[ "$runs" -gt 0 ] || exit 0
artifact $((1 << 30)) "$work/one.json"
size=$(stat -c %s "$work/one.json")
printf '## Throughput, %s bytes, medians of %s\n' "$size" "$runs"
load
start -Xmx256m # as `dvp` itself starts it
by_curl "$work/one.json" # for both: the engine is warm, and the file is in memory
by_dvp "$work/one.json"
for _ in $(seq "$runs"); do
  for how in curl dvp; do
    begin=$(date +%s%N)
    "by_$how" "$work/one.json"
    seconds "$begin" "$(date +%s%N)" >>"$work/$how.all"
    sent >>"$work/$how.sent"
  done
done
stop
python3 - "$size" "$(median <"$work/curl.sent")" "$(median <"$work/dvp.sent")" \
  "$(median <"$work/curl.all")" "$(median <"$work/dvp.all")" <<'PYTHON'
import sys

size, curl, dvp, curl_all, dvp_all = map(float, sys.argv[1:])
print("| client | sent s | MB/s | of curl | from the login to the end of the work s |\n|---|---|---|---|---|")
print("| curl | %.2f | %.0f | | %.2f |" % (curl, size / curl / 1e6, curl_all))
print("| dvp | %.2f | %.0f | %.0f %% | %.2f |" % (dvp, size / dvp / 1e6, 100 * curl / dvp, dvp_all))
PYTHON
