# The PostgreSQL example on a real server: a copy has the data of its snapshot, a refresh the source's of now, a rollback
# the copy's own of then. Called with the folder to work in, the command line of Java and dvp's jar; not as root.
set -euo pipefail
work=$1 java=$2 jar=$3
export HOME=$work/home DVP_ENGINE_DATA=$work/home/engine LC_ALL=C.UTF-8
bin=$(compgen -G '/usr/lib/postgresql/*/bin/initdb' | sort -V | tail -n1)
PATH=${bin%/initdb}:$PATH
mkdir -p "$HOME" "$work/socket"
cd "$work"

dvp() { "$java" -XX:TieredStopAtLevel=1 -Duser.home="$HOME" -jar "$jar" "$@"; }

# A port that nobody listens on.
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

is() {
  [ "$2" = "$3" ] && return
  echo "$1: $3 where $2 was expected" >&2
  exit 1
}

source_port=$(free_port)
copy_port=$(free_port)
on() { psql -XAtq -v ON_ERROR_STOP=1 -h localhost -p "$1" -U postgres -c "$2"; }

initdb -D source -A trust -U postgres >/dev/null
pg_ctl -D source -o "-p $source_port -k '$work/socket' -c listen_addresses=localhost" -l source.log -w start >/dev/null
# Whatever came of it: no server goes on.
end() {
  { cd "$work/plugin 1" && dvp lab delete copy --force || true; } >/dev/null 2>&1
  pg_ctl -D "$work/source" -m immediate stop >/dev/null
}
trap end EXIT
on "$source_port" 'create table t as select x from generate_series(1, 1000) x'

dvp init --template postgres -r 'plugin 1' -n Trial -qq >/dev/null
cd 'plugin 1'
sed -i "s/localhost:5432/localhost:$source_port/; s/\"5432\"/\"$source_port\"/; s/port: 5433/port: $copy_port/" lab.yml
dvp lab discover -q
dvp lab link prod -q
dvp lab sync prod -q
on "$source_port" 'insert into t select 1'
dvp lab provision copy --from prod -q
is 'the copy has the data of its snapshot' 1000 "$(on "$copy_port" 'select count(*) from t')"

on "$copy_port" 'delete from t where x > 10'
dvp lab snapshot copy -q
on "$copy_port" 'drop table t'
dvp lab rollback copy -q
is 'a rollback brings the data of the own snapshot back' 10 "$(on "$copy_port" 'select count(*) from t')"

dvp lab stop copy -q
on "$copy_port" 'select 1' 2>/dev/null && echo 'a copy that was stopped answers' >&2 && exit 1
dvp lab start copy -q
is 'a copy that was started again has its data' 10 "$(on "$copy_port" 'select count(*) from t')"

dvp lab sync prod -q
dvp lab refresh copy -q
is 'a refresh brings the data of the newest snapshot' 1001 "$(on "$copy_port" 'select count(*) from t')"
dvp lab delete copy -q
on "$copy_port" 'select 1' 2>/dev/null && echo 'a copy that was deleted answers' >&2 && exit 1
dvp lab delete prod -q

dvp lab test
