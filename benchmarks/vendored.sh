#!/usr/bin/env bash
# Checks the names of large packages as if a plugin had vendored them, and prints one table in Markdown: lines against
# milliseconds, cold, each in a process of its own.
#
#   benchmarks/vendored.sh [FOLDER]...
#
# Each FOLDER is a package; without any, those of Debian's python3-* below /usr/lib/python3/dist-packages that are there:
# apt-get install python3-sympy python3-twisted python3-sqlalchemy python3-networkx python3-django ansible-core
# The classes must have been compiled: mvn -pl core -am test-compile.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
jspecify=$(find "$HOME/.m2" -name 'jspecify-*.jar' | head -n 1)
classes=${DVP_CLASSES:-$here/../core/target/classes:$here/../core/target/test-classes:$here/../python-parser/target/classes}:$jspecify
folders=("$@")
if [ "${#folders[@]}" -eq 0 ]; then
  for name in sympy twisted sqlalchemy networkx django ansible pygments docutils botocore; do
    [ -d "/usr/lib/python3/dist-packages/$name" ] && folders+=("/usr/lib/python3/dist-packages/$name")
  done
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
echo '| package | files | lines | read ms | names ms | undefined names | missing modules | missing names |'
echo '|---|---|---|---|---|---|---|---|'
for folder in "${folders[@]}"; do
  name=$(basename "$folder")
  mkdir -p "$work/$name"
  cp -rL "$folder" "$work/$name/$name"
  java -cp "$classes" dev.dvp.core.python.names.NamesMain "$work/$name" > "$work/$name.txt"
  tail -n 1 "$work/$name.txt" |
    sed -E "s/^# ([0-9]+) files, ([0-9]+) lines, .*read ([0-9]+) ms, names ([0-9]+) ms/| $name | \1 | \2 | \3 | \4 | $(grep -c ': P201 ' "$work/$name.txt" || true) | $(grep -c ': P202 ' "$work/$name.txt" || true) | $(grep -c ': P203 ' "$work/$name.txt" || true) |/"
  [ -z "${DVP_FINDINGS:-}" ] || cp "$work/$name.txt" "$DVP_FINDINGS/"
done
