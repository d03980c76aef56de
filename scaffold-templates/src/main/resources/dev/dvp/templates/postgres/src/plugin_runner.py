"""The operations of this plugin: what the engine calls, and when.

Each is a few lines that name the steps; the steps themselves are in the package
``postgres_plugin``. The engine passes all arguments by name, so keep their names.
`dvp operations` lists every operation that a plugin can have.
"""

from __future__ import annotations

import logging
from typing import List, Optional

from dlpx.virtualization.common import RemoteConnection
from dlpx.virtualization.libs import PlatformHandler
from dlpx.virtualization.platform import (
    Mount,
    MountSpecification,
    Plugin,
    StagedSource,
    Status,
    VirtualSource,
)
from generated.definitions import (
    RepositoryDefinition,
    SnapshotDefinition,
    SnapshotParametersDefinition,
    SourceConfigDefinition,
)
from postgres_plugin import backup, copy, installs

# What is logged with Python's own logging reaches the engine's log by this.
logging.getLogger().addHandler(PlatformHandler())
logging.getLogger().setLevel(logging.INFO)

plugin = Plugin()


# Discovery: what is there on a host?


@plugin.discovery.repository()
def find_repositories(source_connection: RemoteConnection) -> List[RepositoryDefinition]:
    """A repository is an installation of PostgreSQL. A host without one is no error."""
    return installs.find(source_connection)


@plugin.discovery.source_config()
def find_source_configs(
    source_connection: RemoteConnection, repository: RepositoryDefinition
) -> List[SourceConfigDefinition]:
    """A source config is a running cluster. Users may add theirs by hand."""
    return installs.find_clusters(source_connection, repository)


# The linked source: data comes into the engine, by way of a staging host.


@plugin.linked.mount_specification()
def place_staging(
    staged_source: StagedSource, repository: RepositoryDefinition
) -> MountSpecification:
    """Where the dataset appears on the staging host: called before all else."""
    environment = staged_source.staged_connection.environment
    return MountSpecification([Mount(environment, backup.wanted_path(staged_source))])


@plugin.linked.pre_snapshot()
def take_backup(
    staged_source: StagedSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
    optional_snapshot_parameters: Optional[SnapshotParametersDefinition],
) -> None:
    """Takes a base backup. The engine takes its snapshot when this has ended."""
    parameters = optional_snapshot_parameters
    verify = parameters is None or parameters.verify is not False
    backup.take(staged_source, repository, source_config, verify)


@plugin.linked.post_snapshot()
def describe_source_snapshot(
    staged_source: StagedSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
    optional_snapshot_parameters: Optional[SnapshotParametersDefinition],
) -> SnapshotDefinition:
    """Says what the snapshot holds. It is kept, and given to ``virtual.configure``."""
    return backup.describe(staged_source, repository)


@plugin.linked.start_staging()
def start_staging(
    staged_source: StagedSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
) -> None:
    """Nothing runs on the staging host; a plugin with a standby server starts it here."""
    backup.check_staging(staged_source, repository)


@plugin.linked.stop_staging()
def stop_staging(
    staged_source: StagedSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
) -> None:
    """Lets go of the staged data, which the engine unmounts next."""
    backup.remove_leftovers(staged_source)


@plugin.linked.status()
def staging_status(
    staged_source: StagedSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
) -> Status:
    """A backup has nothing that could be down."""
    return Status.ACTIVE


@plugin.linked.source_size()
def measure_staging(
    staged_source: StagedSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
) -> int:
    """How many bytes the staged data has, for the engine's reports."""
    return backup.size(staged_source)


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
    """Makes a new cluster, which has no source that it is a copy of, and starts it."""
    copy.make_cluster(virtual_source, repository)
    return copy.bring_up(virtual_source, repository)


@plugin.virtual.configure()
def configure(
    virtual_source: VirtualSource,
    repository: RepositoryDefinition,
    snapshot: SnapshotDefinition,
) -> SourceConfigDefinition:
    """Makes a snapshot's data, which is mounted by now, a running copy: provision, refresh."""
    return copy.bring_up(virtual_source, repository)


@plugin.virtual.reconfigure()
def reconfigure(
    virtual_source: VirtualSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
    snapshot: SnapshotDefinition,
) -> SourceConfigDefinition:
    """The same for data that this copy had before: rollback and enable."""
    return copy.bring_up(virtual_source, repository)


@plugin.virtual.unconfigure()
def unconfigure(
    virtual_source: VirtualSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
) -> None:
    """Lets go of the data: the engine unmounts it next (refresh, rollback, disable, delete)."""
    copy.stop(virtual_source, repository)


@plugin.virtual.cleanup()
def cleanup(
    virtual_source: VirtualSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
) -> None:
    """Removes what the copy left on the host; called when it is deleted."""
    copy.remove_traces(virtual_source)


@plugin.virtual.start()
def start(
    virtual_source: VirtualSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
) -> None:
    """Starts the copy."""
    copy.start(virtual_source, repository)


@plugin.virtual.stop()
def stop(
    virtual_source: VirtualSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
) -> None:
    """Stops the copy, whose data stays mounted."""
    copy.stop(virtual_source, repository)


@plugin.virtual.status()
def status(
    virtual_source: VirtualSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
) -> Status:
    """Whether it runs."""
    running = copy.is_running(virtual_source, repository)
    return Status.ACTIVE if running else Status.INACTIVE


@plugin.virtual.pre_snapshot()
def settle(
    virtual_source: VirtualSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
) -> None:
    """Brings the data into a state that is worth keeping."""
    copy.settle(virtual_source, repository)


@plugin.virtual.post_snapshot()
def describe_copy_snapshot(
    virtual_source: VirtualSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
) -> SnapshotDefinition:
    """Says what the snapshot holds, and lets the copy work again."""
    return copy.describe_and_resume(virtual_source, repository)


@plugin.virtual.source_size()
def measure_copy(
    virtual_source: VirtualSource,
    repository: RepositoryDefinition,
    source_config: SourceConfigDefinition,
) -> int:
    """How many bytes the copy has."""
    return copy.size(virtual_source)
