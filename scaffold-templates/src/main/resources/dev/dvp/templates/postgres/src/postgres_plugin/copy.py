"""The copy: a server of its own, on data that the engine mounts."""

from __future__ import annotations

import logging

from dlpx.virtualization.platform import VirtualSource
from generated.definitions import (
    RepositoryDefinition,
    SnapshotDefinition,
    SourceConfigDefinition,
)
from postgres_plugin import host, server, settings

logger = logging.getLogger(__name__)


def wanted_path(virtual_source: VirtualSource) -> str:
    """Where the copy is to appear: where the user says, or in a folder of its own."""
    wanted: str = virtual_source.parameters.mount_path or ""
    scratch = virtual_source.connection.environment.host.scratch_path
    return wanted or "{}/postgres/{}".format(scratch, virtual_source.guid)


def make_cluster(
    virtual_source: VirtualSource, repository: RepositoryDefinition
) -> None:
    """Makes a new cluster. Its superuser is called like the environment's user, and logs in
    through the socket; others need a password, which nobody has yet."""
    server.require_ordinary_user(virtual_source.connection)
    host.run(
        virtual_source.connection,
        '"$BINARIES/initdb" -D "$DATA" --encoding=UTF8 --locale=C'
        " --auth-local=peer --auth-host=scram-sha-256",
        {"BINARIES": repository.binaries, "DATA": _data(virtual_source)},
        failed="No cluster can be made in '{}'.".format(_data(virtual_source)),
        action="The folder must be empty, and be the environment user's.",
    )


def bring_up(
    virtual_source: VirtualSource, repository: RepositoryDefinition
) -> SourceConfigDefinition:
    """Makes the mounted data a copy that runs. What is returned is the copy as a dataset."""
    connection, data = virtual_source.connection, _data(virtual_source)
    parameters = virtual_source.parameters
    server.require_ordinary_user(connection)
    server.check_version(connection, repository, data)
    server.release(connection, repository, data)
    listen = parameters.listen_addresses
    settings.write(
        connection,
        data,
        parameters.port,
        "localhost" if listen is None else listen,
        _run_folder(virtual_source),
    )
    start(virtual_source, repository)
    host_name, port = connection.environment.host.name, str(parameters.port)
    name = "{}:{}".format(host_name, port)
    logger.info("%s runs on %s.", name, data)
    return SourceConfigDefinition(name=name, host=host_name, port=port)


def start(virtual_source: VirtualSource, repository: RepositoryDefinition) -> None:
    """Starts the copy; fine when it runs already."""
    connection = virtual_source.connection
    server.start(connection, repository, _data(virtual_source), _run_folder(virtual_source))
    _forget_to_resume(virtual_source)


def stop(virtual_source: VirtualSource, repository: RepositoryDefinition) -> None:
    """Stops the copy; fine when it does not run."""
    server.stop(virtual_source.connection, repository, _data(virtual_source))
    _forget_to_resume(virtual_source)


def is_running(virtual_source: VirtualSource, repository: RepositoryDefinition) -> bool:
    """Whether the copy runs."""
    return server.is_running(virtual_source.connection, repository, _data(virtual_source))


def settle(virtual_source: VirtualSource, repository: RepositoryDefinition) -> None:
    """Makes the data one that can be copied.

    A server writes many files at once. A copy of a running one is good only when all of it
    is of one instant, as snapshots of an engine's storage are: then PostgreSQL recovers from
    it as from a crash. Where files are copied one after another, as `dvp lab` does, it has to
    be stopped. That is right everywhere, and so it is what happens unless the user says that
    it need not.
    """
    if virtual_source.parameters.snapshot_while_running:
        return
    if not is_running(virtual_source, repository):
        return
    server.stop(virtual_source.connection, repository, _data(virtual_source))
    # Not in the dataset: it would be in the snapshot.
    host.run(
        virtual_source.connection,
        'mkdir -p "$RUN" && touch "$RUN/resume"',
        {"RUN": _run_folder(virtual_source)},
    )


def describe_and_resume(
    virtual_source: VirtualSource, repository: RepositoryDefinition
) -> SnapshotDefinition:
    """What the snapshot holds. The copy runs again afterwards if it did before."""
    try:
        # Before the server starts, and moves on.
        return server.describe(
            virtual_source.connection, repository, _data(virtual_source)
        )
    finally:
        if _is_to_resume(virtual_source):
            start(virtual_source, repository)


def remove_traces(virtual_source: VirtualSource) -> None:
    """Removes the log and the socket's folder."""
    host.run(
        virtual_source.connection,
        'rm -rf "${RUN:?}"',
        {"RUN": _run_folder(virtual_source)},
    )


def size(virtual_source: VirtualSource) -> int:
    """The bytes of the copy."""
    return host.folder_size(virtual_source.connection, _mount(virtual_source))


def _is_to_resume(virtual_source: VirtualSource) -> bool:
    printed = host.run(
        virtual_source.connection,
        'if [ -e "$RUN/resume" ]; then echo yes; else echo no; fi',
        {"RUN": _run_folder(virtual_source)},
    )
    return printed == "yes"


def _forget_to_resume(virtual_source: VirtualSource) -> None:
    host.run(
        virtual_source.connection,
        'rm -f "$RUN/resume"',
        {"RUN": _run_folder(virtual_source)},
    )


def _mount(virtual_source: VirtualSource) -> str:
    # Not what the parameters say: the engine has the last word on where it mounts.
    path: str = virtual_source.mounts[0].mount_path
    return path


def _data(virtual_source: VirtualSource) -> str:
    # Not the mount itself, whose owner and rights are the engine's business.
    return _mount(virtual_source) + "/data"


def _run_folder(virtual_source: VirtualSource) -> str:
    """What belongs to the running copy, and not to its data: the log and the socket."""
    scratch = virtual_source.connection.environment.host.scratch_path
    return "{}/postgres-run/{}".format(scratch, virtual_source.guid)
