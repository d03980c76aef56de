"""Says how large the copy is."""

from dlpx.virtualization import libs
from dlpx.virtualization.platform import VirtualSource
from dlpx.virtualization.platform.exceptions import UserError
from generated.definitions import RepositoryDefinition, SourceConfigDefinition
from operations import plugin

# -D: the mount may be a link.
MEASURE = 'set -o pipefail; du -sD --apparent-size --block-size=1 -- "$FOLDER" | cut -f1'


@plugin.virtual.source_size()
def measure_copy(
    virtual_source: VirtualSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
) -> int:
    variables = {"FOLDER": source_config.path}
    measured = libs.run_bash(virtual_source.connection, MEASURE, variables)
    if measured.exit_code != 0:
        raise UserError(
            "The size of '{}' cannot be told.".format(source_config.path),
            "Look whether the folder is there, and may be read.",
            measured.stderr,
        )
    return int(measured.stdout)
