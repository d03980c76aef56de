"""Makes the data of a snapshot usable where it is mounted."""

from dlpx.virtualization import libs
from dlpx.virtualization.platform import VirtualSource
from generated.definitions import (
    RepositoryDefinition,
    SnapshotDefinition,
    SourceConfigDefinition,
)
from operations import plugin

# The data names the folder that it was in, and is told the one that it is in now. The file
# .running stands for the program that a real plugin would start.
BRING_UP = """
set -e
conf=$FOLDER/app.conf
if [ -e "$conf" ]; then
    text=$(<"$conf")
    text=${text//"$OLD_FOLDER"/"$FOLDER"}
    printf '%s\\n' "$text" > "$conf"
fi
touch "$FOLDER/.running"
"""


def bring_up(virtual_source: VirtualSource, old_path: str) -> str:
    """Adapts the data to its folder, starts what works on it, and gives back the folder."""
    path: str = virtual_source.mounts[0].mount_path
    variables = {"FOLDER": path, "OLD_FOLDER": old_path}
    libs.run_bash(virtual_source.connection, BRING_UP, variables, check=True)
    return path


@plugin.virtual.configure()
def configure(
    virtual_source: VirtualSource,
    repository: RepositoryDefinition,
    snapshot: SnapshotDefinition,
) -> SourceConfigDefinition:
    path = bring_up(virtual_source, snapshot.path)
    return SourceConfigDefinition(name="copy in " + path, path=path)
