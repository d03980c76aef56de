"""Makes a new dataset in the empty folder that is mounted."""

from dlpx.virtualization import libs
from dlpx.virtualization.platform import VirtualSource
from generated.definitions import RepositoryDefinition, SourceConfigDefinition
from operations import plugin

MAKE = """
set -e
printf 'home=%s\\n' "$FOLDER" > "$FOLDER/app.conf"
touch "$FOLDER/.running"
"""


@plugin.virtual.initialize()
def make_dataset(
    virtual_source: VirtualSource, repository: RepositoryDefinition
) -> SourceConfigDefinition:
    path = virtual_source.mounts[0].mount_path
    libs.run_bash(virtual_source.connection, MAKE, {"FOLDER": path}, check=True)
    return SourceConfigDefinition(name="new in " + path, path=path)
