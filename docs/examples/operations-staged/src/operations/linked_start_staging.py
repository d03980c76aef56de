"""Starts what works on the staged copy."""

from dlpx.virtualization import libs
from dlpx.virtualization.platform import StagedSource
from generated.definitions import RepositoryDefinition, SourceConfigDefinition
from operations import plugin


@plugin.linked.start_staging()
def start_staging(
    staged_source: StagedSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
) -> None:
    # The file stands for the standby that a real plugin would start.
    variables = {"STAGED": staged_source.mount.mount_path}
    libs.run_bash(
        staged_source.staged_connection, 'touch "$STAGED/.running"', variables, check=True
    )
