#!/usr/bin/env bash
# Measures how long it takes to look into a large artifact, in a heap of 128 MB: `dvp inspect`, `verify` and `diff`. The
# payload is made on the spot, half random bytes, half text; nothing of it is kept.
#
#   benchmarks/artifacts.sh [--gigabytes N] [--java JAVA_HOME]
#
# Seconds of one run each. It takes Python 3, a built cli/target/dvp.jar, and some six times the size on the disk.
set -euo pipefail

gigabytes=2
java=java
while [ $# -gt 0 ]; do
  case $1 in
    --gigabytes) gigabytes=$2 && shift 2 ;;
    --java) java=$2/bin/java && shift 2 ;;
    *) sed -n '2,7s/^# \{0,1\}//p' "$0" >&2 && exit 2 ;;
  esac
done

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dvp() { "$java" -Xmx128m -jar "$here/../cli/target/dvp.jar" "$@"; }

cd "$work"
dvp init -n Large >/dev/null 2>&1
python3 - src/data "$gigabytes" <<'EOF'
import os, random, sys

folder, files = sys.argv[1], int(sys.argv[2]) * 10
os.makedirs(folder)
chance = random.Random(1)
words = [b"word%d " % i for i in range(5000)]
for i in range(files):
    with open("%s/%s%d" % (folder, "random" if i % 2 else "text", i), "wb") as file:
        while file.tell() < 100 << 20:
            file.write(chance.randbytes(1 << 20) if i % 2 else b"".join(chance.choices(words, k=20000)))
EOF
dvp build

# The same with another field, and with every file packed at another level.
python3 - <<'EOF'
import base64, json, mmap, zipfile

with open("artifact.json", "rb") as file, open("field.json", "wb") as other:
    other.write(file.read(4096).replace(b'"en-us"', b'"en-gb"', 1))
    while block := file.read(1 << 20):
        other.write(block)
with open("artifact.json", "rb") as file:
    whole = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    start = whole.find(b'"sourceCode":"') + 14
    with open("zip", "wb") as out:
        for at in range(start, len(whole) - 2, 1 << 20):
            out.write(base64.b64decode(whole[at : min(at + (1 << 20), len(whole) - 2)]))
    head = whole[:start]
with zipfile.ZipFile("zip") as old, zipfile.ZipFile("zip1", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
    for entry in old.infolist():
        with old.open(entry) as source, new.open(entry.filename, "w", force_zip64=False) as target:
            while block := source.read(1 << 20):
                target.write(block)
with open("level.json", "wb") as out, open("zip1", "rb") as packed:
    out.write(head)
    while block := packed.read(3 << 20):
        out.write(base64.b64encode(block))
    out.write(b'"}')
EOF
rm zip zip1

TIMEFORMAT='%R | %U |'
printf '| command | wall s | processor s |\n|---|---|---|\n'
measure() {
  printf '| `%s` | ' "$*"
  { time dvp "$@" >/dev/null 2>&1; } 2>&1
}
measure inspect --files
measure inspect
measure verify
measure diff artifact.json artifact.json
measure diff artifact.json field.json
measure diff artifact.json level.json
