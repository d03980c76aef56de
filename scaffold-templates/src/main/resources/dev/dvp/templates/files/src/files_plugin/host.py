"""Commands on hosts, and what to tell the user when one fails."""

from __future__ import annotations

from typing import Dict, Optional

from dlpx.virtualization import libs
from dlpx.virtualization.common import RemoteConnection
from dlpx.virtualization.platform.exceptions import UserError


def run(
    connection: RemoteConnection,
    command: str,
    variables: Optional[Dict[str, str]] = None,
    failed: str = "A command failed on the host.",
    action: str = "See the output, and the log of the plugin.",
) -> str:
    """Runs a command, and gives back what it printed.

    Values travel as variables, and are written "$NAME" in the command: so no blank or
    quote in them is ever taken for a part of the command.

    :param connection: where, and as whom
    :param command: the command, in bash
    :param variables: what it finds in its environment
    :param failed: what is said to the user when it ends with another exit code than 0
    :param action: what the user can do then
    """
    # Numbers, dates and messages in one form on every host.
    environment = dict(variables or {}, LC_ALL="C")
    result = libs.run_bash(connection, command, environment)
    if result.exit_code != 0:
        raise UserError(failed, action, (result.stderr or result.stdout).strip())
    return result.stdout.strip()


def now(connection: RemoteConnection) -> str:
    """The time by the host's clock, such as ``2026-11-26T21:33:05Z``."""
    return run(connection, "date -u +%Y-%m-%dT%H:%M:%SZ")


def folder_size(connection: RemoteConnection, path: str) -> int:
    """The bytes of all files below a folder, which must be there."""
    return int(
        run(
            connection,
            # -D: the mount may be a link.
            'set -o pipefail; du -sD --apparent-size --block-size=1 -- "$FOLDER" | cut -f1',
            {"FOLDER": path},
            failed="The size of '{}' cannot be told.".format(path),
            action="The folder must be there, and the user be allowed to read it.",
        )
    )
