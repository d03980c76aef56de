"""What there is of PostgreSQL on a host: installations, and clusters that run."""

from __future__ import annotations

import logging
import re
from typing import List, Set

from dlpx.virtualization.common import RemoteConnection
from generated.definitions import RepositoryDefinition, SourceConfigDefinition
from postgres_plugin import host

logger = logging.getLogger(__name__)

#: Older ones keep their recovery settings in another way.
OLDEST = 12

# Where Debian and Red Hat put it, and what the PATH leads to. One line each: the folder,
# a tab, and what the program says of its version.
FIND_INSTALLS = r"""
declare -A seen
for found in /usr/lib/postgresql/*/bin/postgres /usr/pgsql-*/bin/postgres \
    "$(command -v postgres)" "$(pg_config --bindir 2>/dev/null)/postgres"; do
  [ -x "$found" ] || continue
  folder=$(dirname "$(readlink -f "$found")")
  [ -x "$folder/pg_ctl" ] && [ -x "$folder/pg_basebackup" ] || continue
  [ -z "${seen[$folder]}" ] || continue
  seen[$folder]=yes
  printf '%s\t%s\n' "$folder" "$("$folder/postgres" --version)"
done
exit 0
"""

# Clusters of Debian's tools, and processes that were started by other ways. One line each:
# the port, a tab, and the data folder.
FIND_CLUSTERS = r"""
if command -v pg_lsclusters >/dev/null; then
  pg_lsclusters --no-header | while read -r version _ port status _ data _; do
    [ "$version" = "$MAJOR" ] && [[ "$status" == online* ]] && printf '%s\t%s\n' "$port" "$data"
  done
fi
for process in /proc/[0-9]*; do
  mapfile -d '' -t words 2>/dev/null < "$process/cmdline" || continue
  [ "${words[0]}" = "$BINARIES/postgres" ] || continue
  for i in "${!words[@]}"; do
    [ "${words[i]}" = -D ] || continue
    data=${words[i + 1]}
    # Only its owner may look into it.
    [ -r "$data/postmaster.pid" ] || continue
    mapfile -t lines < "$data/postmaster.pid"
    printf '%s\t%s\n' "${lines[3]}" "$data"
  done
done 2>/dev/null
exit 0
"""


def find(connection: RemoteConnection) -> List[RepositoryDefinition]:
    """The installations that this plugin can work with."""
    repositories = []
    for line in host.run(connection, FIND_INSTALLS).splitlines():
        binaries, _, said = line.partition("\t")
        number = re.search(r"\d+(\.\d+)*", said)
        if number and int(number.group().split(".")[0]) >= OLDEST:
            repositories.append(_repository(binaries, number.group()))
        else:
            logger.warning("%s is passed over: %s", binaries, said or "it does not run")
    if not repositories:
        logger.warning("No PostgreSQL from version %s is on this host.", OLDEST)
    return repositories


def find_clusters(
    connection: RemoteConnection, repository: RepositoryDefinition
) -> List[SourceConfigDefinition]:
    """The clusters of an installation that run, as far as the user may see them."""
    variables = {"BINARIES": repository.binaries, "MAJOR": major(repository)}
    scratch = connection.environment.host.scratch_path
    ports: Set[int] = set()
    for line in host.run(connection, FIND_CLUSTERS, variables).splitlines():
        port, _, data = line.partition("\t")
        # What lies in the scratch folder are copies that this plugin made.
        if port.isdigit() and not data.startswith(scratch + "/"):
            ports.add(int(port))
    # The staging host has to reach it by this name.
    name = connection.environment.host.name
    return [_source_config(name, port) for port in sorted(ports)]


def major(repository: RepositoryDefinition) -> str:
    """The major version, such as ``15``: data of another does not run."""
    version: str = repository.version
    return version.split(".")[0]


def _repository(binaries: str, version: str) -> RepositoryDefinition:
    name = "PostgreSQL {} ({})".format(version, binaries)
    return RepositoryDefinition(name=name, version=version, binaries=binaries)


def _source_config(name: str, port: int) -> SourceConfigDefinition:
    return SourceConfigDefinition(
        name="{}:{}".format(name, port), host=name, port=str(port)
    )
