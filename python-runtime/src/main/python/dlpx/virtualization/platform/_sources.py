"""The datasets that operations are called for."""

from __future__ import annotations

from typing import Any, List

from dlpx.virtualization.common import RemoteConnection
from dlpx.virtualization.common._values import Value, require
from dlpx.virtualization.platform._mounts import Mount

__all__ = ["DirectSource", "StagedSource", "VirtualSource"]


class DirectSource(Value):
    """A dataset that is linked by copying from where it is.

    :param guid: its unique name
    :param connection: the source environment
    :param parameters: the linked source's own parameters
    """

    def __init__(
        self, guid: str, connection: RemoteConnection, parameters: Any
    ) -> None:
        self.guid: str = require("DirectSource", "guid", guid, str)
        self.connection: RemoteConnection = require(
            "DirectSource", "connection", connection, RemoteConnection
        )
        self.parameters = parameters


class StagedSource(Value):
    """A dataset that is linked through a copy on a staging environment.

    :param guid: its unique name
    :param source_connection: the source environment
    :param parameters: the linked source's own parameters
    :param mount: where the staged copy is mounted
    :param staged_connection: the staging environment
    """

    def __init__(
        self,
        guid: str,
        source_connection: RemoteConnection,
        parameters: Any,
        mount: Mount,
        staged_connection: RemoteConnection,
    ) -> None:
        self.guid: str = require("StagedSource", "guid", guid, str)
        self.source_connection: RemoteConnection = require(
            "StagedSource", "source_connection", source_connection, RemoteConnection
        )
        self.parameters = parameters
        self.mount: Mount = require("StagedSource", "mount", mount, Mount)
        self.staged_connection: RemoteConnection = require(
            "StagedSource", "staged_connection", staged_connection, RemoteConnection
        )


class VirtualSource(Value):
    """A virtual copy.

    :param guid: its unique name
    :param connection: the target environment
    :param parameters: the virtual source's own parameters
    :param mounts: where it is mounted
    """

    def __init__(
        self,
        guid: str,
        connection: RemoteConnection,
        parameters: Any,
        mounts: List[Mount],
    ) -> None:
        self.guid: str = require("VirtualSource", "guid", guid, str)
        self.connection: RemoteConnection = require(
            "VirtualSource", "connection", connection, RemoteConnection
        )
        self.parameters = parameters
        self.mounts: List[Mount] = require("VirtualSource", "mounts", mounts, list)
        for mount in self.mounts:
            require("VirtualSource", "mounts", mount, Mount)
