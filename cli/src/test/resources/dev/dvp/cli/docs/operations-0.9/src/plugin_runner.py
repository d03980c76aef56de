"""The release before the one that docs/examples/operations-direct shows."""

from dlpx.virtualization.platform import Mount, MountSpecification, Plugin
from generated.definitions import (
    RepositoryDefinition,
    SnapshotDefinition,
    SourceConfigDefinition,
)

plugin = Plugin()


@plugin.discovery.repository()
def repositories(source_connection):
    return [RepositoryDefinition(name="rsync", folder="/usr/bin")]


@plugin.discovery.source_config()
def source_configs(source_connection, repository):
    return []


@plugin.linked.post_snapshot()
def linked_snapshot(direct_source, repository, source_config, optional_snapshot_parameters):
    return SnapshotDefinition(day="2026-01-02", time="03:04:05", path=source_config.path)


@plugin.virtual.mount_specification()
def mount(virtual_source, repository):
    parameters = virtual_source.parameters
    path = parameters.mount_folder + "/" + parameters.mount_name
    return MountSpecification([Mount(virtual_source.connection.environment, path)])


@plugin.virtual.configure()
def configure(virtual_source, repository, snapshot):
    return SourceConfigDefinition(path=virtual_source.mounts[0].mount_path)


@plugin.virtual.reconfigure()
def reconfigure(virtual_source, repository, source_config, snapshot):
    return source_config


@plugin.virtual.post_snapshot()
def virtual_snapshot(virtual_source, repository, source_config):
    return SnapshotDefinition(day="2026-01-02", time="03:04:06", path=source_config.path)
