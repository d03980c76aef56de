"""Finds the datasets of a repository: folders with an app.conf in them."""

import os
from typing import List

from dlpx.virtualization import libs
from dlpx.virtualization.common import RemoteConnection
from generated.definitions import RepositoryDefinition, SourceConfigDefinition
from operations import plugin

FIND = """
[ -d "$ROOT" ] || exit 0
find "$ROOT" -mindepth 2 -maxdepth 2 -name app.conf -printf '%h\\n' | sort
"""


@plugin.discovery.source_config()
def find_source_configs(
    source_connection: RemoteConnection, repository: RepositoryDefinition
) -> List[SourceConfigDefinition]:
    root = source_connection.environment.host.scratch_path + "/datasets"
    found = libs.run_bash(source_connection, FIND, {"ROOT": root}, check=True)
    return [
        SourceConfigDefinition(name=os.path.basename(path), path=path)
        for path in found.stdout.splitlines()
    ]
