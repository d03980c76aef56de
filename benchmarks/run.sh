#!/usr/bin/env bash
# Measures whole commands, as a user runs them (through dvp.sh, with a class-data archive that is there), against a bare
# hello-world on the same JVM, and prints one table in Markdown.
#
#   benchmarks/run.sh [--runs N] [--java JAVA_HOME]...
#
# Medians of N runs (20), the fastest in brackets, and how many times the hello-world's. With hyperfine if there is one.
set -euo pipefail

runs=20
javas=()
while [ $# -gt 0 ]; do
  case $1 in
    --runs) runs=$2 && shift 2 ;;
    --java) javas+=("$2") && shift 2 ;;
    *) sed -n '2,7s/^# \{0,1\}//p' "$0" >&2 && exit 2 ;;
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

# measure FOLDER TO-REMOVE-BEFORE COMMAND...: sets $median and $fastest, in milliseconds.
measure() {
  local folder=$1 remove=$2
  shift 2
  cd "$folder"
  if command -v hyperfine >/dev/null; then
    hyperfine -N --warmup 3 --runs "$runs" --style none --prepare "rm -rf $remove" --export-csv "$work/times.csv" \
      "$(printf '%q ' "$@")" >/dev/null 2>&1 || return
    # command,mean,stddev,median,user,system,min,max
    IFS=' ' read -r median fastest <<<"$(awk -F, 'END { printf "%.1f %.1f", $(NF-4) * 1000, $(NF-1) * 1000 }' "$work/times.csv")"
  else
    : >"$work/times"
    for ((i = -3; i < runs; i++)); do
      rm -rf "$remove"
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

header='|'
rule='|---|'
for java_home in "${javas[@]}"; do
  export JAVA_HOME=$java_home
  header="$header | Java $(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$java_home/release")"
  rule="$rule---|"
  "$dvp" --warm-up >/dev/null 2>"$work/warm-up" || cat "$work/warm-up" >&2

  fresh=$work/$(basename "$java_home")
  mkdir -p "$fresh/classes"
  "$java_home/bin/javac" -d "$fresh/classes" "$here/Hello.java"
  "$java_home/bin/jar" --create --file "$fresh/hello.jar" -C "$fresh/classes" .
  "$dvp" init -r "$fresh/plugin" -n Benchmark >/dev/null 2>&1 || true
  mkdir -p "$fresh/plugin"

  hello=
  row 'hello-world' "$fresh" none "$java_home/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$fresh/hello.jar" Hello
  row 'dvp --version' "$fresh" none "$dvp" --version
  row 'dvp init' "$fresh" "$fresh/new" "$dvp" init -r "$fresh/new" -n New
  row 'dvp validate' "$fresh/plugin" none "$dvp" validate
  row 'dvp operations' "$fresh/plugin" none "$dvp" operations
  row 'dvp build' "$fresh/plugin" artifact.json "$dvp" build
done

echo "Milliseconds: median of $runs (fastest), times hello-world. $(date -u +%F), $(uname -sm), $(getconf _NPROCESSORS_ONLN) cores."
echo
echo "$header |"
echo "$rule"
for name in hello-world 'dvp --version' 'dvp init' 'dvp validate' 'dvp operations' 'dvp build'; do
  printf '| %s | %s |\n' "$name" "$(paste -sd'|' "$work/row $name" | sed 's/|/ | /g')"
done
