"""The plugin object, whose decorators register operations, and what these take and give."""

from dlpx.virtualization.platform import exceptions
from dlpx.virtualization.platform._migrations import MigrationType
from dlpx.virtualization.platform._mounts import (
    Mount,
    MountSpecification,
    OwnershipSpecification,
)
from dlpx.virtualization.platform._plugin import Plugin, plugin
from dlpx.virtualization.platform._sources import (
    DirectSource,
    StagedSource,
    VirtualSource,
)
from dlpx.virtualization.platform._status import Status

__all__ = [
    "DirectSource",
    "MigrationType",
    "Mount",
    "MountSpecification",
    "OwnershipSpecification",
    "Plugin",
    "StagedSource",
    "Status",
    "VirtualSource",
    "exceptions",
    "plugin",
]
