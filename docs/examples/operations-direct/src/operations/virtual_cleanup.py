"""Removes what the plugin left on the host outside of the data."""

from dlpx.virtualization import libs
from dlpx.virtualization.platform import VirtualSource
from generated.definitions import RepositoryDefinition, SourceConfigDefinition
from operations import plugin


@plugin.virtual.cleanup()
def cleanup(
    virtual_source: VirtualSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
) -> None:
    # virtual.start writes this log. The data itself is the engine's to remove.
    scratch = virtual_source.connection.environment.host.scratch_path
    variables = {"LOG": "{}/logs/{}.log".format(scratch, virtual_source.guid)}
    libs.run_bash(virtual_source.connection, 'rm -f "$LOG"', variables, check=True)
