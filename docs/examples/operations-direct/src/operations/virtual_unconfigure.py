"""Lets go of the data, which the engine takes away next."""

from dlpx.virtualization import libs
from dlpx.virtualization.platform import VirtualSource
from generated.definitions import RepositoryDefinition, SourceConfigDefinition
from operations import plugin


@plugin.virtual.unconfigure()
def unconfigure(
    virtual_source: VirtualSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
) -> None:
    # -f: it is fine when nothing runs. This may be called twice.
    variables = {"FOLDER": source_config.path}
    libs.run_bash(virtual_source.connection, 'rm -f "$FOLDER/.running"', variables, check=True)
