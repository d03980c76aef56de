"""A PostgreSQL server on a data folder: starting it, stopping it, and what its data is."""

from __future__ import annotations

import re
from typing import Dict

from dlpx.virtualization import libs
from dlpx.virtualization.common import RemoteConnection
from dlpx.virtualization.platform.exceptions import UserError
from generated.definitions import RepositoryDefinition, SnapshotDefinition
from postgres_plugin import host, installs

#: Seconds; after a base backup, a server replays its log before it answers.
PATIENCE = 120

# `pg_ctl start --wait` ends when the server takes connections.
START = r"""
umask 077
mkdir -p "$RUN" || exit
"$BINARIES/pg_ctl" status -D "$DATA" >/dev/null && exit 0
: > "$RUN/server.log"
"$BINARIES/pg_ctl" start -D "$DATA" -l "$RUN/server.log" --silent --wait -t "$PATIENCE" && exit 0
status=$?
"$BINARIES/pg_ctl" stop -D "$DATA" --silent -m immediate 2>/dev/null
tail -n 30 "$RUN/server.log" >&2
exit "$status"
"""

# The exit code of `status` is 0 for a server that runs, and 3 or 4 for none.
STOP = r"""
"$BINARIES/pg_ctl" status -D "$DATA" >/dev/null 2>&1 || exit 0
"$BINARIES/pg_ctl" stop -D "$DATA" --silent --wait -m fast -t "$PATIENCE"
"""


# A snapshot of a running server has its file of the process, whose number may be anybody's by
# now, even that of the server that the snapshot was taken of. A server works in its data folder.
RELEASE = r"""
cd "$DATA" || exit
[ -e postmaster.pid ] || exit 0
if [ "/proc/$(head -n 1 postmaster.pid)/cwd" -ef . ]; then
  "$BINARIES/pg_ctl" stop -D "$DATA" --silent --wait -m fast -t "$PATIENCE"
else
  rm -f postmaster.pid
fi
"""


def require_ordinary_user(connection: RemoteConnection) -> None:
    """Says it before PostgreSQL does, in the middle of the work."""
    if host.run(connection, "id -u") == "0":
        raise UserError(
            "PostgreSQL does not run as root.",
            "Use an environment user that is an ordinary user. On your own machine, run"
            " dvp as one.",
        )


def start(
    connection: RemoteConnection, repository: RepositoryDefinition, data: str, run: str
) -> None:
    """Starts a server and waits until it answers; fine when it runs already.

    :param connection: where, and as whom
    :param repository: the installation
    :param data: the data folder
    :param run: a folder for the log and the socket, made when it is missing
    """
    host.run(
        connection,
        START,
        dict(_variables(repository, data), RUN=run),
        failed="PostgreSQL does not start on '{}'.".format(data),
        action="The output is the end of its log. Look whether its port is free.",
    )


def stop(
    connection: RemoteConnection, repository: RepositoryDefinition, data: str
) -> None:
    """Stops a server; fine when none runs, and also when the data is gone."""
    host.run(
        connection,
        STOP,
        _variables(repository, data),
        failed="PostgreSQL does not stop on '{}'.".format(data),
        action="Look at the host which of its processes still works.",
    )


def release(
    connection: RemoteConnection, repository: RepositoryDefinition, data: str
) -> None:
    """Makes sure that nothing runs on data that was just mounted."""
    host.run(
        connection,
        RELEASE,
        _variables(repository, data),
        failed="The data in '{}' is not free.".format(data),
        action="Look at the host which of PostgreSQL's processes works on it.",
    )


def is_running(
    connection: RemoteConnection, repository: RepositoryDefinition, data: str
) -> bool:
    """Whether a server runs on the data."""
    result = libs.run_bash(
        connection, '"$BINARIES/pg_ctl" status -D "$DATA"', _variables(repository, data)
    )
    return result.exit_code == 0


def check_version(
    connection: RemoteConnection, repository: RepositoryDefinition, data: str
) -> str:
    """The major version of the data, which must be the installation's."""
    version = host.run(
        connection,
        'cat -- "$DATA/PG_VERSION"',
        {"DATA": data},
        failed="There is no PostgreSQL data in '{}'.".format(data),
        action="Look whether it is mounted, and whether the environment user may read it.",
    )
    if version != installs.major(repository):
        raise UserError(
            "The data is of PostgreSQL {}, and the chosen installation is {}.".format(
                version, repository.version
            ),
            "Choose an installation of the same major version.",
        )
    return version


def describe(
    connection: RemoteConnection, repository: RepositoryDefinition, data: str
) -> SnapshotDefinition:
    """What the data is: that of a base backup, or of a server that ran."""
    version = check_version(connection, repository, data)
    # A base backup says in this file where it begins. Once started, it has none any more.
    label = host.run(
        connection,
        'if [ -e "$DATA/backup_label" ]; then cat -- "$DATA/backup_label"; fi',
        {"DATA": data},
    )
    if label:
        lsn, timeline = _find(label, r"CHECKPOINT LOCATION"), _find(label, "START TIMELINE")
    else:
        control = host.run(
            connection,
            '"$BINARIES/pg_controldata" -D "$DATA"',
            _variables(repository, data),
            failed="What is in '{}' cannot be told.".format(data),
        )
        lsn = _find(control, "Latest checkpoint location")
        timeline = _find(control, "Latest checkpoint's TimeLineID")
    return SnapshotDefinition(
        taken_at=host.now(connection), version=version, lsn=lsn, timeline=int(timeline)
    )


def _variables(repository: RepositoryDefinition, data: str) -> Dict[str, str]:
    return {
        "BINARIES": repository.binaries,
        "DATA": data,
        "PATIENCE": str(PATIENCE),
    }


def _find(text: str, name: str) -> str:
    """The value of a line such as ``START TIMELINE: 1``."""
    found = re.search(re.escape(name) + r":\s*(\S+)", text)
    if not found:
        raise UserError(
            "PostgreSQL does not say its '{}'.".format(name),
            "Is the version newer than the plugin?",
            text,
        )
    return found.group(1)
