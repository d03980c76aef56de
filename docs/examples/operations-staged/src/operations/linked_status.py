"""Says whether the staged copy runs."""

from dlpx.virtualization import libs
from dlpx.virtualization.platform import StagedSource, Status
from generated.definitions import RepositoryDefinition, SourceConfigDefinition
from operations import plugin


@plugin.linked.status()
def staging_status(
    staged_source: StagedSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
) -> Status:
    variables = {"STAGED": staged_source.mount.mount_path}
    looked = libs.run_bash(
        staged_source.staged_connection, '[ -e "$STAGED/.running" ]', variables
    )
    return Status.ACTIVE if looked.exit_code == 0 else Status.INACTIVE
