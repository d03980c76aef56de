"""Turns what an operation gives back into what the protocol sends, or says why it is not that."""

from __future__ import annotations

import types
from typing import Any, Callable, Dict, Tuple

from _dvp.arguments import definition
from dlpx.virtualization.common import RemoteEnvironment
from dlpx.virtualization.platform import (
    Mount,
    MountSpecification,
    OwnershipSpecification,
    Status,
)

__all__ = ["WrongTypeError", "result", "shape"]

_MAX_KINDS_SHOWN = 5
# An engine keeps a size as a signed number of 64 bits.
_MAX_SIZE = 2**63 - 1


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
    if isinstance(value, (types.CoroutineType, types.AsyncGeneratorType)):
        if isinstance(value, types.CoroutineType):
            value.close()  # else Python complains of it at some later time
        raise WrongTypeError(
            "The operation must give back {}, and gave back {}: it calls an `async def`, none of"
            " which has run. The platform waits for nothing: write it as a plain `def`.".format(
                wanted, _article(shape(value))
            )
        )
    if isinstance(value, types.GeneratorType):
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
    if isinstance(value, int) and value.bit_length() > _MAX_SIZE.bit_length():
        raise WrongTypeError(
            "The operation must give back a number of bytes, and gave back one of {} bits, which"
            " no engine takes: {} are its most.".format(
                value.bit_length(), _MAX_SIZE.bit_length()
            )
        )
    if not 0 <= value <= _MAX_SIZE:
        raise WrongTypeError(
            "The operation must give back a number of bytes, and gave back {!r}.".format(value)
        )
    return value


def _held(owner: Any, name: str, kind: type, optional: bool = False) -> Any:
    """An attribute, which the plugin can have set after its object was made."""
    value = getattr(owner, name)
    is_right = isinstance(value, kind) and not isinstance(value, bool)
    if not is_right and not (optional and value is None):
        raise WrongTypeError(
            "The operation gave back a {} whose `{}` must be of type {}{}, and is {}.".format(
                type(owner).__name__,
                name,
                kind.__name__,
                " or None" if optional else "",
                _article(shape(value)),
            )
        )
    return value


def _environment(environment: Any) -> Dict[str, Any]:
    if isinstance(environment, str):
        return {"reference": environment}
    return {
        "name": _held(environment, "name", str),
        "reference": _held(environment, "reference", str),
    }


def _mount(mount: Any) -> Dict[str, Any]:
    if not isinstance(mount, Mount):
        raise WrongTypeError(
            "The operation gave back a MountSpecification whose `mounts` must hold Mounts, and"
            " hold {}.".format(_article(shape(mount)))
        )
    if not isinstance(mount.remote_environment, str):
        _held(mount, "remote_environment", RemoteEnvironment)
    return {
        "environment": _environment(mount.remote_environment),
        "mountPath": _held(mount, "mount_path", str),
        "sharedPath": _held(mount, "shared_path", str, optional=True),
    }


def _mount_specification(value: Any) -> Dict[str, Any]:
    if not isinstance(value, MountSpecification):
        raise _OtherError
    owner = _held(
        value, "ownership_specification", OwnershipSpecification, optional=True
    )
    return {
        "mounts": [_mount(mount) for mount in _held(value, "mounts", list)],
        "ownership": None
        if owner is None
        else {"uid": _held(owner, "uid", int), "gid": _held(owner, "gid", int)},
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
