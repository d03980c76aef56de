#!/usr/bin/env bash
# Measures the inner parts of dvp with JMH (reading Python, checking schemas, packing, comparing), each with inputs that
# grow, in JVMs that are set up as dvp's own, and prints one table in Markdown with the exponent of the growth.
#
#   benchmarks/inner.sh [PATTERN]
#
# All of it takes some 20 minutes and 8 GB in the temporary folder (TMPDIR); PATTERN chooses, for example 'ReadingPython'.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

folder=$PWD/benchmarks/inner/target
mvn -q -B -Dquick -pl benchmarks/inner -am package dependency:build-classpath "-Dmdep.outputFile=$PWD/benchmarks/inner/target/classpath"
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$(ls "$folder"/quick/*.jar):$(cat "$folder/classpath")" \
  "-Djava.io.tmpdir=${TMPDIR:-/tmp}" dev.dvp.benchmarks.Growth "$@"
