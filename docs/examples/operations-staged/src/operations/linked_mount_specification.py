"""Says where the staged copy is to appear on the staging host."""

from dlpx.virtualization.platform import Mount, MountSpecification, StagedSource
from generated.definitions import RepositoryDefinition
from operations import plugin


@plugin.linked.mount_specification()
def place_staging(
    staged_source: StagedSource, repository: RepositoryDefinition
) -> MountSpecification:
    environment = staged_source.staged_connection.environment
    return MountSpecification([Mount(environment, staged_source.parameters.mount_path)])
