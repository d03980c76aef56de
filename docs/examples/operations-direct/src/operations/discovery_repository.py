"""Finds the programs on a host that datasets can be linked with: here, rsync."""

from typing import List

from dlpx.virtualization import libs
from dlpx.virtualization.common import RemoteConnection
from generated.definitions import RepositoryDefinition
from operations import plugin


@plugin.discovery.repository()
def find_repositories(source_connection: RemoteConnection) -> List[RepositoryDefinition]:
    found = libs.run_bash(source_connection, "command -v rsync")
    if found.exit_code != 0:
        # A host without it is no fault: it has no repository.
        return []
    return [RepositoryDefinition(name="rsync", program=found.stdout.strip())]
