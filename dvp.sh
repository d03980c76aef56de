#!/bin/sh
# Starts dvp: finds Java, builds dvp when it must, and starts it quickly.
#
# Two layouts are known: a checkout (the jar is cli/target/dvp.jar, built here when it is missing or older than the
# sources), and an installed copy: this script and dvp.jar in one folder.
#
#   JAVA_HOME        the Java to use; else the one on PATH
#   DVP_JAVA_OPTS    more options for the JVM, separated by spaces
#   DVP_NO_BUILD=1   never build, run the jar that is there
#   DVP_NO_CDS=1     neither make nor use a class-data archive
#   DVP_CACHE        where class-data archives go; else $XDG_CACHE_HOME/dvp, else ~/.dvp/cache
#
# `dvp.sh --warm-up` makes the class-data archive now rather than in the background after the first command.
#
# The exit code is dvp's own, or 2 when dvp could not be started.
# Plain POSIX sh, few processes: all this takes some 5 ms.
set -u
unset CDPATH

MAIN=dev.dvp.cli.Main
TRAINING=dev.dvp.cli.Training
OLDEST_JAVA=17
# For a short run: no optimising compiler; the quick one only for methods that are called twice as often as it usually
# wants (a tenth of the time of `validate`); no garbage collector threads, no file in /tmp for jps, and none of the JVM's own
# warnings, which it would print to stdout, amid a JSON document.
FLAGS='-XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=2 -XX:+UseSerialGC -XX:-UsePerfData -Xlog:disable -Xlog:all=error:stderr'
# With an archive: take it where it was made for instead of moving it about in memory, which is 20 ms. A JVM that does not
# know these (they are not promised) fails in the training, and so is never given them.
ARCHIVE_FLAGS='-XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0'
# What users tell JVMs from outside; some of it does not go together with ours.
OUTSIDE_FLAGS="${JAVA_TOOL_OPTIONS-} ${JDK_JAVA_OPTIONS-} ${_JAVA_OPTIONS-} ${DVP_JAVA_OPTS-}"
case $OUTSIDE_FLAGS in
  *-XX:+Use*GC*) FLAGS=${FLAGS%%-XX:+UseSerialGC*}${FLAGS#*-XX:+UseSerialGC} ;;
esac

say() {
  printf 'dvp: %s\n' "$1" >&2
}

# fail LINE...: the first says what is wrong, the others what to do.
fail() {
  say "$1"
  shift
  [ $# -eq 0 ] || printf '     %s\n' "$@" >&2
  exit 2
}

# --- Where am I ------------------------------------------------------------------------------------------------------

# follow_links FILE: sets $followed to the file that a chain of links ends at.
follow_links() {
  followed=$1
  while [ -L "$followed" ]; do
    link=$(readlink "$followed") || return
    case $link in
      /*) followed=$link ;;
      *) followed=${followed%/*}/$link ;;
    esac
  done
}

find_self() {
  case $0 in
    */*) follow_links "$0" ;;
    *) follow_links "./$0" ;; # `sh dvp.sh`
  esac
  self=${followed##*/}
  here=$(cd "${followed%/*}/" && pwd -P) || fail "the folder of $followed cannot be entered."
  case $here in
    *:*) fail "$here has a colon in its name, where Java separates the parts of a class path. Move it." ;;
  esac
  if [ -f "$here/pom.xml" ] && [ -f "$here/cli/pom.xml" ]; then
    checkout=yes
    jar=$here/cli/target/dvp.jar
  else
    checkout=
    jar=$here/dvp.jar
  fi
}

# --- Java ------------------------------------------------------------------------------------------------------------

# find_java [javac]: sets $java_home and $java_version to the first Java that is new enough (and has a compiler).
find_java() {
  looked=
  if [ -n "${JAVA_HOME-}" ]; then
    look_at_java "${JAVA_HOME%/}/bin/java" JAVA_HOME "${1-}" && return
  else
    refuse JAVA_HOME 'is not set'
  fi
  if on_path=$(command -v java); then
    follow_links "$on_path"
    look_at_java "$followed" PATH "${1-}" && return
  else
    refuse PATH 'has no java'
  fi
  no_java "${1-}"
}

