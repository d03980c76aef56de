"""The copy: where it is, and bringing it up and down.

A folder of files has nothing that runs. A file in it stands for the program that a real
plugin would start here.
"""

from __future__ import annotations

import logging
from typing import List

from dlpx.virtualization.platform import VirtualSource
from dlpx.virtualization.platform.exceptions import UserError
from files_plugin import host
from generated.definitions import SnapshotDefinition, SourceConfigDefinition

logger = logging.getLogger(__name__)

#: What the plugin itself keeps in a copy.
OWN = ".copy"


def wanted_path(virtual_source: VirtualSource) -> str:
    """Where the copy is to appear: where the user says, or in a folder of its own."""
    wanted: str = virtual_source.parameters.mount_path or ""
    scratch = virtual_source.connection.environment.host.scratch_path
    return wanted or "{}/files/{}".format(scratch, virtual_source.guid)


def bring_up(virtual_source: VirtualSource, what: str) -> SourceConfigDefinition:
    """Notes what the copy is, and starts it. What is returned is the copy as a dataset."""
    path = _path(virtual_source)
    host.run(
        virtual_source.connection,
        'mkdir -p "$FOLDER/$OWN" && printf "%s\\n" "$WHAT" > "$FOLDER/$OWN/what"',
        {"FOLDER": path, "OWN": OWN, "WHAT": what},
        failed="The copy in '{}' cannot be written to.".format(path),
        action="Look whether it is mounted, and whose it is.",
    )
    start(virtual_source)
    logger.info("%s is %s.", path, what)
    return SourceConfigDefinition(name=path, path=path)


def check_data(virtual_source: VirtualSource, snapshot: SnapshotDefinition) -> None:
    """Refuses a mount that holds nothing of the snapshot."""
    found = len(_sizes(virtual_source))
    if snapshot.files and not found:
        raise UserError(
            "The copy should hold {} files, and is empty.".format(snapshot.files),
            "Look whether '{}' is mounted.".format(_path(virtual_source)),
        )
    if found != snapshot.files:
        # A source that is worked on changes between copying and counting.
        logger.warning("%s files are there, %s were counted.", found, snapshot.files)


def start(virtual_source: VirtualSource) -> None:
    """Starts the copy; fine when it runs already."""
    path = _path(virtual_source)
    host.run(
        virtual_source.connection,
        'mkdir -p "$FOLDER/$OWN" && touch "$FOLDER/$OWN/running"',
        {"FOLDER": path, "OWN": OWN},
        failed="The copy in '{}' cannot be started.".format(path),
        action="Look whether it is mounted, and whose it is.",
    )


def stop(virtual_source: VirtualSource) -> None:
    """Stops the copy; fine when it does not run, and also when its data is gone."""
    path = _path(virtual_source)
    host.run(
        virtual_source.connection,
        'rm -f "$FOLDER/$OWN/running"',
        {"FOLDER": path, "OWN": OWN},
        failed="The copy in '{}' cannot be stopped.".format(path),
    )


def is_running(virtual_source: VirtualSource) -> bool:
    """Whether it runs. An error is no answer, so the command always ends well."""
    printed = host.run(
        virtual_source.connection,
        'if [ -e "$FOLDER/$OWN/running" ]; then echo yes; else echo no; fi',
        {"FOLDER": _path(virtual_source), "OWN": OWN},
    )
    return printed == "yes"


def flush(virtual_source: VirtualSource) -> None:
    """Writes what the host's memory still holds of the copy."""
    host.run(
        virtual_source.connection,
        'sync -f "$FOLDER"',
        {"FOLDER": _path(virtual_source)},
        failed="The copy cannot be written to its disk.",
        action="Look whether it is mounted, and has room.",
    )


def describe(virtual_source: VirtualSource) -> SnapshotDefinition:
    """What the copy holds now."""
    sizes = _sizes(virtual_source)
    return SnapshotDefinition(
        taken_at=host.now(virtual_source.connection),
        files=len(sizes),
        bytes=sum(sizes),
    )


def size(virtual_source: VirtualSource) -> int:
    """The bytes of the copy."""
    return host.folder_size(virtual_source.connection, _path(virtual_source))


def _path(virtual_source: VirtualSource) -> str:
    # Not what the parameters say: the engine has the last word on where it mounts.
    path: str = virtual_source.mounts[0].mount_path
    return path


def _sizes(virtual_source: VirtualSource) -> List[int]:
    """The bytes of each file of the copy, without the plugin's own."""
    printed = host.run(
        virtual_source.connection,
        # The mount may be a link; what lies below it is taken as it is.
        'find -H "$FOLDER" -path "$FOLDER/$OWN" -prune -o -type f -printf "%s\\n"',
        {"FOLDER": _path(virtual_source), "OWN": OWN},
        failed="The files of the copy cannot be counted.",
        action="Look whether it is mounted.",
    )
    return [int(line) for line in printed.splitlines()]
