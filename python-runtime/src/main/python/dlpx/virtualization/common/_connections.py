"""Hosts, environments and users that the engine reaches for a plugin."""

from __future__ import annotations

from dlpx.virtualization.common._values import Value, require

__all__ = ["RemoteConnection", "RemoteEnvironment", "RemoteHost", "RemoteUser"]


class RemoteHost(Value):
    """A machine.

    :param name: its name or address
    :param reference: the engine's reference of it
    :param binary_path: where the engine's own programs are on it
    :param scratch_path: a folder for temporary files
    """

    def __init__(
        self, name: str, reference: str, binary_path: str, scratch_path: str
    ) -> None:
        self.name: str = require("RemoteHost", "name", name, str)
        self.reference: str = require("RemoteHost", "reference", reference, str)
        self.binary_path: str = require("RemoteHost", "binary_path", binary_path, str)
        self.scratch_path: str = require(
            "RemoteHost", "scratch_path", scratch_path, str
        )


class RemoteEnvironment(Value):
    """A machine as the engine has it: an environment.

    :param name: the environment's name
    :param reference: the engine's reference of it
    :param host: its machine
    """

    def __init__(self, name: str, reference: str, host: RemoteHost) -> None:
        self.name: str = require("RemoteEnvironment", "name", name, str)
        self.reference: str = require(
            "RemoteEnvironment", "reference", reference, str
        )
        self.host: RemoteHost = require("RemoteEnvironment", "host", host, RemoteHost)


class RemoteUser(Value):
    """A user of an environment.

    :param name: the login name
    :param reference: the engine's reference of the user
    """

    def __init__(self, name: str, reference: str) -> None:
        self.name: str = require("RemoteUser", "name", name, str)
        self.reference: str = require("RemoteUser", "reference", reference, str)


class RemoteConnection(Value):
    """An environment, and the user as whom to work there.

    :param environment: where
    :param user: as whom
    """

    def __init__(self, environment: RemoteEnvironment, user: RemoteUser) -> None:
        self.environment: RemoteEnvironment = require(
            "RemoteConnection", "environment", environment, RemoteEnvironment
        )
        self.user: RemoteUser = require("RemoteConnection", "user", user, RemoteUser)