# look_at_java JAVA WHERE-IT-WAS-NAMED [javac]
look_at_java() {
  java_version=
  case $1 in
    /*/bin/java) java_home=${1%/bin/java} ;;
    */bin/java) java_home=$PWD/${1%/bin/java} ;;
    *) java_home= ;;
  esac
  if [ ! -x "$1" ]; then
    refuse "$2" "there is no $1"
  elif ! read_release_file && ! ask_java "$1"; then
    refuse "$2" "$1 does not start"
  elif [ "$java_version" -lt "$OLDEST_JAVA" ]; then
    refuse "$2" "$1 is Java $java_version"
  elif [ "${3-}" = javac ] && [ ! -x "$java_home/bin/javac" ]; then
    refuse "$2" "$java_home has no compiler; it is a JRE, not a JDK"
  else
    return 0
  fi
}

# refuse WHERE WHY: notes it for no_java; is always false.
refuse() {
  looked="$looked     Looked at $1: $2.
"
  return 1
}

# JAVA_VERSION="17.0.15", "1.8.0_402" or "26-ea"
read_release_file() {
  [ -r "$java_home/release" ] || return
  while IFS= read -r line; do
    case $line in
      JAVA_VERSION=*)
        line=${line#*=}
        line=${line#\"}
        set_java_version "${line#1.}"
        break
        ;;
    esac
  done <"$java_home/release"
  [ -n "$java_version" ]
}

set_java_version() {
  java_version=${1%%[!0-9]*}
}

# ask_java JAVA: a Java without a release file, or a stand-in for one (macOS's /usr/bin/java, jenv, asdf), has to be started
# to be asked. The answer holds for as long as the Java that it names is there.
ask_java() {
  answer=
  if find_cache; then
    as_one_name "$1"
    answer=$cache/java$one_name
    if [ -r "$answer" ]; then
      { IFS= read -r java_version && IFS= read -r java_home; } <"$answer"
      [ ! -x "$java_home/bin/java" ] || return 0
    fi
  fi
  properties=$("$1" -XshowSettings:properties -version 2>&1 </dev/null)
  property java.specification.version
  set_java_version "${value#1.}"
  property java.home
  java_home=$value
  [ -n "$java_version" ] && [ -x "$java_home/bin/java" ] || return 1
  if [ -n "$answer" ] && mkdir -p "$cache" 2>/dev/null && [ -w "$cache" ]; then
    printf '%s\n%s\n' "$java_version" "$java_home" >"$answer.$$" && mv -f "$answer.$$" "$answer"
  fi
}

# property NAME: sets $value to a line of $properties like `    java.home = /usr/lib/jvm/17`.
property() {
  value=${properties#*" $1 = "}
  [ "$value" != "$properties" ] || value=
  value=${value%%
*}
}

no_java() {
  if [ "${1-}" = javac ]; then
    say "building dvp takes a JDK $OLDEST_JAVA or newer, and there is none."
  else
    say "Java $OLDEST_JAVA or newer is needed, and there is none."
  fi
  printf '%s' "$looked" >&2
  printf '     %s\n' \
    "Install a JDK $OLDEST_JAVA or newer and put it on PATH, or set JAVA_HOME to its folder:" \
    "Debian, Ubuntu: apt install openjdk-17-jdk-headless; macOS: brew install openjdk; others: https://adoptium.net" >&2
  exit 2
}

# --- Building --------------------------------------------------------------------------------------------------------

make_sure_of_jar() {
  if [ -z "$checkout" ]; then
    [ -f "$jar" ] || fail "$jar is not there: dvp.sh wants dvp.jar beside it."
    return
  fi
  if [ -n "${DVP_NO_BUILD-}" ]; then
    [ -f "$jar" ] || fail "$jar is not there, and DVP_NO_BUILD forbids to build it."
    return
  fi
  is_stale || return
  target=$here/cli/target
  if ! mkdir -p "$target" 2>/dev/null || [ ! -w "$target" ]; then
    [ -f "$jar" ] || fail "dvp is not built yet, and $target cannot be written." 'Clone dvp to a folder of yours.'
    return
  fi
  build_alone
}

# Whether a module's pom.xml or anything below its src/main, or a page that `dvp help` shows, is newer than the jar.
# Folders count: a file may be gone.
is_stale() {
  [ -f "$jar" ] || return 0
  set -- "$here/pom.xml" "$here"/docs/*.md "$here/docs/operations"
  for pom in "$here"/*/pom.xml; do
    set -- "$@" "$pom" "${pom%pom.xml}src/main"
  done
  [ -n "$(find "$@" -newer "$jar" 2>/dev/null)" ]
}

build_alone() {
  lock=$target/.build-lock
  waited=0
  until take_lock "$lock" 30; do
    [ "$waited" -ne 0 ] || say 'waiting for another dvp.sh, which is building dvp …'
    [ -d "$lock" ] || [ "$waited" -lt 5 ] || fail "$target cannot be written."
    waited=$((waited + 1))
    sleep 1
  done
  maven=
  trap 'stop_maven; rm -rf "$lock"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  trap 'exit 129' HUP
  if is_stale; then
    build
  fi
  trap - EXIT INT TERM HUP
  rm -rf "$lock"
}

build() {
  jdk=$(find_java javac && printf %s "$java_home") || exit 2
  find_maven
  log=$target/build.log
  say 'building dvp; this takes a minute or two the first time …'
  : >"$lock/started"
  # Without the checks of `mvn verify`; in the background, so that a signal can stop it; and without the user's input,
  # which is meant for dvp.
  (cd "$here" && JAVA_HOME=$jdk exec "$mvn" -B -q -Dquick -pl cli -am package) >"$log" 2>&1 </dev/null &
  maven=$!
  wait "$maven" || build_failed
  maven=
  [ -f "$jar" ] || build_failed
  # What was edited while Maven ran may not be in the jar: let it be newer.
  touch -r "$lock/started" "$jar"
  say 'built.'
}

find_maven() {
  if ! mvn=$(command -v mvn); then
    mvn=${MAVEN_HOME:+$MAVEN_HOME/bin/mvn}
    [ -x "$mvn" ] || fail_to_build 'building dvp takes Maven 3.8 or newer, and there is no mvn on PATH.' \
      'Debian, Ubuntu: apt install maven; macOS: brew install maven; others: https://maven.apache.org'
  fi
  # "Apache Maven 3.8.7", at times among codes for colours
  maven_version=$(JAVA_HOME=$jdk "$mvn" -B -v 2>&1 </dev/null | sed -n 's/.*Apache Maven \([0-9]*\.[0-9]*\).*/\1/p')
  case $maven_version in
    '') fail_to_build "$mvn does not start. See what \`$mvn -v\` says." ;;
    [012].* | 3.[0-7]) fail_to_build "building dvp takes Maven 3.8 or newer, and $mvn is $maven_version." ;;
  esac
}

