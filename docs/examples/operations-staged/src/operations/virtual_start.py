"""Starts what works on the data, and notes that in a log on the host."""

from dlpx.virtualization import libs
from dlpx.virtualization.platform import VirtualSource
from generated.definitions import RepositoryDefinition, SourceConfigDefinition
from operations import plugin

START = """
set -e
touch "$FOLDER/.running"
mkdir -p "$LOGS"
echo "$(date -u) started in $FOLDER" >> "$LOGS/$GUID.log"
"""


@plugin.virtual.start()
def start(
    virtual_source: VirtualSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
) -> None:
    variables = {
        "FOLDER": source_config.path,
        "LOGS": virtual_source.connection.environment.host.scratch_path + "/logs",
        "GUID": virtual_source.guid,
    }
    libs.run_bash(virtual_source.connection, START, variables, check=True)
