"""Where a dataset is mounted, and whose it is."""

from __future__ import annotations

from typing import List, Optional, Union

from dlpx.virtualization.common import RemoteEnvironment
from dlpx.virtualization.common._values import Value, require

__all__ = ["Mount", "MountSpecification", "OwnershipSpecification"]


class Mount(Value):
    """One mount.

    :param remote_environment: the environment, or the engine's reference of it
    :param mount_path: the folder on that environment
    :param shared_path: the part of the dataset that is mounted; the whole when left out
    """

    def __init__(
        self,
        remote_environment: Union[RemoteEnvironment, str],
        mount_path: str,
        shared_path: Optional[str] = None,
    ) -> None:
        self.remote_environment: Union[RemoteEnvironment, str] = require(
            "Mount", "remote_environment", remote_environment, (RemoteEnvironment, str)
        )
        self.mount_path: str = require("Mount", "mount_path", mount_path, str)
        self.shared_path: Optional[str] = require(
            "Mount", "shared_path", shared_path, str, optional=True
        )


class OwnershipSpecification(Value):
    """Whose the files of a dataset are.

    :param uid: the user's number
    :param gid: the group's number
    """

    def __init__(self, uid: int, gid: int) -> None:
        self.uid: int = require("OwnershipSpecification", "uid", uid, int)
        self.gid: int = require("OwnershipSpecification", "gid", gid, int)


class MountSpecification(Value):
    """What the mount operations give back.

    :param mounts: at least one mount
    :param ownership_specification: whose the files are; the environment user's when left out
    """

    def __init__(
        self,
        mounts: List[Mount],
        ownership_specification: Optional[OwnershipSpecification] = None,
    ) -> None:
        self.mounts: List[Mount] = require("MountSpecification", "mounts", mounts, list)
        if not mounts:
            raise ValueError("MountSpecification: 'mounts' must hold a mount.")
        for mount in mounts:
            require("MountSpecification", "mounts", mount, Mount)
        self.ownership_specification: Optional[OwnershipSpecification] = require(
            "MountSpecification",
            "ownership_specification",
            ownership_specification,
            OwnershipSpecification,
            optional=True,
        )
