#!/usr/bin/env bash
# Runs the harness of faults in full: every fault at every request, and UPLOADS uploads on a way where any request may
# meet one. Prints a table, and what went wrong.
#
#   benchmarks/faults.sh [--uploads 1000]
#
# The same runs in each `mvn verify`, with fewer uploads.
set -euo pipefail

uploads=1000
while [ $# -gt 0 ]; do
  case $1 in
    --uploads) uploads=$2 && shift 2 ;;
    *) sed -n '2,7s/^# \{0,1\}//p' "$0" >&2 && exit 2 ;;
  esac
done

cd "$(dirname "${BASH_SOURCE[0]}")/.."
table=$(mktemp)
trap 'rm -f "$table"' EXIT
status=0
mvn -q -B test -pl cli -am -Djacoco.skip -Dtest=FaultHarnessTest -Dsurefire.failIfNoSpecifiedTests=false \
  "-Ddvp.faults=$uploads" "-Ddvp.faults.table=$table" || status=$?
cat "$table"
exit "$status"
