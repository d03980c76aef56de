"""The operations of this plugin: what the engine calls, and when.

Each is a few lines that name the steps; the steps themselves are in the package
``files_plugin``. The engine passes all arguments by name, so keep their names.
`dvp operations` lists every operation that a plugin can have.
"""

from __future__ import annotations

import logging
from typing import List, Optional

from dlpx.virtualization.common import RemoteConnection
from dlpx.virtualization.libs import PlatformHandler
from dlpx.virtualization.platform import (
    DirectSource,
    Mount,
    MountSpecification,
    Plugin,
    Status,
    VirtualSource,
)
from files_plugin import copy, source
from generated.definitions import (
    RepositoryDefinition,
    SnapshotDefinition,
    SnapshotParametersDefinition,
    SourceConfigDefinition,
)

# What is logged with Python's own logging reaches the engine's log by this.
logging.getLogger().addHandler(PlatformHandler())
logging.getLogger().setLevel(logging.INFO)

plugin = Plugin()


# Discovery: what is there on a host?


@plugin.discovery.repository()
def find_repositories(source_connection: RemoteConnection) -> List[RepositoryDefinition]:
    """A repository is a program that works with data. Here it is rsync."""
    return [source.find_rsync(source_connection)]


@plugin.discovery.source_config()
def find_source_configs(
    source_connection: RemoteConnection, repository: RepositoryDefinition
) -> List[SourceConfigDefinition]:
    """A source config is a dataset of the repository. Users may add theirs by hand."""
    return [source.sample_folder(source_connection)]


# The linked source: data comes into the engine.


@plugin.linked.pre_snapshot()
def copy_source(
    direct_source: DirectSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
    optional_snapshot_parameters: Optional[SnapshotParametersDefinition],
) -> None:
    """Copies the folder. The engine takes its snapshot when this has ended."""
    source.copy_folder(direct_source, source_config.path)


@plugin.linked.post_snapshot()
def describe_source_snapshot(
    direct_source: DirectSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
    optional_snapshot_parameters: Optional[SnapshotParametersDefinition],
) -> SnapshotDefinition:
    """Says what the snapshot holds. It is kept, and given to ``virtual.configure``."""
    return source.describe(
        direct_source, source_config.path, optional_snapshot_parameters
    )


@plugin.linked.source_size()
def measure_source(
    direct_source: DirectSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
) -> int:
    """How many bytes the source has, for the engine's reports."""
    return source.size(direct_source, source_config.path)


# The virtual source: a copy goes out to a host.


@plugin.virtual.mount_specification()
def place_copy(
    virtual_source: VirtualSource, repository: RepositoryDefinition
) -> MountSpecification:
    """Where the copy appears: called before all else, when nothing is mounted yet."""
    environment = virtual_source.connection.environment
    return MountSpecification([Mount(environment, copy.wanted_path(virtual_source))])


@plugin.virtual.initialize()
def make_empty(
    virtual_source: VirtualSource, repository: RepositoryDefinition
) -> SourceConfigDefinition:
    """Makes an empty dataset, which has no source that it is a copy of."""
    return copy.bring_up(virtual_source, "made empty")


@plugin.virtual.configure()
def configure(
    virtual_source: VirtualSource,
    repository: RepositoryDefinition,
    snapshot: SnapshotDefinition,
) -> SourceConfigDefinition:
    """Makes a snapshot's data, which is mounted by now, usable: provision and refresh."""
    copy.check_data(virtual_source, snapshot)
    return copy.bring_up(virtual_source, "a copy of " + snapshot.taken_at)


@plugin.virtual.reconfigure()
def reconfigure(
    virtual_source: VirtualSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
    snapshot: SnapshotDefinition,
) -> SourceConfigDefinition:
    """The same for data that this copy had before: rollback and enable."""
    return copy.bring_up(virtual_source, "back at " + snapshot.taken_at)


@plugin.virtual.unconfigure()
def unconfigure(
    virtual_source: VirtualSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
) -> None:
    """Lets go of the data: the engine unmounts it next (refresh, rollback, disable, delete)."""
    copy.stop(virtual_source)


@plugin.virtual.start()
def start(
    virtual_source: VirtualSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
) -> None:
    """Starts what works on the data."""
    copy.start(virtual_source)


@plugin.virtual.stop()
def stop(
    virtual_source: VirtualSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
) -> None:
    """Stops what works on the data, which stays mounted."""
    copy.stop(virtual_source)


@plugin.virtual.status()
def status(
    virtual_source: VirtualSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
) -> Status:
    """Whether it runs."""
    return Status.ACTIVE if copy.is_running(virtual_source) else Status.INACTIVE


@plugin.virtual.pre_snapshot()
def settle(
    virtual_source: VirtualSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
) -> None:
    """Brings the data into a state that is worth keeping."""
    copy.flush(virtual_source)


@plugin.virtual.post_snapshot()
def describe_copy_snapshot(
    virtual_source: VirtualSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
) -> SnapshotDefinition:
    """Says what the snapshot holds, as ``linked.post_snapshot`` does of a source's."""
    return copy.describe(virtual_source)


@plugin.virtual.source_size()
def measure_copy(
    virtual_source: VirtualSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
) -> int:
    """How many bytes the copy has."""
    return copy.size(virtual_source)
