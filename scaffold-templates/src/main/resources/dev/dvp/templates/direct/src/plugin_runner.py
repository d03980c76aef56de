"""The operations of this plugin.

The engine passes all arguments by name, so keep their names. `dvp operations`
lists every operation that a plugin can have.
"""

from dlpx.virtualization import libs
from dlpx.virtualization.platform import Mount, MountSpecification, Plugin
from generated.definitions import (
    RepositoryDefinition,
    SnapshotDefinition,
    SourceConfigDefinition,
)

plugin = Plugin()


@plugin.discovery.repository()
def find_repositories(source_connection):
    # One for each installation found on the host. Look for them with
    # libs.run_bash or libs.run_powershell; this one stands for the host itself.
    return [RepositoryDefinition(name="Default")]


@plugin.discovery.source_config()
def find_source_configs(source_connection, repository):
    # One for each dataset of the installation. With none found, users add
    # theirs by hand.
    return []


@plugin.linked.pre_snapshot()
def copy_from_source(
    direct_source, repository, source_config, optional_snapshot_parameters
):
    # What is copied here is what the snapshot holds.
    libs.run_sync(direct_source.connection, source_config.path)


@plugin.linked.post_snapshot()
def describe_source_snapshot(
    direct_source, repository, source_config, optional_snapshot_parameters
):
    # Kept with the snapshot, and handed to virtual.configure.
    return SnapshotDefinition(source_path=source_config.path)


@plugin.virtual.mount_specification()
def mount_copy(virtual_source, repository):
    # Where the copy appears on the target host, before anything else is called.
    environment = virtual_source.connection.environment
    mount = Mount(environment, virtual_source.parameters.mount_path)
    return MountSpecification([mount])


@plugin.virtual.configure()
def configure(virtual_source, repository, snapshot):
    # The data is mounted: make it usable on the target host.
    return describe_copy(virtual_source)


@plugin.virtual.reconfigure()
def reconfigure(virtual_source, repository, source_config, snapshot):
    # The same for a copy that was disabled or rolled back.
    return describe_copy(virtual_source)


@plugin.virtual.post_snapshot()
def describe_copy_snapshot(virtual_source, repository, source_config):
    return SnapshotDefinition(source_path=source_config.path)


def describe_copy(virtual_source):
    path = virtual_source.parameters.mount_path
    return SourceConfigDefinition(name=path, path=path)
