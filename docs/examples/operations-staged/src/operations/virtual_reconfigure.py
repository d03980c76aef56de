"""Makes data usable that this copy had before: after a rollback, and when it is enabled."""

from dlpx.virtualization.platform import VirtualSource
from generated.definitions import (
    RepositoryDefinition,
    SnapshotDefinition,
    SourceConfigDefinition,
)
from operations import plugin
from operations.virtual_configure import bring_up


@plugin.virtual.reconfigure()
def reconfigure(
    virtual_source: VirtualSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
    snapshot: SnapshotDefinition,
) -> SourceConfigDefinition:
    path = bring_up(virtual_source, snapshot.path)
    # The name is kept: users know the copy by it.
    return SourceConfigDefinition(name=source_config.name, path=path)
