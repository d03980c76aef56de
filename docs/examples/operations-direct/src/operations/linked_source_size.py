"""Says how large the source is."""

from dlpx.virtualization import libs
from dlpx.virtualization.platform import DirectSource
from dlpx.virtualization.platform.exceptions import UserError
from generated.definitions import RepositoryDefinition, SourceConfigDefinition
from operations import plugin

MEASURE = 'set -o pipefail; du -s --apparent-size --block-size=1 -- "$FOLDER" | cut -f1'


@plugin.linked.source_size()
def measure_source(
    direct_source: DirectSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
) -> int:
    variables = {"FOLDER": source_config.path}
    measured = libs.run_bash(direct_source.connection, MEASURE, variables)
    if measured.exit_code != 0:
        raise UserError(
            "The size of '{}' cannot be told.".format(source_config.path),
            "Look whether the folder is there, and may be read.",
            measured.stderr,
        )
    return int(measured.stdout)
