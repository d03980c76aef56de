#!/usr/bin/env bash
# Renders README.md and docs/ to a static site, to be read from disk or from any web server, and says where it is.
# Nothing is loaded from elsewhere, neither here nor by a reader's browser. A dead link fails it.
#
#   docs/site/build.sh [FOLDER]     [docs/site/target]
#
# Takes Sphinx, MyST and the theme Furo (Debian: python3-sphinx python3-myst-parser furo); ends with 3 without them.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=${here%/docs/site}
site=${1:-$here/target}

# Debian's modules are those of its own Python, which need not be the first on the PATH.
python=
for candidate in python3 /usr/bin/python3; do
  if "$candidate" -c 'import sphinx, myst_parser, furo' 2>/dev/null; then
    python=$candidate
    break
  fi
done
if [ -z "$python" ]; then
  echo 'build.sh: needs Sphinx, MyST and Furo (Debian: python3-sphinx python3-myst-parser furo)' >&2
  exit 3
fi

# A page that is gone must not stay.
rm -rf "$site"
read=$(mktemp -d)
trap 'rm -rf "$read"' EXIT
"$python" -B -m sphinx -q -n -W --keep-going -j auto -b html -d "$read" -c "$here" "$root" "$site"
rm -f "$site/.buildinfo"
cat >"$site/index.html" <<'HTML'
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>dvp</title><meta http-equiv="refresh" content="0; url=docs/README.html"></head>
<body><a href="docs/README.html">dvp</a></body>
</html>
HTML
echo "$site/index.html"
