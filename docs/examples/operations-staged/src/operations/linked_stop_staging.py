"""Stops what works on the staged copy, which the engine takes away next."""

from dlpx.virtualization import libs
from dlpx.virtualization.platform import StagedSource
from generated.definitions import RepositoryDefinition, SourceConfigDefinition
from operations import plugin


@plugin.linked.stop_staging()
def stop_staging(
    staged_source: StagedSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
) -> None:
    # -f: it is fine when nothing runs, and when the copy is not mounted.
    variables = {"STAGED": staged_source.mount.mount_path}
    libs.run_bash(
        staged_source.staged_connection, 'rm -f "$STAGED/.running"', variables, check=True
    )
