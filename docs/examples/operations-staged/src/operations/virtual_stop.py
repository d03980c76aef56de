"""Stops what works on the data, which stays mounted."""

from dlpx.virtualization import libs
from dlpx.virtualization.platform import VirtualSource
from generated.definitions import RepositoryDefinition, SourceConfigDefinition
from operations import plugin


@plugin.virtual.stop()
def stop(
    virtual_source: VirtualSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
) -> None:
    # -f: it is fine when it is stopped already.
    variables = {"FOLDER": source_config.path}
    libs.run_bash(virtual_source.connection, 'rm -f "$FOLDER/.running"', variables, check=True)
