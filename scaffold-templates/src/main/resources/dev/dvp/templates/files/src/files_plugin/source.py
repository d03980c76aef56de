"""The source: finding it, copying it into the engine, and describing what was copied."""

from __future__ import annotations

import logging
import re
from typing import List, Optional

from dlpx.virtualization import libs
from dlpx.virtualization.common import RemoteConnection
from dlpx.virtualization.platform import DirectSource
from dlpx.virtualization.platform.exceptions import UserError
from files_plugin import copy, host
from generated.definitions import (
    RepositoryDefinition,
    SnapshotDefinition,
    SnapshotParametersDefinition,
    SourceConfigDefinition,
)

logger = logging.getLogger(__name__)


def find_rsync(connection: RemoteConnection) -> RepositoryDefinition:
    """The repository of a host: its rsync."""
    printed = host.run(
        connection,
        "rsync --version",
        failed="rsync is not on this host, and this plugin copies with it.",
        action="Install rsync (Debian and Red Hat: the package 'rsync'), and refresh"
        " the environment.",
    )
    version = re.search(r"version v?(\S+)", printed)
    return RepositoryDefinition(
        name="rsync", rsync_version=version.group(1) if version else None
    )


def sample_folder(connection: RemoteConnection) -> SourceConfigDefinition:
    """A small folder of the plugin's own, made when it is missing.

    It is here so that this example works at once. A real plugin makes nothing on a host
    that it discovers: look for datasets here, or give back none.
    """
    path = connection.environment.host.scratch_path + "/sample-files"
    host.run(
        connection,
        'if ! [ -d "$FOLDER" ]; then\n'
        '  mkdir -p "$FOLDER/letters"\n'
        '  echo "Hello from the sample files." > "$FOLDER/hello.txt"\n'
        '  for letter in a b c; do echo "$letter" > "$FOLDER/letters/$letter.txt"; done\n'
        '  echo "not copied" > "$FOLDER/scratch.tmp"\n'
        "fi",
        {"FOLDER": path},
        failed="The sample folder '{}' cannot be made.".format(path),
        action="The user of the environment must be allowed to write there.",
    )
    return SourceConfigDefinition(name="Sample files", path=path)


def copy_folder(direct_source: DirectSource, path: str) -> None:
    """Makes the engine's dataset equal to the folder: what is gone there goes, too."""
    _require_folder(direct_source.connection, path)
    logger.info("Copying %s.", path)
    # When rsync fails, this raises an error with rsync's own words in it.
    libs.run_sync(direct_source.connection, path, exclude_paths=_excluded(direct_source))


def describe(
    direct_source: DirectSource,
    path: str,
    parameters: Optional[SnapshotParametersDefinition],
) -> SnapshotDefinition:
    """What was copied, in numbers: rsync counts it by the same patterns."""
    patterns = _excluded(direct_source)
    printed = host.run(
        direct_source.connection,
        "exclude=()\n"
        'while IFS= read -r pattern; do exclude+=("--exclude=$pattern"); done'
        ' < <(printf %s "$EXCLUDE")\n'
        "empty=$(mktemp -d) || exit\n"
        'rsync -a --dry-run --stats "${exclude[@]}" -- "$FOLDER/" "$empty/"; status=$?\n'
        'rmdir "$empty"; exit "$status"',
        {"FOLDER": path, "EXCLUDE": "".join(p + "\n" for p in patterns)},
        failed="The files of '{}' cannot be counted.".format(path),
    )
    return SnapshotDefinition(
        taken_at=host.now(direct_source.connection),
        files=_number(r"reg: ([\d,]+)", printed),
        bytes=_number(r"Total file size: ([\d,]+)", printed),
        note=(parameters.note if parameters else None) or None,
    )


def size(direct_source: DirectSource, path: str) -> int:
    """The bytes of the source, what is left out included."""
    return host.folder_size(direct_source.connection, path)


def _excluded(direct_source: DirectSource) -> List[str]:
    # A copy may be a source, too: what the plugin keeps in it is not of its data.
    return [copy.OWN] + list(direct_source.parameters.exclude or [])


def _require_folder(connection: RemoteConnection, path: str) -> None:
    # rsync would say it as well, but only an author would understand it.
    checked = libs.run_bash(
        connection, '[ -d "$FOLDER" ] && [ -r "$FOLDER" ]', {"FOLDER": path}
    )
    if checked.exit_code != 0:
        raise UserError(
            "'{}' is no folder that '{}' may read.".format(path, connection.user.name),
            "Mend the path of the source config, or the rights of the folder.",
        )


def _number(pattern: str, text: str) -> int:
    """A number of rsync's statistics: 1,234 is one, and a line that is missing is 0."""
    found = re.search(pattern, text)
    return int(found.group(1).replace(",", "")) if found else 0
