"""Describes the snapshot that the engine has just taken of the source."""

from typing import Optional

from dlpx.virtualization import libs
from dlpx.virtualization.platform import DirectSource
from generated.definitions import (
    RepositoryDefinition,
    SnapshotDefinition,
    SnapshotParametersDefinition,
    SourceConfigDefinition,
)
from operations import plugin


@plugin.linked.post_snapshot()
def describe_snapshot(
    direct_source: DirectSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
    optional_snapshot_parameters: Optional[SnapshotParametersDefinition],
) -> SnapshotDefinition:
    now = libs.run_bash(direct_source.connection, "date -u +%Y-%m-%dT%H:%M:%SZ", check=True)
    snapshot = SnapshotDefinition(taken_at=now.stdout.strip(), path=source_config.path)
    # None when the snapshot is taken without parameters.
    if optional_snapshot_parameters is not None:
        snapshot.note = optional_snapshot_parameters.note
    return snapshot
