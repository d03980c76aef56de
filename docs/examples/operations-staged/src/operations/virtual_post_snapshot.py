"""Describes the snapshot that the engine has just taken of the copy."""

from dlpx.virtualization import libs
from dlpx.virtualization.platform import VirtualSource
from generated.definitions import (
    RepositoryDefinition,
    SnapshotDefinition,
    SourceConfigDefinition,
)
from operations import plugin


@plugin.virtual.post_snapshot()
def describe_snapshot(
    virtual_source: VirtualSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
) -> SnapshotDefinition:
    now = libs.run_bash(virtual_source.connection, "date -u +%Y-%m-%dT%H:%M:%SZ", check=True)
    return SnapshotDefinition(taken_at=now.stdout.strip(), path=source_config.path)
