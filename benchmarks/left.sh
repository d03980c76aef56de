#!/usr/bin/env bash
# Shows what the time of `dvp validate` on a new plugin goes into: samples of JFR over many runs, by part, and what classes
# are loaded and from where. One table in Markdown.
#
#   benchmarks/left.sh [RUNS]
set -euo pipefail

runs=${1:-40}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
dvp=$here/../dvp.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$dvp" init -r "$work/plugin" -n Left >/dev/null 2>&1
"$dvp" --warm-up >/dev/null 2>&1
cat >"$work/sampling.jfc" <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<configuration version="2.0">
  <event name="jdk.ExecutionSample"><setting name="enabled">true</setting><setting name="period">1 ms</setting></event>
  <event name="jdk.NativeMethodSample"><setting name="enabled">true</setting><setting name="period">1 ms</setting></event>
</configuration>
END
cd "$work/plugin"
for ((i = 0; i < runs; i++)); do
  DVP_JAVA_OPTS="-XX:StartFlightRecording=filename=$work/$i.jfr,settings=$work/sampling.jfc \
    -XX:FlightRecorderOptions=stackdepth=128 -Xlog:jfr*=off" "$dvp" validate >/dev/null 2>&1
done
DVP_JAVA_OPTS="-Xlog:class+load:file=$work/classes" "$dvp" validate >/dev/null

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
"$java" -XX:TieredStopAtLevel=1 "$here/Left.java" "$work"/*.jfr
echo
echo "$(grep -c 'source:' "$work/classes") classes are loaded, of them" \
  "$(grep -c 'source: shared objects file (top)' "$work/classes") of dvp and its libraries from the archive," \
  "$(grep -c 'source: shared objects file$' "$work/classes") of the JDK from its own," \
  "and $(grep 'source:' "$work/classes" | grep -vc 'shared objects file') that no archive keeps."
