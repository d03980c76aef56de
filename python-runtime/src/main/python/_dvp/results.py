"""Turns what an operation gives back into what the protocol sends, or says why it is not that."""

from __future__ import annotations

import inspect
import math
from typing import Any, Callable, Dict, Tuple

from _dvp.arguments import definition
from dlpx.virtualization.common import RemoteEnvironment
from dlpx.virtualization.platform import Mount, MountSpecification, Status

__all__ = ["WrongTypeError", "result", "shape"]

_MAX_KINDS_SHOWN = 5


class WrongTypeError(Exception):
    """The operation gave back something else than the platform takes."""


def shape(value: Any) -> str:
    """The type of a value, as a plugin's author would name it."""
    if value is None:
        return "None"
    name = type(value).__name__
    if type(value) in (list, tuple, set, frozenset) and len(value) > 0:
        kinds = []
        for item in value:
            kind = "None" if item is None else type(item).__name__
            if kind not in kinds:
                kinds.append(kind)
        more = " | ..." if kinds[_MAX_KINDS_SHOWN:] else ""
        return "{}[{}{}]".format(name, " | ".join(kinds[:_MAX_KINDS_SHOWN]), more)
    return str(name)


def result(operation: str, value: Any) -> Any:
    """What the protocol sends for what an operation gave back.

    :raises WrongTypeError: when the platform takes no such value
    """
    wanted, convert = _WANTED.get(operation, _NOTHING)
    if inspect.isgenerator(value):
        raise WrongTypeError(
            "The operation must give back {}, and gave back a generator: its body holds a"
            " `yield`, so that none of it has run.".format(wanted)
        )
    try:
        return convert(value)
    except _OtherError:
        raise WrongTypeError(
            "The operation must give back {}, and gave back {}.".format(
                wanted, _article(shape(value))
            )
        ) from None


class _OtherError(Exception):
    """It is of another type."""


def _article(name: str) -> str:
    if name == "None":
        return "None (is there a `return`?)"
    return "a value of type {}".format(name)


def _nothing(value: Any) -> None:
    if value is not None:
        raise _OtherError


def _of_class(name: str) -> Callable[[Any], Any]:
    def convert(value: Any) -> Any:
        if not isinstance(value, definition(name)):
            raise _OtherError
        return value.to_dict()

    return convert


def _list_of(name: str) -> Callable[[Any], Any]:
    one = _of_class(name)

    def convert(value: Any) -> Any:
        if not isinstance(value, list):
            raise _OtherError
        return [one(item) for item in value]

    return convert


def _status(value: Any) -> str:
    if not isinstance(value, Status):
        raise _OtherError
    return value.name


def _size(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise _OtherError
    if not value >= 0 or math.isinf(value):
        raise WrongTypeError(
            "The operation must give back a number of bytes, and gave back {!r}.".format(value)
        )
    return value


def _environment(environment: Any) -> Dict[str, Any]:
    if not isinstance(environment, RemoteEnvironment):
        return {"reference": environment}
    return {"name": environment.name, "reference": environment.reference}


def _mount(mount: Mount) -> Dict[str, Any]:
    return {
        "environment": _environment(mount.remote_environment),
        "mountPath": mount.mount_path,
        "sharedPath": mount.shared_path,
    }


def _mount_specification(value: Any) -> Dict[str, Any]:
    if not isinstance(value, MountSpecification):
        raise _OtherError
    owner = value.ownership_specification
    return {
        "mounts": [_mount(mount) for mount in value.mounts],
        "ownership": None if owner is None else {"uid": owner.uid, "gid": owner.gid},
    }


def _plain_object(value: Any) -> Any:
    if not isinstance(value, dict):
        raise _OtherError
    return value


_Conversion = Tuple[str, Callable[[Any], Any]]
_NOTHING: _Conversion = ("None", _nothing)
_SNAPSHOT = ("a SnapshotDefinition", _of_class("SnapshotDefinition"))
_SOURCE_CONFIG = ("a SourceConfigDefinition", _of_class("SourceConfigDefinition"))
_MOUNTS = ("a MountSpecification", _mount_specification)
_STATUS = ("Status.ACTIVE or Status.INACTIVE", _status)
_SIZE = ("a number of bytes", _size)
_OBJECT = ("a dict", _plain_object)

# What gives back nothing is left out.
_WANTED: Dict[str, _Conversion] = {
    "discovery.repository": (
        "a list of RepositoryDefinition",
        _list_of("RepositoryDefinition"),
    ),
    "discovery.source_config": (
        "a list of SourceConfigDefinition",
        _list_of("SourceConfigDefinition"),
    ),
    "linked.post_snapshot": _SNAPSHOT,
    "linked.source_size": _SIZE,
    "linked.status": _STATUS,
    "linked.mount_specification": _MOUNTS,
    "virtual.initialize": _SOURCE_CONFIG,
    "virtual.configure": _SOURCE_CONFIG,
    "virtual.reconfigure": _SOURCE_CONFIG,
    "virtual.post_snapshot": _SNAPSHOT,
    "virtual.mount_specification": _MOUNTS,
    "virtual.status": _STATUS,
    "virtual.source_size": _SIZE,
    "upgrade.repository": _OBJECT,
    "upgrade.source_config": _OBJECT,
    "upgrade.linked_source": _OBJECT,
    "upgrade.virtual_source": _OBJECT,
    "upgrade.snapshot": _OBJECT,
}
