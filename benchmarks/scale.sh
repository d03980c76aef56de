#!/usr/bin/env bash
# Measures how `dvp validate` grows with a plugin: lines of Python against milliseconds, whole process, without anything kept
# and with the cache full; and one single file of 10,000 lines. The source is CPython's own standard library, copied as
# vendored code; nothing of it is kept.
#
#   benchmarks/scale.sh [--runs N] [--lines "10000 25000 …"] [--python PYTHON3]
#
# Medians of N runs (5). It takes Python 3, for its library.
set -euo pipefail

runs=5
lines='10000 25000 50000 100000 200000'
python=python3
while [ $# -gt 0 ]; do
  case $1 in
    --runs) runs=$2 && shift 2 ;;
    --lines) lines=$2 && shift 2 ;;
    --python) python=$2 && shift 2 ;;
    *) sed -n '2,9s/^# \{0,1\}//p' "$0" >&2 && exit 2 ;;
  esac
done

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
dvp=$here/../dvp.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export DVP_CACHE=$work/dvp

# plugin FOLDER LINES MOST-FILES: a plugin whose entry module imports every vendored file; prints its lines and files.
plugin() {
  "$dvp" init -r "$1" -n Scale >/dev/null 2>&1
  "$python" - "$1/src" "$2" "$3" <<'EOF'
import ast, os, sys, warnings

warnings.simplefilter("ignore")
src, wanted, most = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
library = os.path.dirname(os.__file__)
texts = []
for folder, folders, files in os.walk(library):
    folders[:] = sorted(set(folders) - {"test", "tests", "lib2to3", "idlelib", "site-packages", "__pycache__"})
    for name in sorted(files):
        if name.endswith(".py"):
            with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as file:
                text = file.read()
            try:
                ast.parse(text, feature_version=(3, 11))
                texts.append(text)
            except (SyntaxError, ValueError):
                pass
os.makedirs(src + "/vendor")
open(src + "/vendor/__init__.py", "w").close()
lines, names, parts = 0, [], []
while lines < wanted:
    text = texts[len(parts) % len(texts)].replace("from __future__", "# from __future__")
    parts.append(text)
    lines += text.count("\n")
    if most > 1 or lines >= wanted:
        names.append("m%d" % len(names))
        with open("%s/vendor/%s.py" % (src, names[-1]), "w", encoding="utf-8") as file:
            file.write(text if most > 1 else "\n".join(parts))
with open(src + "/plugin_runner.py", "a") as file:
    file.writelines("import vendor.%s\n" % name for name in names)
print(lines, len(names))
EOF
}

# median FOLDER TO-REMOVE OPTION...: of the runs, in milliseconds.
median() {
  local folder=$1 remove=$2
  shift 2
  : >"$work/times"
  cd "$folder"
  for ((i = 0; i < runs; i++)); do
    rm -rf "$remove"
    local start=${EPOCHREALTIME/[.,]/}
    "$dvp" validate "$@" >"$work/out" 2>&1 || [ $? -eq 1 ] || { cat "$work/out" >&2 && return 1; }
    echo $((${EPOCHREALTIME/[.,]/} - start)) >>"$work/times"
  done
  sort -n "$work/times" | awk '{ t[NR] = $1 / 1000 } END { printf "%.0f", t[int((NR + 1) / 2)] }'
}

# row FOLDER NAME LINES FILES
row() {
  local cold first cached
  cold=$(median "$1" none --no-cache)
  first=$(median "$1" .dvp)
  cached=$(median "$1" none)
  awk -v n="$2" -v l="$3" -v c="$cold" -v f="$first" -v k="$cached" \
    'BEGIN { printf "| %s | %d | %d | %.0f | %d | %d |\n", n, l, c, c * 1000 / l, f, k }'
}

"$dvp" --warm-up >/dev/null 2>&1 || true
echo "Milliseconds: medians of $runs. $(date -u +%F), $(uname -sm), $(getconf _NPROCESSORS_ONLN) cores, load $(uptime | sed 's/.*load average: //')."
echo
echo '| files | lines | cold, nothing kept | µs a line | cold, and kept for the next | with the cache |'
echo '|---|---|---|---|---|---|'
for n in $lines; do
  read -r real files <<<"$(plugin "$work/p$n" "$n" 100000)"
  row "$work/p$n" "$files" "$real"
done
read -r real files <<<"$(plugin "$work/one" 10000 1)"
row "$work/one" "$files" "$real"
