"""Brings the data into a state that is worth keeping."""

from dlpx.virtualization import libs
from dlpx.virtualization.platform import VirtualSource
from generated.definitions import RepositoryDefinition, SourceConfigDefinition
from operations import plugin


@plugin.virtual.pre_snapshot()
def flush(
    virtual_source: VirtualSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
) -> None:
    # What the host's memory still holds of it is written.
    variables = {"FOLDER": source_config.path}
    libs.run_bash(virtual_source.connection, 'sync -f "$FOLDER"', variables, check=True)