build_failed() {
  maven=
  say 'Maven failed:'
  grep '^\[ERROR\] *[^ ]' "$log" | sed -n '1,8s/^/     /p' >&2
  set -- "dvp could not be built; all that Maven said is in $log"
  ! grep -q 'Could not transfer\|Unknown host\|offline mode' "$log" ||
    set -- "$@" 'The first build fetches libraries: https://repo.maven.apache.org (or your mirror of it) must be within reach.'
  fail_to_build "$@"
}

fail_to_build() {
  [ ! -f "$jar" ] || set -- "$@" 'DVP_NO_BUILD=1 runs the jar that is there, though it is older than the sources.'
  fail "$@"
}

stop_maven() {
  [ -z "$maven" ] || { kill "$maven" && wait "$maven"; } 2>/dev/null
}

# take_lock FOLDER MINUTES: makes a folder that only one can make. False if a living process has it, for not too long yet.
take_lock() {
  if mkdir "$1" 2>/dev/null; then
    echo "$$" >"$1/pid"
    return
  fi
  holder=
  [ ! -r "$1/pid" ] || IFS= read -r holder <"$1/pid"
  if [ -z "$holder" ] || kill -0 "$holder" 2>/dev/null || [ -d "/proc/$holder" ]; then
    [ -n "$(find "$1" -prune -mmin "+$2" 2>/dev/null)" ] || return 1
  fi
  # Its holder was killed. Of several that see so only one can move it away, and it looks at what it got.
  mv "$1" "$1.$$" 2>/dev/null || return 1
  moved=
  [ ! -r "$1.$$/pid" ] || IFS= read -r moved <"$1.$$/pid"
  if [ "$moved" != "$holder" ]; then
    mv "$1.$$" "$1"
    return 1
  fi
  rm -rf "$1.$$"
  mkdir "$1" 2>/dev/null && echo "$$" >"$1/pid"
}

