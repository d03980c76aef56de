#!/usr/bin/env bash
# Measures whole commands, as a user runs them (through dvp.sh), against a bare hello-world on the same JVM, and prints one
# table in Markdown for each Java.
#
#   benchmarks/run.sh [--runs N] [--java JAVA_HOME]...
#
# Medians of N runs (20), the fastest in brackets, and how many times the hello-world's. With hyperfine if there is one.
#   warm         there is a class-data archive, and what earlier runs kept
#   cold cache   the same, after the system's file cache was dropped before each run; only root on Linux can do that
#   nothing kept the same as warm, with what earlier runs kept of the plugin taken away before each run
#   first ever   without a class-data archive either, as on a machine that never ran dvp
set -euo pipefail

runs=20
javas=()
while [ $# -gt 0 ]; do
  case $1 in
    --runs) runs=$2 && shift 2 ;;
    --java) javas+=("$2") && shift 2 ;;
    *) sed -n '2,12s/^# \{0,1\}//p' "$0" >&2 && exit 2 ;;
  esac
done
if [ "${#javas[@]}" -eq 0 ]; then
  java=${JAVA_HOME:+$JAVA_HOME/bin/java}
  javas=("$("${java:-java}" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')")
fi

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
dvp=$here/../dvp.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export DVP_CACHE=$work/cache

# drop_caches: what the system holds of files goes; false where that cannot be done.
drop_caches() {
  sync && echo 3 2>/dev/null >/proc/sys/vm/drop_caches
}

# measure FOLDER TO-REMOVE-BEFORE COMMAND...: sets $median and $fastest, in milliseconds. With $cold, from a cold cache.
measure() {
  local folder=$1 remove=$2 prepare="rm -rf $2"
  shift 2
  cd "$folder"
  [ -z "$cold" ] || prepare="sh -c '$prepare && sync && echo 3 >/proc/sys/vm/drop_caches'"
  if command -v hyperfine >/dev/null; then
    hyperfine -N --warmup 3 --runs "$runs" --style none --prepare "$prepare" --export-csv "$work/times.csv" \
      "$(printf '%q ' "$@")" >/dev/null 2>&1 || return
    # command,mean,stddev,median,user,system,min,max
    IFS=' ' read -r median fastest <<<"$(awk -F, 'END { printf "%.1f %.1f", $(NF-4) * 1000, $(NF-1) * 1000 }' "$work/times.csv")"
  else
    : >"$work/times"
    for ((i = -3; i < runs; i++)); do
      # shellcheck disable=SC2086 # several names
      rm -rf $remove
      [ -z "$cold" ] || drop_caches
      local start=${EPOCHREALTIME/[.,]/}
      "$@" >/dev/null 2>&1 || return
      local end=${EPOCHREALTIME/[.,]/}
      [ "$i" -lt 0 ] || echo $((end - start)) >>"$work/times"
    done
    IFS=' ' read -r median fastest <<<"$(sort -n "$work/times" | awk '{ t[NR] = $1 / 1000 }
      END { printf "%.1f %.1f", (t[int((NR + 1) / 2)] + t[int(NR / 2) + 1]) / 2, t[1] }')"
  fi
}

# row NAME FOLDER TO-REMOVE-BEFORE COMMAND...: adds a cell to the row of that name.
row() {
  local name=$1
  shift
  if measure "$@"; then
    [ -n "$hello" ] || hello=$median
    cell=$(awk -v m="$median" -v f="$fastest" -v h="$hello" 'BEGIN { printf "%.0f (%.0f), %.1f×", m, f, m / h }')
  else
    cell='fails'
  fi
  printf '%s\n' "$cell" >>"$work/row $name"
}

# Builds it if it is not built; what follows means nothing if that fails.
"$dvp" --version >/dev/null

# large FOLDER: a plugin of 80 files and some 5,000 lines.
large() {
  "$dvp" init -r "$1" -n Large >/dev/null 2>&1
  for ((i = 0; i < 79; i++)); do
    {
      printf '"""Module %d."""\nimport re\n' "$i"
      for ((j = 0; j < 5; j++)); do
        printf '\n\ndef step_%d(host, values, limit=%d):\n    """Looks at what %d brings."""\n' "$j" "$i" "$j"
        printf '    found = {}\n    for name, value in sorted(values.items()):\n'
        printf '        match = re.match(r"^(\\w+)=(.*)$", "{}={}".format(name, value))\n'
        printf '        if match is None or len(found) > limit:\n            continue\n'
        printf '        found[match.group(1)] = [part for part in match.group(2).split(",") if part]\n'
        printf '    return host, found\n'
      done
    } >"$1/src/module_$i.py"
    printf 'import module_%d\n' "$i"
  done >"$1/src/modules.py"
  sed -i.bak '1i import modules' "$1/src/plugin_runner.py" && rm "$1/src/plugin_runner.py.bak"
}

commands=('hello-world' 'dvp --version' 'dvp init' 'dvp validate' 'dvp validate, 80 files' 'dvp build')

# rows KEPT: measures all commands; KEPT is what is taken away before each run.
rows() {
  local kept=$1
  hello=
  row 'hello-world' "$fresh" none "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$fresh/hello.jar" Hello
  row 'dvp --version' "$fresh" none "$dvp" --version
  row 'dvp init' "$fresh" "$fresh/new" "$dvp" init -r "$fresh/new" -n New
  row 'dvp validate' "$fresh/plugin" "$kept" "$dvp" validate
  row 'dvp validate, 80 files' "$fresh/large" "$kept" "$dvp" validate
  row 'dvp build' "$fresh/plugin" "$kept artifact.json" "$dvp" build
}

# Builds it if it is not built; what follows means nothing if that fails.
"$dvp" --version >/dev/null
echo "Milliseconds: median of $runs (fastest), times hello-world. $(date -u +%F), $(uname -sm), $(getconf _NPROCESSORS_ONLN) cores."

for java_home in "${javas[@]}"; do
  export JAVA_HOME=$java_home
  "$dvp" --warm-up >/dev/null 2>"$work/warm-up" || cat "$work/warm-up" >&2
  fresh=$work/$(basename "$java_home")
  mkdir -p "$fresh/classes"
  "$java_home/bin/javac" -d "$fresh/classes" "$here/Hello.java"
  "$java_home/bin/jar" --create --file "$fresh/hello.jar" -C "$fresh/classes" .
  "$dvp" init -r "$fresh/plugin" -n Benchmark >/dev/null 2>&1
  large "$fresh/large"
  (cd "$fresh/large" && "$dvp" validate >/dev/null) || { echo "the plugin of 80 files is not sound" >&2 && exit 1; }

  rm -f "$work"/row*
  columns='warm | nothing kept | first ever'
  cold="" rows none
  if drop_caches; then
    columns='warm | cold cache | nothing kept | first ever'
    cold=yes rows none
  fi
  cold="" rows .dvp/cache
  cold="" DVP_NO_CDS=1 rows .dvp/cache
  echo
  echo "| Java $(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$java_home/release") | $columns |"
  bars=${columns//[^|]/}
  echo "|---|---${bars//|/|---}|"
  for name in "${commands[@]}"; do
    printf '| %s | %s |\n' "$name" "$(paste -sd'|' "$work/row $name" | sed 's/|/ | /g')"
  done
done
