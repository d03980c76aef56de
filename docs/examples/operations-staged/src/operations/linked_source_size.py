"""Says how large the source is."""

from dlpx.virtualization import libs
from dlpx.virtualization.platform import StagedSource
from dlpx.virtualization.platform.exceptions import UserError
from generated.definitions import RepositoryDefinition, SourceConfigDefinition
from operations import plugin

MEASURE = 'set -o pipefail; du -s --apparent-size --block-size=1 -- "$FOLDER" | cut -f1'


@plugin.linked.source_size()
def measure_source(
    staged_source: StagedSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
) -> int:
    variables = {"FOLDER": source_config.path}
    measured = libs.run_bash(staged_source.source_connection, MEASURE, variables)
    if measured.exit_code != 0:
        raise UserError(
            "The size of '{}' cannot be told.".format(source_config.path),
            "Look whether the folder is there, and may be read.",
            measured.stderr,
        )
    return int(measured.stdout)
