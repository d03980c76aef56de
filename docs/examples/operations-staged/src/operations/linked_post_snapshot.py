"""Describes the snapshot that the engine has just taken of the staged copy."""

from typing import Optional

from dlpx.virtualization import libs
from dlpx.virtualization.platform import StagedSource
from generated.definitions import (
    RepositoryDefinition,
    SnapshotDefinition,
    SnapshotParametersDefinition,
    SourceConfigDefinition,
)
from operations import plugin


@plugin.linked.post_snapshot()
def describe_snapshot(
    staged_source: StagedSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
    optional_snapshot_parameters: Optional[SnapshotParametersDefinition],
) -> SnapshotDefinition:
    connection = staged_source.staged_connection
    now = libs.run_bash(connection, "date -u +%Y-%m-%dT%H:%M:%SZ", check=True)
    snapshot = SnapshotDefinition(taken_at=now.stdout.strip(), path=source_config.path)
    # None when the snapshot is taken without parameters.
    if optional_snapshot_parameters is not None:
        snapshot.note = optional_snapshot_parameters.note
    return snapshot