# --- The class-data archive ------------------------------------------------------------------------------------------
#
# A file in which a JVM keeps the classes of dvp as it wants them in memory: half of the time of a start. It is made once
# for each JVM and jar, by running the usual commands (dev.dvp.cli.Training) in the background after a first command.
# Java 25's AOT cache was tried: it is 20 ms quicker for `validate` and 40 ms slower for `--version`, since it loads all
# classes each time, dies on -Xshare in JAVA_TOOL_OPTIONS, and prints to stderr when it does not fit.
#
# Beside it lies a note of what it was made with. While the note is true, it also spares looking for Java again.

find_cache() {
  if [ -n "${DVP_CACHE-}" ]; then
    cache=$DVP_CACHE
  elif [ -n "${XDG_CACHE_HOME-}" ]; then
    cache=$XDG_CACHE_HOME/dvp
  elif [ -n "${HOME-}" ]; then
    cache=$HOME/.dvp/cache
  else
    return 1
  fi
  case $cache in
    /*) ;;
    *) cache=$PWD/$cache ;;
  esac
}

# Sets $store to the folder of the archive, named for the Java that find_java looks at first and the jar.
find_store() {
  [ -z "${DVP_NO_CDS-}" ] || return 1
  case $OUTSIDE_FLAGS in
    *-Xshare* | *SharedArchive* | *ArchiveClasses* | *AOT*) return 1 ;;
  esac
  find_cache || return 1
  named_java=${JAVA_HOME:+$JAVA_HOME/bin/java}
  [ -x "$named_java" ] || named_java=$(command -v java) || return 1
  as_one_name "$named_java$jar"
  [ "${#one_name}" -le 120 ] || one_name=$(printf %s "$one_name" | cksum)
  store=$cache/classes$one_name
  archive=$store/archive
}

# as_one_name PATH: sets $one_name to the path as the name of one file; without a process, since each takes 1 ms.
as_one_name() {
  set -f
  IFS=/
  # shellcheck disable=SC2086 # to be split
  set -- $1
  IFS=+
  one_name="$*"
  unset IFS
  set +f
}

# Sets $facts to what must not change: times and sizes of the JVM, the jar and the archive. A JVM that is given a truncated
# archive dies of a bus error, and one that is given another's archive starts slowly.
find_facts() {
  facts=$(LC_ALL=C TZ=UTC0 ls -lndL "$named_java" "$java_home/release" "$jar" "$archive" 2>/dev/null)
  facts="$FLAGS
$facts"
}

# Sets $java_home, if there is an archive and all is as it was when it was made.
recall() {
  find_store && [ -r "$store/note" ] || return 1
  noted=
  {
    IFS= read -r java_home
    while IFS= read -r line; do
      noted="$noted${noted:+
}$line"
    done
  } <"$store/note"
  find_facts
  [ "$facts" = "$noted" ]
}

# The training must not hold the user's terminal or pipes open, be his child, or end with his terminal.
warm_up_in_background() {
  (
    trap '' HUP
    DVP_CACHE=$cache DVP_NO_BUILD=1 nice /bin/sh "$here/$self" --warm-up in-background &
  ) </dev/null >/dev/null 2>&1 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-
}

# warm_up [in-background]
warm_up() {
  find_store || fail 'no class-data archive: DVP_NO_CDS or an option for the JVM forbids it, or there is no HOME.'
  if ! mkdir -p "$store" 2>/dev/null || [ ! -w "$store" ]; then
    fail "no class-data archive: $store cannot be written."
  fi
  lock=$store/lock
  until recall; do
    if take_lock "$lock" 5; then
      trap 'rm -rf "$lock"' EXIT
      trap 'exit 130' INT
      trap 'exit 143' TERM
      recall || train "${1-}"
      break
    elif [ -n "${1-}" ]; then
      exit 0
    fi
    sleep 1
  done
  say "the class-data archive is $archive"
  exit 0
}

# train [in-background]: without the user's environment, home folder and credentials.
train() {
  failed=$store/failed
  # What failed today is not tried again with every command.
  [ -z "${1-}" ] || [ -z "$(find "$failed" -prune -mtime -1 2>/dev/null)" ] || exit 0
  find_java
  mkdir "$lock/home"
  : >"$lock/started"
  cd "$lock/home" || exit
  # shellcheck disable=SC2086 # FLAGS are several
  if env -i PATH="$PATH" HOME="$lock/home" LC_ALL=C.UTF-8 "$java_home/bin/java" $FLAGS $ARCHIVE_FLAGS \
    -XX:ArchiveClassesAtExit="$lock/archive" -Duser.home="$lock/home" -Djava.io.tmpdir="$lock/home" -cp "$jar" "$TRAINING" \
    </dev/null >"$lock/log" 2>&1 && [ -s "$lock/archive" ]; then
    mv -f "$lock/archive" "$archive"
    find_facts
    printf '%s\n' "$java_home" "$facts" >"$lock/note"
    # A jar that came meanwhile needs an archive of its own.
    [ -n "$(find "$jar" -newer "$lock/started")" ] || mv -f "$lock/note" "$store/note"
    rm -f "$failed"
    forget_old_archives
  else
    mv -f "$lock/log" "$failed"
    fail "no class-data archive could be made; what the JVM said is in $failed"
  fi
}

# Four are enough for two checkouts and two JVMs; of the others, what was made today may be of somebody who works with more.
forget_old_archives() {
  # shellcheck disable=SC2012 # find cannot sort by time; a name with a line feed stays
  ls -1td "$cache"/classes* | sed 1,4d | while IFS= read -r old; do
    [ -z "$(find "$old" -prune -mtime +0 2>/dev/null)" ] || rm -rf "$old"
  done
}

# --- Go --------------------------------------------------------------------------------------------------------------

# In a locale that is ASCII, or that is named but not installed here, Java and Maven lose every `Müller` among arguments
# and file names. dvp speaks one language, so the UTF-8 locale that is there everywhere does, unless a terminal really
# speaks another character set.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
  *.[Uu][Tt][Ff]*) export LC_ALL=C.UTF-8 ;;
  *.*) ;;
  *) export LC_ALL=C.UTF-8 ;;
esac

find_self
make_sure_of_jar
[ "${1-}" != --warm-up ] || warm_up "${2-}"

store=
use_archive=
if recall; then
  use_archive=-XX:SharedArchiveFile=$archive
  FLAGS="$FLAGS $ARCHIVE_FLAGS"
else
  find_java
  [ -z "$store" ] || warm_up_in_background
fi

# Java 17 cannot tell for each stream by itself whether it is a terminal.
terminal=
for stream in 0 1 2; do
  [ ! -t "$stream" ] || terminal=$terminal$stream
done

# The engine loads SQLite's library: Java 24 and later warn of that unless told, and then take no archive.
native=
case "$* " in
  'engine start '*'--foreground '*)
    native=--enable-native-access=ALL-UNNAMED
    use_archive=
    ;;
esac

set -f
# shellcheck disable=SC2086 # none or several
exec "$java_home/bin/java" $FLAGS ${DVP_JAVA_OPTS-} ${use_archive:+"$use_archive"} $native \
  "-Ddvp.terminal=$terminal" "-Ddvp.archive=$use_archive" -cp "$jar" "$MAIN" "$@"
