"""The plugin object."""

from __future__ import annotations

from dlpx.virtualization.platform._operations import (
    DiscoveryOperations,
    LinkedOperations,
    UpgradeOperations,
    VirtualOperations,
)
from dlpx.virtualization.platform._registry import Registry

__all__ = ["Plugin", "plugin"]


class Plugin:
    """What a plugin's entry point names: its decorators register the operations.

    >>> plugin = Plugin()
    >>> @plugin.virtual.start()
    ... def start(virtual_source, repository, source_config):
    ...     pass
    """

    def __init__(self) -> None:
        self._registry = Registry()
        self.discovery = DiscoveryOperations(self._registry)
        self.linked = LinkedOperations(self._registry)
        self.upgrade = UpgradeOperations(self._registry)
        self.virtual = VirtualOperations(self._registry)


def plugin() -> Plugin:
    """Makes a plugin object, as older plugins do it: ``platform.plugin()``."""
    return Plugin()
