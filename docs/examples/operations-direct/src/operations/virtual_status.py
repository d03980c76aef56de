"""Says whether the copy runs."""

from dlpx.virtualization import libs
from dlpx.virtualization.platform import Status, VirtualSource
from generated.definitions import RepositoryDefinition, SourceConfigDefinition
from operations import plugin


@plugin.virtual.status()
def status(
    virtual_source: VirtualSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
) -> Status:
    variables = {"FOLDER": source_config.path}
    looked = libs.run_bash(virtual_source.connection, '[ -e "$FOLDER/.running" ]', variables)
    return Status.ACTIVE if looked.exit_code == 0 else Status.INACTIVE
