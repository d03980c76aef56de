"""Brings the source's files into the engine, before it takes its snapshot."""

from typing import Optional

from dlpx.virtualization import libs
from dlpx.virtualization.platform import DirectSource
from dlpx.virtualization.platform.exceptions import UserError
from generated.definitions import (
    RepositoryDefinition,
    SnapshotParametersDefinition,
    SourceConfigDefinition,
)
from operations import plugin


@plugin.linked.pre_snapshot()
def copy_files(
    direct_source: DirectSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
    optional_snapshot_parameters: Optional[SnapshotParametersDefinition],
) -> None:
    connection = direct_source.connection
    path = source_config.path
    there = libs.run_bash(connection, '[ -r "$FOLDER" ] && [ -d "$FOLDER" ]', {"FOLDER": path})
    if there.exit_code != 0:
        raise UserError(
            "'{}' is no folder that '{}' may read.".format(path, connection.user.name),
            "Mend the path of the source config, or the rights of the folder.",
        )
    libs.run_sync(connection, path, exclude_paths=list(direct_source.parameters.exclude or []))
