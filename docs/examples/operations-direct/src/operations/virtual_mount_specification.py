"""Says where the copy is to appear."""

from dlpx.virtualization.platform import Mount, MountSpecification, VirtualSource
from generated.definitions import RepositoryDefinition
from operations import plugin


@plugin.virtual.mount_specification()
def place_copy(
    virtual_source: VirtualSource, repository: RepositoryDefinition
) -> MountSpecification:
    environment = virtual_source.connection.environment
    return MountSpecification([Mount(environment, virtual_source.parameters.mount_path)])
