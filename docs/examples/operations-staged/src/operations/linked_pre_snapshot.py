"""Brings the staged copy up to date, before the engine takes its snapshot."""

from typing import Optional

from dlpx.virtualization import libs
from dlpx.virtualization.platform import StagedSource
from dlpx.virtualization.platform.exceptions import UserError
from generated.definitions import (
    RepositoryDefinition,
    SnapshotParametersDefinition,
    SourceConfigDefinition,
)
from operations import plugin

# The source's folder is on a share that the staging host sees at the same path.
CATCH_UP = 'rsync -a --delete --exclude=/.running -- "$SOURCE/" "$STAGED/"'


def catch_up(staged_source: StagedSource, path: str) -> None:
    """Makes the staged copy equal to the source's folder."""
    variables = {"SOURCE": path, "STAGED": staged_source.mount.mount_path}
    copied = libs.run_bash(staged_source.staged_connection, CATCH_UP, variables)
    if copied.exit_code != 0:
        raise UserError(
            "The staged copy of '{}' cannot be brought up to date.".format(path),
            "Look whether the staging host sees that folder, and has rsync.",
            copied.stderr,
        )


@plugin.linked.pre_snapshot()
def update_staging(
    staged_source: StagedSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
    optional_snapshot_parameters: Optional[SnapshotParametersDefinition],
) -> None:
    catch_up(staged_source, source_config.path)
